import { onAdmin } from "@entrepot/db/testing"
import { currency, money, moneyToJson, type MoneyJson } from "@entrepot/kernel"
import { savePolicy } from "../approvals/index.ts"
import type { PolicyDraft } from "../approvals/contract.ts"
import { createWorld, type AccountName, type PersonName, type ProductName, type World } from "../testing/index.ts"
import { addLines, cancelOrder, clearCart, orderView, setCartDetails, setCreditLimit, submitOrder, type OrderView, type Submitted } from "./index.ts"

export type Wanted = Partial<Record<ProductName, string>>

/** What the tests of orders do all day, in the words of the people of the test world. */
export type Desk = ReturnType<typeof deskIn>

/** A world of its own whose two customers buy without a credit limit. */
export async function openDesk(): Promise<{ world: World; desk: Desk }> {
  const world = await createWorld()
  const desk = deskIn(world)
  for (const account of ["lindner", "kern"] as const) await desk.limit(account, null)
  return { world, desk }
}

export function deskIn(world: World) {
  const number = async (sqlText: string) => Number((await onAdmin(world.database.adminUrl, sqlText))[0]?.n)
  const lines = (wanted: Wanted) => Object.entries(wanted).map(([product, quantity]) => ({ productId: world.productId[product as ProductName], unit: "each", quantity, shipToId: null, requestedOn: null }))
  return {
    lines,
    /** Fills an empty cart and submits it. */
    place: (who: PersonName, wanted: Wanted, { account, ...details }: { account?: AccountName; shipComplete?: boolean } = {}): Promise<Submitted> =>
      world.portal(who, async (work) => {
        await clearCart(work)
        const { orderId } = await addLines(work, { lines: lines(wanted) })
        if (Object.keys(details).length > 0) await setCartDetails(work, details)
        return submitOrder(work, { orderId })
      }, { ...(account && { account }) }),
    view: (who: PersonName, orderId: string): Promise<OrderView> => world.portal(who, (work) => orderView(work, { orderId })),
    cancel: (who: PersonName, orderId: string): Promise<Submitted> => world.portal(who, (work) => cancelOrder(work, { orderId, reason: "test" })),
    reservedOf: (orderId: string) => number(`select coalesce(sum(quantity), 0)::float as n from inventory.reservation where order_id = '${orderId}'`),
    waitingOf: (orderId: string) => number(`select coalesce(sum(base_quantity), 0)::float as n from ordering.backorder where order_id = '${orderId}'`),
    exposureOf: (orderId: string) => number(`select exposure_minor::float as n from ordering.order where order_id = '${orderId}'`),
    eventsOf: async (orderId: string) => (await onAdmin(world.database.adminUrl, `select name from work.event where payload ->> 'orderId' = '${orderId}' order by event_id`)).map((row) => String(row.name).replace("ordering.", "")),
    /** Leaves so much unreserved in Hamburg, and nothing in Lyon. */
    leave: (product: ProductName, free: number) => onAdmin(world.database.adminUrl, `update inventory.balance set on_hand = reserved + case when warehouse_id = '${world.warehouseId.HAM}' then ${free} else 0 end where product_id = '${world.productId[product]}'`),
    price: (product: ProductName, unitPrice: string) => onAdmin(world.database.adminUrl, `update pricing.base_price set unit_price = ${unitPrice} where product_id = '${world.productId[product]}' and unit = 'each' and currency = 'EUR'`),
    limit: (account: AccountName, amount: bigint | null) => world.portal("felix", (work) => setCreditLimit(work, { accountId: world.accountId[account], limit: amount === null ? null : eur(amount) })),
    policies: async (...drafts: readonly Omit<PolicyDraft, "position">[]) => {
      await onAdmin(world.database.adminUrl, "update approvals.policy set retired_at = now() where retired_at is null")
      for (const [index, draft] of drafts.entries()) await world.portal("petra", (work) => savePolicy(work, { ...draft, position: index + 1 }))
    },
  }
}

export const eur = (amount: bigint): MoneyJson => moneyToJson(money(amount, currency("EUR")))

/** The form "total is more than". */
export const above = (amount: string): PolicyDraft["condition"] => ({ match: "all", tests: [{ fact: "total", is: "more_than", amount, currency: "EUR" }] })
