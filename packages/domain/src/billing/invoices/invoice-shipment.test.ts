import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { sql } from "kysely"
import { newId } from "@entrepot/kernel"
import type { World } from "../../testing/index.ts"
import { billingSettings, invoiceShipment, saveAccountTerms, saveBillingProfile } from "../index.ts"
import { checkBillingBooks } from "../statements/check-books.ts"
import { openTill, type Till } from "../testing.ts"

let world: World
let till: Till
beforeAll(async () => void ({ world, till } = await openTill()))
afterAll(() => world.drop())

describe("an invoice is made of what shipped", () => {
  test("at the prices that the order keeps, numbered, posted and open", async () => {
    const { orderId } = await till.desk.place("tim", { mirror: "10", lamp: "1" })
    const shipment = await till.ship(orderId)
    await till.desk.price("mirror", "99")
    const invoice = await till.tell(shipment, orderId)
    const order = await till.one(`select total_minor::float as total, exposure_minor::float as exposure from ordering.order where order_id = '${orderId}'`)
    expect(Number(invoice?.totalMinor)).toBe(order.total)
    expect(order.exposure).toBe(0)
    expect(invoice?.number).toMatch(/^INV-\d{4}-00001$/)
    expect(await till.open(invoice!.invoiceId)).toBe(order.total)
    expect(await till.unpaid()).toBe(order.total)
    expect(await till.books("receivable")).toBe(order.total)
    expect(await till.one(`select content ->> 'number' as number, content #>> '{totals,payable,amount}' as payable from billing.document where document_id = '${invoice!.invoiceId}'`)).toEqual({ number: invoice!.number, payable: String(order.total) })
    await till.desk.price("mirror", "2.5")
  })

  test("once, however often it is told, also twice at the same moment", async () => {
    const { orderId } = await till.desk.place("tim", { mirror: "3" })
    const shipment = await till.ship(orderId)
    const told = await Promise.allSettled([till.tell(shipment, orderId), till.tell(shipment, orderId)])
    expect(told.filter((one) => one.status === "fulfilled" && one.value)).toHaveLength(1)
    expect(await till.tell(shipment, orderId)).toBeUndefined()
    expect(await till.one(`select count(*)::int as n from billing.invoice where order_id = '${orderId}'`)).toEqual({ n: 1 })
  })

  test("part by part, and the parts add up to the line", async () => {
    const { orderId } = await till.desk.place("tim", { mirror: "7" })
    const parts = [await till.ship(orderId, 0.3), await till.ship(orderId, 0.3), await till.ship(orderId, 0.4)]
    for (const part of [parts[2]!, parts[0]!, parts[1]!]) await till.tell(part, orderId)
    const { net, line } = await till.one(`select (select sum(net_minor) from billing.invoice where order_id = '${orderId}')::float as net, (select net_minor from ordering.order_line where order_id = '${orderId}')::float as line`)
    expect(net).toBe(line)
    expect(await till.desk.exposureOf(orderId)).toBe(0)
  })

  test("but none for a house account, which the distributor settles with", async () => {
    const { orderId } = await till.desk.place("jonas", { mirror: "5" })
    expect(await till.tell(await till.ship(orderId), orderId)).toBeUndefined()
  })

  test("with the terms of the account, due in the tenant's calendar", async () => {
    await world.portal("felix", (work) => saveAccountTerms(work, { accountId: world.accountId.lindner, netDays: 14, discountPercent: "2", discountDays: 7 }))
    const { invoiceId, totalMinor } = await till.invoice()
    const row = await till.one(`select due_on - issued_on as net, discount_until - issued_on as early, discount_minor::float as discount from billing.invoice where invoice_id = '${invoiceId}'`)
    expect(row).toEqual({ net: 14, early: 7, discount: Math.round(Number(totalMinor) * 0.02) })
  })
})

describe("numbers", () => {
  test("have no gap, when twenty are finalised at once and some of them roll back", async () => {
    const before = Number((await till.one("select next::int as n from billing.number_series where tenant_id = 1 and kind = 'invoice'")).n)
    const placed = []
    for (let n = 0; n < 20; n++) {
      const { orderId } = await till.desk.place("tim", { mirror: "1" })
      placed.push({ orderId, shipment: await till.ship(orderId) })
    }
    const done = await Promise.allSettled(placed.map(({ orderId, shipment }, index) => world.worker("zahnwerk", async (work) => {
      const finalised = await invoiceShipment(work, { ...shipment, number: "S", orderId, shippedAt: work.now.toString() })
      if (index % 4 === 3) throw new Error("rolled back")
      return finalised
    })))
    const kept = done.filter((one) => one.status === "fulfilled").length
    const numbers = (await till.rows("select number from billing.invoice where tenant_id = 1 order by number")).map((row) => Number(String(row.number).slice(-5)))
    expect(kept).toBe(15)
    expect(numbers).toEqual(Array.from({ length: before - 1 + kept }, (_, index) => index + 1))
  })
})

describe("what is finalised stays as it is", () => {
  test.each(["portal", "worker"] as const)("for the %s", async (audience) => {
    const { invoiceId } = await till.invoice()
    const attempts = [sql`update billing.invoice set total_minor = 1 where invoice_id = ${invoiceId}`, sql`delete from billing.invoice_line where invoice_id = ${invoiceId}`, sql`update billing.document set content = '{}' where document_id = ${invoiceId}`, sql`update billing.open_item set total_minor = 1 where invoice_id = ${invoiceId}`]
    for (const attempt of attempts) {
      const tried = audience === "portal" ? world.portal("petra", (work) => attempt.execute(work.db)) : world.worker("zahnwerk", (work) => attempt.execute(work.db))
      await expect(tried).rejects.toMatchObject({ code: "42501" })
    }
  })

  test("and the distributor does not even read it", async () => {
    await expect(world.network("wanda", (work) => sql`select 1 from billing.invoice`.execute(work.db))).rejects.toMatchObject({ code: "42501" })
  })
})

describe.each(["per_line", "per_invoice"] as const)("tax %s", (taxRounding) => {
  const totals = (orderId: string) => till.one(`select tax_minor::float as tax, total_minor::float as total, tax_rounding as method, (select sum(tax_minor) from ordering.order_line l where l.order_id = o.order_id)::float as lines from ordering.order o where order_id = '${orderId}'`)
  const invoiced = (orderId: string) => till.one(`
    select sum(i.tax_minor)::float as tax, sum(i.total_minor)::float as total, min(i.tax_rounding) as method,
           sum((select sum(l.tax_minor) from billing.invoice_line l where l.invoice_id = i.invoice_id))::float as lines, sum((select sum(t.tax_minor) from billing.invoice_tax t where t.invoice_id = i.invoice_id))::float as rates
      from billing.invoice i where i.order_id = '${orderId}'`)
  const profile = (method: typeof taxRounding) => world.portal("felix", async (work) => {
    const { profile: { version } } = await billingSettings(work)
    await saveBillingProfile(work, { taxRounding: method, netDays: 30, invoicePrefix: "INV-", creditPrefix: "CN-", remitTo: { iban: "DE02120300000000202051" }, creditThreshold: null, expectedVersion: version })
  })
  // Each line has 3.33 and 19 percent of it, 0.6327: by line 1.26 for two, together 1.27.
  const odd = async () => {
    await till.desk.price("mirror", "3.33")
    await till.desk.price("lamp", "3.33")
    return till.desk.place("tim", { mirror: "1", lamp: "1" })
  }
  beforeAll(() => profile(taxRounding))

  test("is the same on the order and on its invoice", async () => {
    const { orderId } = await odd()
    const order = await totals(orderId)
    expect(order).toEqual({ tax: taxRounding === "per_line" ? 126 : 127, total: taxRounding === "per_line" ? 792 : 793, method: taxRounding, lines: order.tax })
    await till.tell(await till.ship(orderId), orderId)
    expect(await invoiced(orderId)).toEqual({ ...order, rates: order.tax })
  })

  test("adds up to the order, whatever ships together", async () => {
    const { orderId } = await till.desk.place("tim", { mirror: "17", lamp: "13", wrench: "3" })
    for (const part of [0.1, 0.3, 0.1, 0.2, 0.3]) await till.tell(await till.ship(orderId, part), orderId)
    const left = (await till.rows(`select line_id as "orderLineId", (quantity * unit_factor - shipped_base)::text as base from ordering.order_line where order_id = '${orderId}'`)).map(({ orderLineId, base }) => ({ orderLineId: String(orderLineId), baseQuantity: String(base) }))
    await till.rows(`update ordering.order_line set shipped_base = quantity * unit_factor where order_id = '${orderId}'`)
    if (left.some(({ baseQuantity }) => Number(baseQuantity) > 0)) await till.tell({ shipmentId: newId(), lines: left }, orderId)
    const order = await totals(orderId)
    expect(await invoiced(orderId)).toEqual({ ...order, rates: order.tax })
    expect(await till.desk.exposureOf(orderId)).toBe(0)
  })

  test("stays as the order had it when the policy changes before the invoice", async () => {
    const { orderId } = await odd()
    const order = await totals(orderId)
    await profile(taxRounding === "per_line" ? "per_invoice" : "per_line")
    await till.tell(await till.ship(orderId), orderId)
    expect(await invoiced(orderId)).toEqual({ ...order, rates: order.tax })
  })
})

test("after all of this the books agree with the documents", async () => {
  expect(await world.worker(undefined, checkBillingBooks)).toEqual([])
})
