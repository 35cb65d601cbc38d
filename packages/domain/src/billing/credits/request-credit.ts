import { sql } from "kysely"
import { actorRecord, audit, json, record, scoped, type Work } from "@entrepot/db"
import { currency, money, moneyToJson, newId, Refusal, toDecimalString } from "@entrepot/kernel"
import { decidersOf, requestApproval, type LevelNeeded, type SubjectFacts } from "../../approvals/index.ts"
import { authorize } from "../../tenancy/index.ts"
import { PreviewCreditNote, RequestCreditNote, type CreditNotePreview, type CreditNoteStatus } from "../contract.ts"
import { creditNoteRequested } from "../events.ts"
import { findIssuer, type Issuer } from "../invoices/issuer.db.ts"
import { openOf } from "../invoices/status.ts"
import { treatmentOf } from "../invoices/treatment.ts"
import { findOpenItems, invoiceNotFound, lockOpenItem, type OpenItem } from "../payments/clear.db.ts"
import { composeCredit, type ComposedCredit } from "./compose-credit.ts"
import { partViews } from "../invoices/tax-parts.ts"
import { creditableLines } from "./creditable.db.ts"
import { issueCredit } from "./issue-credit.ts"
import { DECIDES, factsOf, levelFor } from "./level.ts"
import { lineRows } from "./write-credit.db.ts"

export type RequestedCredit = { readonly creditNoteId: string; readonly status: CreditNoteStatus; readonly number: string | null }

/**
 * Asks for a credit note on an invoice, with a reason. Up to the tenant's threshold it is issued at once; above it somebody
 * else has to agree: nobody approves their own. Clicking twice is asking once.
 *
 * Refuses `billing.invoice_not_found`, `invoice_is_given_up`, what `composeCredit` refuses, and `approvals.nobody_can_approve`.
 */
export async function requestCreditNote(work: Work, input: RequestCreditNote): Promise<RequestedCredit> {
  authorize(work, "credit_note.issue")
  const ask = RequestCreditNote.parse(input)
  const item = await lockOpenItem(work, ask.invoiceId)
  const businessKey = `requested:${item.accountId}:${ask.requestKey}`
  const before = await findRequested(work, businessKey)
  if (before) return before
  const { issuer, composed, level } = await judged(work, item, ask)
  const creditNoteId = newId<"credit_note">(work.now.epochMilliseconds)
  await writeRequest(work, { creditNoteId, businessKey, item, composed, ask, status: level ? "awaiting_approval" : "issued" })
  if (!level) return { creditNoteId, status: "issued", number: (await issueCredit(work, { ...ask, creditNoteId, item, issuer, composed })).number }
  const { requestId, approvers } = await requestApproval(work, { subject: subjectOf(creditNoteId), permission: DECIDES, subjectVersion: 1, accountId: item.accountId, requestedBy: work.actor.id, facts: aboutLines(item, composed), levels: [level] })
  record(work, creditNoteRequested, { creditNoteId, accountId: item.accountId, requestId, approverIds: [...new Set(approvers.map((one) => one.userId))] })
  audit(work, { action: "credit_note.requested", subjectKind: "credit_note", subjectId: creditNoteId, reason: ask.reason, after: { invoice: item.number, total: composed.total.amount.toString() } })
  return { creditNoteId, status: "awaiting_approval", number: null }
}

/** What the same click asked for before. */
async function findRequested(work: Work, businessKey: string): Promise<RequestedCredit | undefined> {
  const before = await scoped(work, "billing.credit_request").select(["credit_note_id", "status"]).where("business_key", "=", businessKey).executeTakeFirst()
  if (!before) return undefined
  const issued = await scoped(work, "billing.credit_note").select("number").where("credit_note_id", "=", before.credit_note_id).executeTakeFirst()
  return { creditNoteId: before.credit_note_id, status: before.status as CreditNoteStatus, number: issued?.number ?? null }
}

/** What asking would do: amounts, taxes, what it settles, and who would have to agree. Writes nothing. */
export async function previewCreditNote(work: Work, input: PreviewCreditNote): Promise<CreditNotePreview> {
  authorize(work, "credit_note.issue")
  const ask = PreviewCreditNote.parse(input)
  const [item] = await findOpenItems(work, [ask.invoiceId])
  if (!item) throw invoiceNotFound()
  const { issuer, composed, level } = await judged(work, item, ask)
  const [deciders = []] = await decidersOf(work, { accountId: item.accountId, requestedBy: work.actor.id, permission: DECIDES }, level ? [level] : [])
  const amount = (minor: bigint) => moneyToJson(money(minor, currency(item.currency)))
  const applied = ask.apply ? (openOf(item) < composed.total.amount ? openOf(item) : composed.total.amount) : 0n
  return {
    net: moneyToJson(composed.net), tax: moneyToJson(composed.tax), total: moneyToJson(composed.total), appliedToInvoice: amount(applied), keptAsCredit: amount(composed.total.amount - applied),
    taxes: composed.taxes.map((row) => ({ jurisdiction: row.jurisdiction, taxCategory: row.taxCategory, percent: row.percent, net: amount(row.netMinor), tax: amount(row.taxMinor), treatment: treatmentOf(composed, row), parts: partViews(row.parts ?? [], amount) })),
    lines: composed.lines.map((line) => ({ lineId: line.invoiceLineId, net: amount(line.netMinor), tax: amount(line.taxMinor) })),
    approval: level ? { above: moneyToJson(money(BigInt(issuer.creditThresholdMinor ?? 0n), currency(issuer.currency))), approvers: [...new Set(deciders.map((one) => one.name))] } : null,
  }
}

/** What is voided or written off is owed by nobody: a credit note on it would give money for nothing. */
export const isGivenUp = (item: Pick<OpenItem, "voidedMinor" | "writtenOffMinor">) => item.voidedMinor > 0n || item.writtenOffMinor > 0n
export const invoiceGivenUp = () => new Refusal("billing.invoice_is_given_up", "rule")

/** What a credit note would be, and whether somebody has to agree to it. */
async function judged(work: Work, item: OpenItem, { lines: asks }: Pick<ReturnType<typeof PreviewCreditNote.parse>, "lines">): Promise<{ readonly issuer: Issuer; readonly composed: ComposedCredit; readonly level: LevelNeeded | undefined }> {
  if (isGivenUp(item)) throw invoiceGivenUp()
  const [lines, issuer] = await Promise.all([creditableLines(work, item.invoiceId), findIssuer(work, item.accountId)])
  if (!issuer) throw invoiceNotFound()
  const composed = composeCredit(lines, asks, item.currency)
  return { issuer, composed, level: await levelFor(work, issuer, "creditNotes", composed.total) }
}

export const SUBJECT = "credit_note"
export const subjectOf = (creditNoteId: string) => ({ kind: SUBJECT, id: creditNoteId })

function aboutLines(item: OpenItem, composed: ComposedCredit): SubjectFacts {
  const major = (minor: bigint) => Number(toDecimalString(money(minor, currency(item.currency))))
  return factsOf(item, composed.total.amount, composed.lines.map((line) => ({ sku: line.sku, category: "", quantity: Number(line.quantity), net: major(line.netMinor), margin: 0, below_floor: false })))
}

type NewRequest = { readonly creditNoteId: string; readonly businessKey: string; readonly item: OpenItem; readonly composed: ComposedCredit; readonly status: "awaiting_approval" | "issued"; readonly ask: Pick<ReturnType<typeof RequestCreditNote.parse>, "invoiceId" | "reasonCode" | "reason" | "apply"> }

export async function writeRequest(work: Work, { creditNoteId, businessKey, item, composed, status, ask }: NewRequest): Promise<void> {
  const requestedBy = work.actor.kind === "user" ? work.actor.id : null
  await sql`
    insert into billing.credit_request (network_id, tenant_id, account_id, credit_note_id, business_key, invoice_id, status, reason_code, reason, apply, currency, lines, net_minor, tax_minor, total_minor, requested_by, actor, requested_at, settled_at)
    values (${work.scope.networkId}, ${work.scope.tenantId}, ${item.accountId}, ${creditNoteId}, ${businessKey}, ${item.invoiceId}, ${status}, ${ask.reasonCode}, ${ask.reason}, ${ask.apply}, ${item.currency}, ${json(lineRows(composed))},
            ${composed.net.amount}, ${composed.tax.amount}, ${composed.total.amount}, ${requestedBy}, ${json(actorRecord(work.actor))}, ${work.now.toString()}, ${status === "issued" ? work.now.toString() : null})`.execute(work.db)
}
