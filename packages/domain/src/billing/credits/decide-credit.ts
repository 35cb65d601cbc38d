import { audit, scoped, scopedUpdate, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { decide, withdraw } from "../../approvals/index.ts"
import { authorize } from "../../tenancy/index.ts"
import { CreditNoteRef, DecideCreditNote, type CreditNoteStatus, type CreditReason } from "../contract.ts"
import { findIssuer } from "../invoices/issuer.db.ts"
import { lockOpenItem } from "../payments/clear.db.ts"
import { composeAgreed } from "./compose-credit.ts"
import { creditableLines } from "./creditable.db.ts"
import { issueCredit } from "./issue-credit.ts"
import { invoiceGivenUp, isGivenUp, subjectOf } from "./request-credit.ts"

type Request = { readonly creditNoteId: string; readonly invoiceId: string; readonly reasonCode: CreditReason; readonly reason: string; readonly apply: boolean; readonly requestedBy: string | null; readonly lines: readonly Kept[] }
type Kept = { readonly invoice_line_id: string; readonly quantity: string; readonly base_quantity: string; readonly net_minor: string; readonly tax_minor: string }

/**
 * Somebody else's word on a credit note. With the last one it is issued in the same transaction, as it was asked for: what it
 * takes back has been kept for it. Refuses `billing.credit_note_not_found`, `credit_note_is_decided`,
 * `invoice_is_given_up` where the invoice was meanwhile, and what `approvals.decide` does.
 */
export async function decideCreditNote(work: Work, input: DecideCreditNote): Promise<{ readonly status: CreditNoteStatus; readonly number: string | null }> {
  authorize(work, "credit_note.approve")
  const { creditNoteId, verdict, reason } = DecideCreditNote.parse(input)
  const request = await lockRequest(work, creditNoteId)
  const decided = await decide(work, { subject: subjectOf(creditNoteId), verdict, reason })
  if (decided.status === "pending") return { status: "awaiting_approval", number: null }
  const status = decided.status === "approved" ? "issued" : "rejected"
  await settle(work, creditNoteId, status, reason)
  audit(work, { action: `credit_note.${verdict}`, subjectKind: "credit_note", subjectId: creditNoteId, reason })
  return { status, number: status === "issued" ? await issue(work, request) : null }
}

/** Takes a request back before anybody decided. */
export async function withdrawCreditNote(work: Work, input: CreditNoteRef): Promise<void> {
  authorize(work, "credit_note.issue")
  const { creditNoteId } = CreditNoteRef.parse(input)
  await lockRequest(work, creditNoteId)
  await withdraw(work, subjectOf(creditNoteId))
  await settle(work, creditNoteId, "withdrawn", "")
  audit(work, { action: "credit_note.withdrawn", subjectKind: "credit_note", subjectId: creditNoteId })
}

/** Locks the invoice's open item first, as everywhere; the request's own state is read after that. */
async function lockRequest(work: Work, creditNoteId: string): Promise<Request> {
  const found = await scoped(work, "billing.credit_request").select("invoice_id").where("credit_note_id", "=", creditNoteId).executeTakeFirst()
  if (!found) throw new Refusal("billing.credit_note_not_found", "not_found")
  await lockOpenItem(work, found.invoice_id)
  const row = await scoped(work, "billing.credit_request").select(["credit_note_id as creditNoteId", "invoice_id as invoiceId", "status", "reason_code as reasonCode", "reason", "apply", "requested_by as requestedBy", "lines"]).where("credit_note_id", "=", creditNoteId).executeTakeFirstOrThrow()
  if (row.status !== "awaiting_approval") throw new Refusal("billing.credit_note_is_decided", "conflict")
  return row as Request
}

async function settle(work: Work, creditNoteId: string, status: CreditNoteStatus, reason: string): Promise<void> {
  await scopedUpdate(work, "billing.credit_request").set({ status, decided_reason: reason, settled_at: work.now.toString(), version: 2 }).where("credit_note_id", "=", creditNoteId).execute()
}

async function issue(work: Work, request: Request): Promise<string> {
  const item = await lockOpenItem(work, request.invoiceId)
  const [lines, issuer] = await Promise.all([creditableLines(work, request.invoiceId), findIssuer(work, item.accountId)])
  if (!issuer) throw new Error(`Account ${item.accountId} is gone.`)
  if (isGivenUp(item)) throw invoiceGivenUp()
  const agreed = request.lines.map((line) => ({ lineId: line.invoice_line_id, quantity: line.quantity, baseQuantity: line.base_quantity, netMinor: BigInt(line.net_minor), taxMinor: BigInt(line.tax_minor) }))
  const composed = composeAgreed(lines, agreed, item.currency)
  return (await issueCredit(work, { ...request, item, issuer, composed })).number
}
