import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { moneyToJson, Refusal } from "@entrepot/kernel"
import { findRequests, type ApprovalRequest } from "../../approvals/index.ts"
import { may } from "../../tenancy/index.ts"
import { CreditNoteRef, type Action, type CreditNoteStatus, type CreditNoteView } from "../contract.ts"
import type { DeliveryTerms, SaleTreatment } from "../../pricing/contract.ts"
import { shareTax, type TaxPart } from "../../pricing/index.ts"
import { plainPercent } from "../invoices/percent.ts"
import { partViews } from "../invoices/tax-parts.ts"
import { moneyOf } from "../payments/shares.ts"
import { authorizeReading, creditRows, rowOf } from "./list-credits.ts"
import { subjectOf } from "./request-credit.ts"

type Kept = { readonly line_id: string; readonly position: number; readonly invoice_line_id: string; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: string; readonly unit_price: string; readonly net_minor: string; readonly tax_category: string; readonly tax_percent: string; readonly jurisdiction: string; readonly tax_minor: string; readonly tax_parts?: readonly TaxPart[] }

/** One credit note with its lines, who agreed, and who still has to. Refuses `billing.credit_note_not_found`. */
export async function creditNoteView(work: Work, input: CreditNoteRef): Promise<CreditNoteView> {
  authorizeReading(work)
  const { creditNoteId } = CreditNoteRef.parse(input)
  const [[row], more] = await Promise.all([creditRows(work, sql`and r.credit_note_id = ${creditNoteId}`, 1), requestOf(work, creditNoteId)])
  if (!row || !more) throw new Refusal("billing.credit_note_not_found", "not_found")
  const requests = work.scope.accountId ? [] : await findRequests(work, subjectOf(creditNoteId), ["pending", "approved", "rejected"])
  const pending = requests.find((one) => one.status === "pending")
  const amount = (minor: bigint | string) => moneyToJson(moneyOf(BigInt(minor), row.currency))
  return {
    ...rowOf(row), currency: row.currency, apply: more.apply, net: amount(more.netMinor), tax: amount(more.taxMinor),
    lines: more.lines.map((line) => ({
      lineId: line.line_id, invoiceLineId: line.invoice_line_id, position: line.position, sku: line.sku, name: line.name, unit: line.unit, quantity: line.quantity, unitPrice: line.unit_price, net: amount(line.net_minor),
      taxCategory: line.tax_category, taxPercent: plainPercent(line.tax_percent), jurisdiction: line.jurisdiction, tax: amount(line.tax_minor),
    })),
    taxes: taxesOf(more, row.currency).map((tax) => ({ ...tax, net: amount(tax.net), tax: amount(tax.tax), parts: partViews(tax.parts, amount) })),
    deliveryTerms: more.terms, settles: settlesOf(row, more, amount), settledAt: more.settledAt?.toISOString() ?? null,
    approval: pending ? { level: pending.levels.find((level) => level.status === "open")?.name ?? "", approvers: [...new Set(pending.deciders.map((one) => one.name))] } : null,
    decisions: requests.flatMap((one) => one.decisions).map((one) => ({ by: one.name, verdict: one.verdict, reason: one.reason, at: one.decidedAt })),
    actions: actionsOf(work, row.status, pending),
  }
}

/** Why a sum is taxed so is what the invoice's lines say. */
function taxesOf({ lines, treatments }: Pick<Request, "lines" | "treatments">, code: string) {
  const keys = [...new Set(lines.map((line) => `${line.jurisdiction} ${line.tax_category} ${line.tax_percent}`))]
  return keys.map((key) => {
    const of = lines.filter((line) => `${line.jurisdiction} ${line.tax_category} ${line.tax_percent}` === key)
    const sum = (pick: (line: Kept) => string) => of.reduce((all, line) => all + BigInt(pick(line)), 0n)
    return { jurisdiction: of[0]!.jurisdiction, taxCategory: of[0]!.tax_category, percent: plainPercent(of[0]!.tax_percent), treatment: treatments[of[0]!.invoice_line_id] ?? null, net: sum((line) => line.net_minor), tax: sum((line) => line.tax_minor), parts: shareTax(of.map((line) => ({ taxParts: line.tax_parts ?? [], taxMinor: BigInt(line.tax_minor) })), code) }
  })
}

type Request = { readonly lines: readonly Kept[]; readonly apply: boolean; readonly netMinor: bigint; readonly taxMinor: bigint; readonly settledAt: Date | null; readonly appliedMinor: bigint; readonly openMinor: bigint; readonly terms: DeliveryTerms | null; readonly treatments: Readonly<Record<string, SaleTreatment>> }

async function requestOf(work: Work, creditNoteId: string): Promise<Request | undefined> {
  const { rows } = await sql<Request>`
    select r.lines, r.apply, r.net_minor as "netMinor", r.tax_minor as "taxMinor", r.settled_at as "settledAt", o.open_minor as "openMinor", i.delivery_terms as terms,
           (select coalesce(json_object_agg(l.line_id, l.tax_treatment), '{}') from billing.invoice_line l where (l.network_id, l.tenant_id, l.account_id, l.invoice_id) = (r.network_id, r.tenant_id, r.account_id, r.invoice_id) and l.tax_treatment is not null) as treatments,
           (select coalesce(sum(c.amount_minor), 0)::bigint from billing.clearing c where (c.network_id, c.tenant_id, c.account_id, c.invoice_id) = (r.network_id, r.tenant_id, r.account_id, r.invoice_id) and c.kind = 'credit' and c.source_id = r.credit_note_id) as "appliedMinor"
      from billing.credit_request r
      join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (r.network_id, r.tenant_id, r.account_id, r.invoice_id)
      join billing.open_item o on (o.network_id, o.tenant_id, o.account_id, o.invoice_id) = (r.network_id, r.tenant_id, r.account_id, r.invoice_id)
     where r.network_id = ${work.scope.networkId} and r.tenant_id = ${work.scope.tenantId} and r.credit_note_id = ${creditNoteId}`.execute(work.db)
  return rows[0]
}

/** As it came where it was issued; as it would come today where it waits. */
function settlesOf({ status, totalMinor }: { readonly status: CreditNoteStatus; readonly totalMinor: bigint }, { apply, appliedMinor, openMinor }: Request, amount: (minor: bigint) => CreditNoteView["net"]): CreditNoteView["settles"] {
  if (status !== "issued" && status !== "awaiting_approval") return null
  const applied = status === "issued" ? appliedMinor : !apply ? 0n : openMinor < totalMinor ? openMinor : totalMinor
  return { applied: amount(applied), kept: amount(totalMinor - applied) }
}

/** Whether the reader may decide or take back, and if not, the first reason that they could do something about. */
function actionsOf(work: Work, status: CreditNoteStatus, pending: ApprovalRequest | undefined): CreditNoteView["actions"] {
  const open = status === "awaiting_approval"
  const refused = (why: string | false): Action => (!open ? { allowed: false, why: "billing.credit_note_is_decided" } : why ? { allowed: false, why } : { allowed: true })
  const own = pending?.requestedBy === work.actor.id && "approvals.own_request"
  const vote = refused((!may(work, "credit_note.approve") && "tenancy.not_permitted") || own || (!pending?.deciders.some((one) => one.userId === work.actor.id) && "approvals.not_your_turn"))
  return { approve: vote, reject: vote, withdraw: refused(!may(work, "credit_note.issue") && "tenancy.not_permitted") }
}
