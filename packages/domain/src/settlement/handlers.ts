import { handler, type EventHandler } from "@entrepot/db"
import { creditNoteIssued, disputeMoved, paymentReceived, paymentRefunded, refundFailed } from "../billing/index.ts"
import { shipmentShipped } from "../fulfilment/index.ts"
import { postEntry } from "./adjust-settlement.ts"
import { settlePayment } from "./collections.ts"
import { entryAdjusted, statementSettled } from "./events.ts"
import { settleCreditNote, settleShipment } from "./goods.ts"
import { settleDispute, settleFailedRefund, settleRefund } from "./reversals.ts"
import { postSettlement } from "./settle-statement.ts"

/** Facts of other modules become entries, with their journals in both ledgers; what the distributor's staff decide is posted in both at once. */
export const handlers: EventHandler[] = [
  handler("settlement.settle_shipment", shipmentShipped, async (work, { payload }) => void (await settleShipment(work, payload))),
  handler("settlement.settle_credit_note", creditNoteIssued, async (work, { payload }) => void (await settleCreditNote(work, payload))),
  handler("settlement.settle_payment", paymentReceived, async (work, { payload }) => void (await settlePayment(work, payload))),
  handler("settlement.settle_refund", paymentRefunded, async (work, { payload }) => void (await settleRefund(work, payload))),
  handler("settlement.settle_dispute", disputeMoved, async (work, { payload }) => void (await settleDispute(work, payload))),
  handler("settlement.settle_failed_refund", refundFailed, async (work, { payload }) => void (await settleFailedRefund(work, payload))),
  handler("settlement.post_adjustment", entryAdjusted, (work, { payload }) => postEntry(work, payload)),
  handler("settlement.post_settlement", statementSettled, (work, { payload }) => postSettlement(work, payload)),
]
