import { sql } from "kysely"
import { audit, record, type Work } from "@entrepot/db"
import { businessDate, moneyFromJson } from "@entrepot/kernel"
import { postJournals } from "../ledger/index.ts"
import { authorize } from "../tenancy/index.ts"
import { agreementView } from "./agreement.ts"
import type { AdjustSettlement } from "./contract.ts"
import { journalsOf, type NewEntry } from "./entry.ts"
import { entryAdjusted } from "./events.ts"
import { networkZone } from "./partner.ts"
import { lockPartner, writeEntries } from "./record-entries.ts"

/** Adds what no fact says: above zero the partner owes more. It goes onto the next statement. The same click again changes nothing. */
export async function adjustSettlement(work: Work, { requestKey, tenantId, amount, reason }: AdjustSettlement): Promise<void> {
  authorize(work, "network.settlement.manage")
  const { amount: amountMinor, currency } = moneyFromJson(amount)
  const agreement = await agreementView(work, { tenantId })
  await lockPartner(work, tenantId)
  const occurredOn = businessDate(work.now, await networkZone(work)).toString()
  const [entryId] = await writeEntries(work, tenantId, [{
    businessKey: `adjustment:${requestKey}`, kind: "adjustment", currency, amountMinor, occurredOn, document: { kind: "adjustment", id: requestKey, number: "" }, agreementVersion: agreement?.version ?? null, memo: reason,
  }])
  if (!entryId) return
  record(work, entryAdjusted, { tenantId, entryId }, 0)
  audit(work, { action: "settlement.adjusted", subjectKind: "partner", subjectId: String(tenantId), tenantId, reason, after: { amount: amount.amount, currency } })
}

type PostedRow = Pick<NewEntry, "businessKey" | "kind" | "currency" | "occurredOn" | "stocked"> & { readonly amount: bigint; readonly documentKind: string; readonly documentId: string; readonly documentNumber: string }

/** What an adjustment did, in both ledgers at once: the worker's, in the scope of the network. */
export async function postEntry(work: Work, { tenantId, entryId }: { readonly tenantId: number; readonly entryId: string }): Promise<void> {
  const { rows } = await sql<PostedRow>`
    select business_key as "businessKey", kind, currency, amount_minor as amount, occurred_on as "occurredOn", stocked, document_kind as "documentKind", document_id as "documentId", document_number as "documentNumber"
      from settlement.entry where network_id = ${work.scope.networkId} and tenant_id = ${tenantId} and entry_id = ${entryId}`.execute(work.db)
  await postJournals(work, rows.flatMap(({ amount, documentKind: kind, documentId: id, documentNumber: number, ...entry }) => journalsOf(tenantId, [{ ...entry, amountMinor: amount, document: { kind, id, number } }])))
}
