import { audit, scopedUpdate, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { decide, withdraw } from "../../approvals/index.ts"
import { authorize } from "../../tenancy/index.ts"
import { DecideWriteOff, WriteOffRef, type WriteOffStatus } from "../contract.ts"
import { lockOpenItem } from "../payments/clear.db.ts"
import { lockToGiveUp } from "./give-up.ts"
import { openOf } from "./status.ts"
import { writeOff, writeOffSubject } from "./write-off.ts"
import { getWriteOff, type WriteOffRow } from "./write-off.db.ts"

/**
 * Somebody else's word on a write-off. With the last one what is open is given up in the same transaction, and no more than was agreed to.
 * Refuses `billing.write_off_not_found`, `write_off_is_decided`, as `voidInvoice` does for what was settled or is being paid meanwhile, and what
 * `approvals.decide` does.
 */
export async function decideWriteOff(work: Work, input: DecideWriteOff): Promise<{ readonly status: WriteOffStatus }> {
  authorize(work, "credit_note.approve")
  const { writeOffId, verdict, reason } = DecideWriteOff.parse(input)
  const request = await lockRequest(work, writeOffId)
  const decided = await decide(work, { subject: writeOffSubject(writeOffId), verdict, reason })
  if (decided.status === "pending") return { status: "awaiting_approval" }
  const status = decided.status === "approved" ? "written_off" : "rejected"
  await settle(work, writeOffId, status, reason)
  audit(work, { action: `write_off.${verdict}`, subjectKind: "invoice", subjectId: request.invoiceId, reason })
  if (status === "written_off") {
    const { item, on } = await lockToGiveUp(work, request.invoiceId)
    const open = openOf(item)
    await writeOff(work, { item, on, amountMinor: open < request.amountMinor ? open : request.amountMinor, reason: request.reason })
  }
  return { status }
}

/** Takes a request back before anybody decided. */
export async function withdrawWriteOff(work: Work, input: WriteOffRef): Promise<void> {
  authorize(work, "credit_note.issue")
  const { writeOffId } = WriteOffRef.parse(input)
  const { invoiceId } = await lockRequest(work, writeOffId)
  await withdraw(work, writeOffSubject(writeOffId))
  await settle(work, writeOffId, "withdrawn", "")
  audit(work, { action: "write_off.withdrawn", subjectKind: "invoice", subjectId: invoiceId })
}

/** Locks the invoice's open item first, as everywhere; the request's own state is read after that. */
async function lockRequest(work: Work, writeOffId: string): Promise<WriteOffRow> {
  await lockOpenItem(work, (await getWriteOff(work, writeOffId)).invoiceId)
  const request = await getWriteOff(work, writeOffId)
  if (request.status !== "awaiting_approval") throw new Refusal("billing.write_off_is_decided", "conflict")
  return request
}

async function settle(work: Work, writeOffId: string, status: WriteOffStatus, reason: string): Promise<void> {
  await scopedUpdate(work, "billing.write_off_request").set({ status, decided_reason: reason, settled_at: work.now.toString() }).where("write_off_id", "=", writeOffId).execute()
}
