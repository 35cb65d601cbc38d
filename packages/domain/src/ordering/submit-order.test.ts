import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { scoped, scopedUpdate, type Work } from "@entrepot/db"
import { money, moneyToJson } from "@entrepot/kernel"
import { savePolicy } from "../approvals/index.ts"
import { createWorld, type AccountName, type PersonName, type ProductName, type World } from "../testing/index.ts"
import { addLines, clearCart, setCartDetails } from "./cart-lines.ts"
import { findCart, getOrder } from "./order.db.ts"
import { setCreditLimit } from "./credit.ts"
import { statusOf } from "./status.ts"
import { submitOrder } from "./submit-order.ts"

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.drop())

type Wanted = Partial<Record<ProductName, string>>
const fill = (who: PersonName, wanted: Wanted, account?: AccountName) =>
  world.portal(who, async (work) => (await addLines(work, { lines: Object.entries(wanted).map(([product, quantity]) => ({ productId: world.productId[product as ProductName], unit: "each", quantity })) })).orderId, { ...(account && { account }) })
const submit = (who: PersonName, orderId: string, more: object = {}) => world.portal(who, (work) => submitOrder(work, { orderId, ...more }))
const order = async (who: PersonName, wanted: Wanted, account?: AccountName) => submit(who, await fill(who, wanted, account))

describe("submitting an order", () => {
  test("prices it, numbers it, confirms it and reserves its stock", async () => {
    const placed = await order("tim", { gloves: "500", handbook: "2" })
    expect(placed).toMatchObject({ status: "confirmed", number: "ZW-1", total: { amount: "12469", currency: "EUR" }, backordered: false })
    const saved = await world.portal("tim", (work) => getOrder(work, placed.orderId))
    expect(saved.lines.map(({ sku, unitPrice, netMinor, taxPercent, taxJurisdiction, supplyPrice, supplyMinor, promiseReason, snapshot }) => ({ sku, unitPrice, netMinor, taxPercent, taxJurisdiction, supplyPrice, supplyMinor, promiseReason, source: snapshot?.source.kind }))).toEqual([
      { sku: "DN-1001", unitPrice: "0.12", netMinor: 6000n, taxPercent: "19", taxJurisdiction: "DE", supplyPrice: "0.096", supplyMinor: 4800n, promiseReason: "in_stock", source: "base" },
      { sku: "DN-9000", unitPrice: "24.9", netMinor: 4980n, taxPercent: "7", taxJurisdiction: "DE", supplyPrice: "19.92", supplyMinor: 3984n, promiseReason: "in_stock", source: "base" },
    ])
    const reserved = await onAdmin(world.database.adminUrl, `select sum(quantity)::int as n from inventory.reservation where order_id = '${placed.orderId}'`)
    expect(reserved).toEqual([{ n: 502 }])
  })

  test("twice is once: the same number, the same stock, one event", async () => {
    const orderId = await fill("tim", { mirror: "1" })
    const first = await submit("tim", orderId)
    expect(await submit("tim", orderId)).toEqual(first)
    const events = await onAdmin(world.database.adminUrl, `select count(*)::int as n from work.event where name = 'ordering.order_confirmed' and payload ->> 'orderId' = '${orderId}'`)
    expect(events).toEqual([{ n: 1 }])
  })

  test("two at once are one order, and both hear its number", async () => {
    const orderId = await fill("nora", { mirror: "1" })
    const [one, two] = await Promise.all([submit("nora", orderId), submit("nora", orderId)])
    expect(one).toEqual(two)
    expect(await onAdmin(world.database.adminUrl, `select sum(quantity)::int as n from inventory.reservation where order_id = '${orderId}'`)).toEqual([{ n: 1 }])
  })

  test("takes at most twelve statements for ten lines, confirmation included", async () => {
    const { count, placed } = await world.portal("jonas", async (work: Work) => {
      const lines = Array.from({ length: 10 }, (_, index) => ({ productId: world.productId[index % 2 ? "gloves" : "wrench"], unit: "each", quantity: String(index + 1), requestedOn: null, shipToId: null }))
      const cart = await addLines(work, { lines: lines.map((line, index) => ({ ...line, unit: index === 1 ? "box" : "each" })) })
      const before = work.statements.count
      const placed = await submitOrder(work, { orderId: cart.orderId })
      return { count: work.statements.count - before, placed }
    })
    expect(placed.status).toBe("confirmed")
    expect(count).toBeLessThanOrEqual(12)
  })

  test("numbers have no gaps, however many are submitted at once and however many fail", async () => {
    const bad = await fill("karl", { laser: "1" })
    const carts = await Promise.all([fill("lily", { mirror: "1" }), fill("dan", { wrench: "1" }), fill("grace", { wrench: "1" })])
    await Promise.allSettled([submit("karl", bad), submit("lily", carts[0]!), submit("dan", carts[1]!), submit("grace", carts[2]!)])
    const numbers = await world.portal("grace", (work) => scoped(work, "ordering.order").select("number").where("number", "is not", null).execute())
    expect(numbers.map((row) => row.number).sort()).toEqual(["BP-1", "BP-2", "BP-3"])
  })

  test("what there is not waits, with the day of the order as its place in the queue", async () => {
    const placed = await order("jonas", { lamp: "14" })
    expect(placed).toMatchObject({ status: "confirmed", backordered: true })
    const waiting = await onAdmin(world.database.adminUrl, `select base_quantity::int as n from ordering.backorder where order_id = '${placed.orderId}'`)
    expect(waiting).toEqual([{ n: 4 }])
    const saved = await world.portal("jonas", (work) => getOrder(work, placed.orderId))
    expect(saved.lines[0]).toMatchObject({ promiseOn: null, promiseReason: "no_supply" })
  })
})

describe("submitting is refused", () => {
  test("with the line and the problem, when something may not be sold", async () => {
    for (const [product, problem] of [["laser", "request_a_price"], ["oldMirror", "not_sold"]] as const) {
      const orderId = await fill("sofia", { [product]: "1" })
      await expect(submit("sofia", orderId)).rejects.toMatchObject({ code: "ordering.lines_need_attention", facts: { problem } })
      await world.portal("sofia", clearCart)
    }
  })

  test("when a quantity breaks its rule", async () => {
    const orderId = await fill("sofia", { bur: "6" })
    await expect(submit("sofia", orderId)).rejects.toMatchObject({ code: "ordering.lines_need_attention", facts: { problem: "off_step", sku: "DN-2040" } })
  })

  test("when the total is not the one that was on the screen, or the cart is another version", async () => {
    const orderId = await fill("petra", { mirror: "1" })
    await expect(submit("petra", orderId, { expectedTotal: moneyToJson(money(1n, "EUR")) })).rejects.toMatchObject({ code: "ordering.total_changed", facts: { total: "305" } })
    await expect(submit("petra", orderId, { expectedVersion: 99 })).rejects.toMatchObject({ code: "ordering.order_changed_meanwhile" })
  })

  test("for somebody else's cart, a colleague's included", async () => {
    const orderId = await fill("karl", { mirror: "1" })
    for (const stranger of ["tim", "petra", "lily"] as const) await expect(submit(stranger, orderId)).rejects.toMatchObject({ code: "ordering.order_not_found" })
  })

  test("without the right to order", async () => {
    await expect(world.portal("felix", (work) => submitOrder(work, { orderId: world.accountId.kern }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  })
})

describe("the PO number", () => {
  const policy = (po_policy: "optional" | "required" | "unique") => world.portal("grace", (work) => scopedUpdate(work, "tenancy.account").set({ po_policy }).where("account_id", "=", world.accountId.summit).execute())

  test("is asked for where the account wants one, and warns once where it was used before", async () => {
    await policy("required")
    const orderId = await fill("lily", { gloves: "1" })
    await expect(submit("lily", orderId)).rejects.toMatchObject({ code: "ordering.po_number_is_missing" })
    await world.portal("lily", (work) => setCartDetails(work, { poNumber: "po-77" }))
    expect(await submit("lily", orderId)).toMatchObject({ status: "confirmed" })
    await policy("unique")
    const again = await fill("lily", { gloves: "1" })
    await expect(submit("lily", again, { poNumber: "PO-77" })).rejects.toMatchObject({ code: "ordering.po_number_was_used" })
    expect(await submit("lily", again, { poNumber: "PO-77", acceptUsedPoNumber: true })).toMatchObject({ status: "confirmed" })
    await policy("optional")
  })
})

describe("credit", () => {
  test("a breach holds the order with an owner and a reason, and landing on the limit does not", async () => {
    await world.portal("karl", clearCart)
    await world.portal("felix", (work) => setCreditLimit(work, { accountId: world.accountId.kern, limit: moneyToJson(money(2664n, "EUR")) }))
    expect(await order("karl", { handbook: "1" })).toMatchObject({ status: "confirmed", total: { amount: "2664" } })
    const held = await order("karl", { handbook: "1" })
    expect(held.status).toBe("on_hold")
    const saved = await world.portal("felix", (work) => getOrder(work, held.orderId))
    expect(saved.hold).toMatchObject({ code: "credit_limit_exceeded", owner: "credit", facts: { limit: "2664", exposure: "2664", total: "2664" } })
    expect(await onAdmin(world.database.adminUrl, `select count(*)::int as n from inventory.reservation where order_id = '${held.orderId}'`)).toEqual([{ n: 0 }])
  })

  test("two orders against one limit at once: exactly one passes", async () => {
    await world.portal("grace", (work) => scopedUpdate(work, "ordering.order").set({ exposure_minor: 0n }).where("account_id", "=", world.accountId.summit).execute())
    await world.portal("grace", (work) => setCreditLimit(work, { accountId: world.accountId.summit, limit: moneyToJson(money(50_000n, "USD")) }))
    const [one, two] = await Promise.all([fill("lily", { wrench: "4" }), fill("dan", { wrench: "4" }, "summit")])
    const placed = await Promise.all([submit("lily", one), world.portal("dan", (work) => submitOrder(work, { orderId: two }), { account: "summit" })])
    expect(placed.map(({ status }) => status).sort()).toEqual(["confirmed", "on_hold"])
    await world.portal("grace", (work) => setCreditLimit(work, { accountId: world.accountId.summit, limit: null }))
  })

  test("null is unlimited, 0 is blocked, prepaid passes", async () => {
    const limit = (amount: bigint | null) => world.portal("felix", (work) => setCreditLimit(work, { accountId: world.accountId.kern, limit: amount === null ? null : moneyToJson(money(amount, "EUR")) }))
    const prepaid = (value: boolean) => world.portal("petra", (work) => scopedUpdate(work, "tenancy.account").set({ prepaid: value }).where("account_id", "=", world.accountId.kern).execute())
    await limit(0n)
    expect(await order("karl", { gloves: "1" })).toMatchObject({ status: "on_hold" })
    await prepaid(true)
    expect(await order("karl", { gloves: "1" })).toMatchObject({ status: "confirmed" })
    await prepaid(false)
    await limit(null)
    expect(await order("karl", { wrench: "1" })).toMatchObject({ status: "confirmed" })
  })

  test("only the credit desk sets a limit, in the tenant's currency", async () => {
    await expect(world.portal("jonas", (work) => setCreditLimit(work, { accountId: world.accountId.kern, limit: null }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
    await expect(world.portal("felix", (work) => setCreditLimit(work, { accountId: world.accountId.kern, limit: moneyToJson(money(1n, "USD")) }))).rejects.toMatchObject({ code: "ordering.credit_limit_is_invalid" })
    await expect(world.portal("felix", (work) => setCreditLimit(work, { accountId: world.accountId.summit, limit: null }))).rejects.toMatchObject({ code: "tenancy.account_not_found" })
  })
})

test("the last unit goes to one of ten who confirm at once; the others wait, and nothing is promised twice", async () => {
  const buyers = ["petra", "jonas", "sofia", "tim", "nora", "karl", "grace", "dan", "lily", "claire"] as const
  for (const who of buyers) await world.portal(who, clearCart)
  await onAdmin(world.database.adminUrl, `update inventory.balance set on_hand = reserved + 1 where product_id = '${world.productId.mirror}'`)
  const carts = await Promise.all(buyers.map(async (who) => ({ who, orderId: await fill(who, { mirror: "1" }) })))
  const placed = await Promise.all(carts.map(({ who, orderId }) => submit(who, orderId)))
  expect(placed.filter(({ status, backordered }) => status === "confirmed" && !backordered)).toHaveLength(1)
  expect(placed.filter(({ backordered }) => backordered).length + placed.filter(({ status }) => status === "on_hold").length).toBe(9)
})

test("an order that needs approval waits for it and holds no stock", async () => {
  await world.portal("petra", (work) => savePolicy(work, { name: "Large", condition: { match: "all", tests: [{ fact: "total", is: "more_than", amount: "150", currency: "EUR" }] }, levels: [{ name: "Approver", mode: "any", roles: ["account_approver"] }], position: 1 }))
  const placed = await order("tim", { wrench: "2" })
  expect(placed.status).toBe("awaiting_approval")
  const saved = await world.portal("tim", (work) => getOrder(work, placed.orderId))
  expect(statusOf(saved)).toBe("awaiting_approval")
  expect(saved.approvalFacts).toMatchObject({ total: 211.82, currency: "EUR", margin: 20, new_address: false, account_group: "standard", ship_to: { country: "DE" } })
  expect(await world.portal("tim", (work) => findCart(work, world.accountId.lindner))).toBeUndefined()
})
