import { handler, type EventHandler } from "@entrepot/db"
import { reservationsMoved } from "../inventory/index.ts"
import { backorderFilled, orderCancelled, orderChanged, orderConfirmed, orderHeld } from "../ordering/index.ts"
import { planShipments } from "./plan-shipments.ts"

/** Each of them only says that an order's promises may be others now; planning looks at what they are and does what is missing. */
export const handlers: EventHandler[] = [
  handler("fulfilment.plan_confirmed", orderConfirmed, async (work, { payload }) => { await planShipments(work, payload) }),
  handler("fulfilment.plan_filled", backorderFilled, async (work, { payload }) => { await planShipments(work, payload) }),
  handler("fulfilment.plan_changed", orderChanged, async (work, { payload }) => { await planShipments(work, payload) }),
  handler("fulfilment.plan_cancelled", orderCancelled, async (work, { payload }) => { await planShipments(work, payload) }),
  handler("fulfilment.plan_held", orderHeld, async (work, { payload }) => { await planShipments(work, payload) }),
  handler("fulfilment.plan_moved", reservationsMoved, async (work, { payload }) => { await planShipments(work, payload) }),
]
