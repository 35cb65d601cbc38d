import { handler, type EventHandler } from "@entrepot/db"
import { disputeClosed, disputeNotice, disputeOpened, type DisputeNotice } from "../../billing/index.ts"
import { peopleWho } from "../../tenancy/index.ts"
import { portalPaths } from "./links.ts"
import { aboutEvent, owe, type Draft, type Say } from "./owe.ts"
import { methodOf } from "./paid-with.ts"

/** A payment that is disputed is the finance staff's to answer, and theirs to know how it ended; the customer's bank tells the customer. */
export const disputeHandlers: readonly EventHandler[] = [
  handler("mail.dispute_opened", disputeOpened, async (work, event) => {
    const dispute = await disputeNotice(work, event.payload.disputeId)
    if (dispute) await owe(work, await peopleWho(work, "payment.record"), aboutEvent(event), (say) => disputeMail("payment_disputed", dispute, say))
  }),
  handler("mail.dispute_closed", disputeClosed, async (work, event) => {
    const dispute = await disputeNotice(work, event.payload.disputeId)
    const kind = event.payload.status === "lost" ? "payment_dispute_lost" : "payment_dispute_won"
    if (dispute) await owe(work, await peopleWho(work, "payment.record"), aboutEvent(event), (say) => disputeMail(kind, dispute, say))
  }),
]

function disputeMail(kind: "payment_disputed" | "payment_dispute_won" | "payment_dispute_lost", dispute: DisputeNotice, say: Say): Draft {
  const amount = say.money(dispute.amountMinor, dispute.currency)
  return {
    kind, path: portalPaths.receivable(dispute.accountId), facts: { amount, account: dispute.account, method: methodOf(dispute, say), ref: dispute.ref, until: dispute.answerBy ? say.word("answerBy", { on: say.day(dispute.answerBy) }) : "" },
    table: [[say.word("account"), dispute.account], [say.word("reference"), dispute.ref], [say.word("reason"), say.billing(`billing.dispute_reason.${dispute.reason}`)], [say.word("total"), amount]],
  }
}
