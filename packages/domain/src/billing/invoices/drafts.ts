import { actorRecord, audit, json, scoped, scopedDelete, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { businessDate, newId, Refusal } from "@entrepot/kernel"
import { authorize } from "../../tenancy/index.ts"
import { FinaliseInvoice, InvoiceRef, SaveInvoiceDraft } from "../contract.ts"
import { invoiceNotFound } from "../payments/clear.db.ts"
import { compose } from "./compose.ts"
import { findDraft } from "./drafts.db.ts"
import { finalise } from "./finalise.ts"
import { findIssuer, type Issuer } from "./issuer.db.ts"
import { billed, writtenLines } from "./written-lines.ts"

const draftChanged = (version: number) => new Refusal("billing.draft_changed_meanwhile", "conflict", { version })

/**
 * Writes an invoice by hand: something that no order has, such as a repair or freight. It has no number and counts nowhere
 * until it is finalised. Refuses `billing.house_account_is_not_invoiced`, `billing.unit_is_not_the_products`, `billing.draft_changed_meanwhile`.
 */
export async function saveDraft(work: Work, input: SaveInvoiceDraft): Promise<{ readonly invoiceId: string; readonly version: number }> {
  authorize(work, "credit_note.issue")
  const ask = SaveInvoiceDraft.parse(input)
  const [issuer, before] = await Promise.all([mustInvoice(work, ask.accountId), ask.invoiceId ? findDraft(work, ask.invoiceId, true) : undefined])
  if (ask.invoiceId && !before) throw invoiceNotFound()
  if (before && before.version !== ask.expectedVersion) throw draftChanged(before.version)
  const lines = await writtenLines(work, ask.lines)
  const { net, tax, total } = compose(await billed(work, issuer, lines), issuer.taxRounding, issuer.currency)
  const at = work.now.toString()
  const invoiceId = before?.invoiceId ?? newId<"invoice">(work.now.epochMilliseconds)
  const row = { po_number: ask.poNumber, note: ask.note, lines: json(lines), net_minor: net.amount, tax_minor: tax.amount, total_minor: total.amount, updated_at: at }
  const version = (before?.version ?? 0) + 1
  if (before) {
    if (before.accountId !== ask.accountId) throw invoiceNotFound()
    await scopedUpdate(work, "billing.invoice_draft").set({ ...row, version }).where("invoice_id", "=", invoiceId).execute()
  } else await scopedInsert(work, "billing.invoice_draft", { ...row, account_id: ask.accountId, invoice_id: invoiceId, currency: issuer.currency, created_by: json(actorRecord(work.actor)), created_at: at }).execute()
  audit(work, { action: "invoice.draft_saved", subjectKind: "invoice", subjectId: invoiceId, after: { lines: ask.lines.length, total: total.amount.toString() } })
  return { invoiceId, version }
}

/** Numbers a draft and writes it for good; clicking twice is doing it once. Refuses `billing.invoice_not_found`, `billing.draft_changed_meanwhile`. */
export async function finaliseDraft(work: Work, input: FinaliseInvoice): Promise<{ readonly invoiceId: string; readonly number: string }> {
  authorize(work, "credit_note.issue")
  const { invoiceId, expectedVersion } = FinaliseInvoice.parse(input)
  const draft = await findDraft(work, invoiceId, true)
  if (!draft) return findFinalised(work, invoiceId)
  if (draft.version !== expectedVersion) throw draftChanged(draft.version)
  const issuer = await mustInvoice(work, draft.accountId)
  const today = businessDate(work.now, issuer.zone).toString()
  const lines = await billed(work, issuer, draft.lines)
  await scopedDelete(work, "billing.invoice_draft").where("invoice_id", "=", invoiceId).execute()
  const { number } = await finalise(work, {
    invoiceId, source: "manual", sourceKey: `manual:${invoiceId}`, orderId: null, orderNumber: null, shipmentId: null, shipmentNumber: null, subscriptionId: null, occurrenceId: null, collect: "terms", currency: draft.currency,
    poNumber: draft.poNumber, note: draft.note, issuedOn: today, suppliedOn: today, shipTo: null, lines, deferred: false,
  }, issuer)
  return { invoiceId, number }
}

/** What became of a draft that is gone: the same click finalised it before, or nobody knows of it. */
async function findFinalised(work: Work, invoiceId: string): Promise<{ readonly invoiceId: string; readonly number: string }> {
  const invoice = await scoped(work, "billing.invoice").select("number").where("invoice_id", "=", invoiceId).where("source", "=", "manual").executeTakeFirst()
  if (!invoice) throw invoiceNotFound()
  return { invoiceId, number: invoice.number }
}

/** Throws a draft away. Refuses `billing.invoice_not_found`. */
export async function discardDraft(work: Work, input: InvoiceRef): Promise<void> {
  authorize(work, "credit_note.issue")
  const { invoiceId } = InvoiceRef.parse(input)
  const gone = await scopedDelete(work, "billing.invoice_draft").where("invoice_id", "=", invoiceId).returning("invoice_id").executeTakeFirst()
  if (!gone) throw invoiceNotFound()
  audit(work, { action: "invoice.draft_discarded", subjectKind: "invoice", subjectId: invoiceId })
}

async function mustInvoice(work: Work, accountId: string): Promise<Issuer> {
  const issuer = await findIssuer(work, accountId)
  if (!issuer) throw new Refusal("tenancy.account_not_found", "not_found")
  if (issuer.buyer.kind === "house") throw new Refusal("billing.house_account_is_not_invoiced", "rule")
  return issuer
}
