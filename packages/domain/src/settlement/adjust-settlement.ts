import { sql } from "kysely"
import { audit, record, type Work } from "@entrepot/db"
import { businessDate, moneyFromJson } from "@entrepot/kernel"
import { postJournals } from "../ledger/index.ts"
import { authorize } from "../tenancy/index.ts"
import { agreementView } from "./agreement.ts"
import type { AdjustmentKind, AdjustSettlement, TaxTreatment } from "./contract.ts"
import { journalsOf, type NewEntry } from "./entry.ts"
import { entryAdjusted } from "./events.ts"
import { networkZone } from "./partner.ts"
import { lockPartner, writeEntries } from "./record-entries.ts"
import { ruleOfService, rulesOfGoods, taxOn, type TaxRule } from "./tax/rule.ts"

/**
 * Adds what no fact says: above zero the partner owes more. What changes the price of goods or of the platform's service takes its tax along, on top; money alone
 * has none. It goes onto the next statement. The same click again changes nothing.
 */
export async function adjustSettlement(work: Work, { requestKey, tenantId, amount, reason, about = "money" }: AdjustSettlement): Promise<void> {
  authorize(work, "network.settlement.manage")
  const { amount: amountMinor, currency } = moneyFromJson(amount)
  const agreement = await agreementView(work, { tenantId })
  await lockPartner(work, tenantId)
  const occurredOn = businessDate(work.now, await networkZone(work)).toString()
  const tax = taxOn(await ruleOf(work, tenantId, about, occurredOn), amountMinor, currency)
  const [entryId] = await writeEntries(work, tenantId, [{
    businessKey: `adjustment:${requestKey}`, kind: "adjustment", currency, amountMinor, occurredOn, document: { kind: "adjustment", id: requestKey, number: "" }, agreementVersion: agreement?.version ?? null, memo: reason, tax,
  }])
  if (!entryId) return
  record(work, entryAdjusted, { tenantId, entryId }, 0)
  audit(work, { action: "settlement.adjusted", subjectKind: "partner", subjectId: String(tenantId), tenantId, reason, after: { amount: amount.amount, currency, about, ...(tax && { tax: tax.taxMinor.toString() }) } })
}

/** Goods of no certain parcel are taken as they usually go: from the distributor's country to the partner's, at the standard rate. */
async function ruleOf(work: Work, tenantId: number, about: AdjustmentKind, on: string): Promise<TaxRule | null> {
  if (about === "money") return null
  if (about === "service") return ruleOfService(work, tenantId, on)
  return (await rulesOfGoods(work, tenantId, { from: null, to: null, categories: ["standard"] }, on)).get("standard") ?? null
}

type PostedRow = Pick<NewEntry, "businessKey" | "kind" | "currency" | "occurredOn" | "stocked"> & { readonly amount: bigint; readonly documentKind: string; readonly documentId: string; readonly documentNumber: string; readonly treatment: TaxTreatment | null; readonly jurisdiction: string; readonly percent: string; readonly taxMinor: bigint; readonly accountedMinor: bigint }

/** What an adjustment did, in both ledgers at once: the worker's, in the scope of the network. */
export async function postEntry(work: Work, { tenantId, entryId }: { readonly tenantId: number; readonly entryId: string }): Promise<void> {
  const { rows } = await sql<PostedRow>`
    select business_key as "businessKey", kind, currency, amount_minor as amount, occurred_on as "occurredOn", stocked, document_kind as "documentKind", document_id as "documentId", document_number as "documentNumber",
           tax_treatment as treatment, coalesce(tax_jurisdiction, '') as jurisdiction, coalesce(trim_scale(tax_percent)::text, '0') as percent, tax_minor as "taxMinor", accounted_minor as "accountedMinor"
      from settlement.entry where network_id = ${work.scope.networkId} and tenant_id = ${tenantId} and entry_id = ${entryId}`.execute(work.db)
  await postJournals(work, rows.flatMap(({ amount, documentKind: kind, documentId: id, documentNumber: number, treatment, jurisdiction, percent, taxMinor, accountedMinor, ...entry }) =>
    journalsOf(tenantId, [{ ...entry, amountMinor: amount, document: { kind, id, number }, tax: treatment && { treatment, jurisdiction, percent, taxMinor, accountedMinor } }])))
}
