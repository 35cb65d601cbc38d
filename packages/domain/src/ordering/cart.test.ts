import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { World } from "../testing/index.ts"
import type { Because } from "../approvals/contract.ts"
import { addLines, cartView, clearCart, removeCartLines, setCartDetails, setCartLine } from "./index.ts"
import { above, openDesk, type Desk } from "./testing.ts"

let world: World
let desk: Desk
beforeAll(async () => {
  ({ world, desk } = await openDesk())
})
afterAll(() => world.drop())

describe("the cart", () => {
  test("says everything that submitting would judge, before", async () => {
    await desk.policies({ name: "Large orders", condition: above("100"), levels: [{ name: "Account approver", mode: "any", roles: ["account_approver"] }] })
    await desk.limit("lindner", 1n)
    const cart = await world.portal("tim", async (work) => {
      await clearCart(work)
      await addLines(work, { lines: desk.lines({ wrench: "2", bur: "6", laser: "1" }) })
      return cartView(work)
    })
    expect(cart).toMatchObject({
      accountName: "Praxis Dr. Lindner", net: { amount: "20410" }, tax: { amount: "3878" }, total: { amount: "24288", currency: "EUR" }, taxes: [{ percent: "19" }], marginPercent: null,
      credit: { limit: { amount: "1" }, verdict: "exceeds", missing: expect.objectContaining({ currency: "EUR" }) },
      approvals: [{ level: "Account approver", approvers: ["Eva Roth"], bubbled: false, stranded: false, because: [{ name: "Large orders" } as Because] }],
      submit: { possible: false, disabledReason: "lines_need_attention" },
    })
    expect(cart?.lines.map(({ sku, problems, promise }) => [sku, problems.map((problem) => problem.code), promise.reason])).toEqual([["WS-1200", [], "in_stock"], ["DN-2040", ["off_step"], "in_stock"], ["DN-7000", ["request_a_price"], "no_supply"]])
    expect(cart?.lines[1]?.problems[0]).toMatchObject({ roundDown: "5", roundUp: "8" })
  })

  test("shows the margin to the dealer and to nobody of the customer", async () => {
    const cart = await world.portal("jonas", async (work) => {
      await addLines(work, { lines: desk.lines({ wrench: "1" }) })
      return cartView(work)
    }, { account: "lindner" })
    expect(cart?.lines[0]).toMatchObject({ marginPercent: 20 })
    const customers = await world.portal("sofia", async (work) => {
      await addLines(work, { lines: desk.lines({ wrench: "1" }) })
      return JSON.stringify(await cartView(work))
    })
    expect(customers).not.toMatch(/71\.2|"supply":\{/)
  })

  test("merges equal lines, keeps others apart, and skips what is not sold here", async () => {
    const answer = await world.portal("nora", async (work) => {
      await clearCart(work)
      await addLines(work, { lines: desk.lines({ gloves: "5" }) })
      return addLines(work, { lines: [...desk.lines({ gloves: "3", anaesthetic: "1" }), { ...desk.lines({ gloves: "1" })[0]!, unit: "box" }, { ...desk.lines({ gloves: "2" })[0]!, unit: "pallet" }, { productId: world.accountId.kern, unit: "each", quantity: "1" }, ...desk.lines({ gloves: "1" })] })
    })
    expect(answer.lines.map(({ verdict, why, quantity }) => [verdict, why, quantity])).toEqual([
      ["merged", null, "9"], ["skipped", "not_entitled", null], ["added", null, "1"], ["skipped", "unit_not_sold", null], ["skipped", "not_found", null], ["merged", null, "9"],
    ])
  })

  test("takes 300 rows of the order pad in two statements", async () => {
    const count = await world.portal("nora", async (work) => {
      const before = work.statements.count
      await addLines(work, { lines: Array.from({ length: 300 }, (_, index) => ({ ...desk.lines({ gloves: "1" })[0]!, requestedOn: null, quantity: String(index + 1) })) })
      return work.statements.count - before
    })
    expect(count).toBeLessThanOrEqual(2)
  })

  test("changes and removes lines, and refuses an address of another account", async () => {
    await world.portal("nora", async (work) => {
      await clearCart(work)
      const [line] = (await addLines(work, { lines: desk.lines({ gloves: "5" }) })).lines
      await setCartLine(work, { lineId: line!.lineId!, quantity: "7", requestedOn: "2027-01-04" })
      expect((await cartView(work))?.lines).toMatchObject([{ quantity: "7", promise: { on: "2027-01-04", reason: "requested_date" } }])
      await removeCartLines(work, { lineIds: [line!.lineId!] })
      expect((await cartView(work))?.submit).toEqual({ possible: false, disabledReason: "order_is_empty" })
    })
    await expect(world.portal("nora", (work) => setCartDetails(work, { shipToId: world.addressId.kern }))).rejects.toMatchObject({ code: "tenancy.address_not_found" })
  })
})
