import { actorRecord, audit, json, record, scopedInsert, type Work } from "@entrepot/db"
import { currency, money, moneyToJson, newId, Refusal } from "@entrepot/kernel"
import { decidersOf, requestApproval, type LevelNeeded } from "../../approvals/index.ts"
import { postJournal } from "../../ledger/index.ts"
import { authorize } from "../../tenancy/index.ts"
import { GiveUpInvoice, InvoiceRef, type WriteOffPreview, type WrittenOff } from "../contract.ts"
import { DECIDES, factsOf, levelFor, thresholdOf } from "../credits/level.ts"
import { invoiceWrittenOff, writeOffRequested } from "../events.ts"
import { clearInvoices, findOpenItems, invoiceNotFound, type OpenItem } from "../payments/clear.db.ts"
import { about, lockToGiveUp } from "./give-up.ts"
import { findIssuer, type Issuer } from "./issuer.db.ts"
import { writeOffJournal } from "./journals.ts"
import { openOf } from "./status.ts"
import { waitingWriteOff } from "./write-off.db.ts"

export const WRITE_OFF = "write_off"
export const writeOffSubject = (writeOffId: string) => ({ kind: WRITE_OFF, id: writeOffId })

/**
 * Gives up what is still open of an invoice: it will not be paid. Above the tenant's level somebody else has to agree first: nobody
 * approves their own. Refuses as `voidInvoice` does for what is settled or being paid, `billing.write_off_waits` where it was asked
 * for already, and `approvals.nobody_can_approve`.
 */
export async function writeOffInvoice(work: Work, input: GiveUpInvoice): Promise<WrittenOff> {
  authorize(work, "credit_note.issue")
  const { invoiceId, reason } = GiveUpInvoice.parse(input)
  const { item, on } = await lockToGiveUp(work, invoiceId)
  if (await waitingWriteOff(work, invoiceId)) throw new Refusal("billing.write_off_waits", "conflict", { number: item.number })
  const { level } = await judged(work, item)
  if (level) return askFor(work, item, level, reason)
  await writeOff(work, { item, on, amountMinor: openOf(item), reason })
  return { status: "written_off", writeOffId: null }
}

/** What writing off would do: how much is given up, and who would have to agree. Writes nothing. */
export async function previewWriteOff(work: Work, input: InvoiceRef): Promise<WriteOffPreview> {
  authorize(work, "credit_note.issue")
  const [item] = await findOpenItems(work, [InvoiceRef.parse(input).invoiceId])
  if (!item) throw invoiceNotFound()
  const { issuer, level } = await judged(work, item)
  const [deciders = []] = await decidersOf(work, { accountId: item.accountId, requestedBy: work.actor.id, permission: DECIDES }, level ? [level] : [])
  const above = moneyToJson(money(thresholdOf(issuer, "writeOffs") ?? 0n, currency(issuer.currency)))
  return { amount: moneyToJson(money(openOf(item), currency(item.currency))), approval: level ? { above, approvers: [...new Set(deciders.map((one) => one.name))] } : null }
}

async function judged(work: Work, item: OpenItem): Promise<{ readonly issuer: Issuer; readonly level: LevelNeeded | undefined }> {
  const issuer = await findIssuer(work, item.accountId)
  if (!issuer) throw invoiceNotFound()
  return { issuer, level: await levelFor(work, issuer, "writeOffs", money(openOf(item), currency(item.currency))) }
}

async function askFor(work: Work, item: OpenItem, level: LevelNeeded, reason: string): Promise<WrittenOff> {
  const writeOffId = newId<"write_off">(work.now.epochMilliseconds)
  const amountMinor = openOf(item)
  await scopedInsert(work, "billing.write_off_request", {
    account_id: item.accountId, write_off_id: writeOffId, invoice_id: item.invoiceId, status: "awaiting_approval", currency: item.currency, amount_minor: amountMinor, reason,
    requested_by: work.actor.kind === "user" ? work.actor.id : null, actor: json(actorRecord(work.actor)), requested_at: work.now.toString(),
  }).execute()
  const { requestId, approvers } = await requestApproval(work, { subject: writeOffSubject(writeOffId), permission: DECIDES, subjectVersion: 1, accountId: item.accountId, requestedBy: work.actor.id, facts: factsOf(item, amountMinor), levels: [level] })
  record(work, writeOffRequested, { writeOffId, invoiceId: item.invoiceId, accountId: item.accountId, requestId, approverIds: [...new Set(approvers.map((one) => one.userId))] })
  audit(work, { action: "write_off.requested", subjectKind: "invoice", subjectId: item.invoiceId, reason, after: { amount: amountMinor.toString() } })
  return { status: "awaiting_approval", writeOffId }
}

/** A payment that is taken back opens again what was given up in part: that may be given up once more. */
const writeOffKey = ({ invoiceId, writtenOffMinor }: OpenItem) => `write_off:${invoiceId}${writtenOffMinor > 0n ? `:${writtenOffMinor}` : ""}`

type Loss = { readonly item: OpenItem; readonly on: string; readonly amountMinor: bigint; readonly reason: string }

/** The loss itself: off the invoice, and in the books. The item is locked. */
export async function writeOff(work: Work, { item, on, amountMinor, reason }: Loss): Promise<void> {
  const { invoiceId, number, accountId } = item
  const open = openOf(item)
  await clearInvoices(work, [item], [{ invoiceId, kind: "write_off", sourceId: null, businessKey: writeOffKey(item), amountMinor, reason }], on)
  await postJournal(work, writeOffJournal({ id: invoiceId, number, accountId, on, currency: item.currency }, amountMinor, item.totalMinor - open, item.writtenOffMinor))
  record(work, invoiceWrittenOff, about(item))
  audit(work, { action: "invoice.written_off", subjectKind: "invoice", subjectId: invoiceId, reason, before: { open: open.toString() } })
}
