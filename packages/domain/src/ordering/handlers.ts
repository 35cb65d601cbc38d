import { handler, type EventHandler } from "@entrepot/db"
import { stockFreed, stockReceived } from "../inventory/index.ts"
import { fillBackorders } from "./fill-backorders.ts"

/** Goods that arrived, or that an order gave back, go to those who wait for them. */
export const handlers: EventHandler[] = [
  handler("ordering.fill_backorders", stockReceived, async (work, { payload }) => void (await fillBackorders(work, payload.productIds))),
  handler("ordering.fill_from_freed_stock", stockFreed, async (work, { payload }) => void (await fillBackorders(work, payload.productIds))),
]
