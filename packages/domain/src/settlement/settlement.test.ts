import fc from "fast-check"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Work } from "@entrepot/db"
import { money as kernelMoney, newId, quantity, taxOf, Temporal } from "@entrepot/kernel"
import { postJournal, setExchangeRate, trialBalance } from "../ledger/index.ts"
import { createWorld, type PersonName, type World } from "../testing/index.ts"
import { adjustSettlement, checkIntercompany, checkOwnLeg, draftDueStatements, draftStatements, issueStatement, listDisputes, listStatements, nextStatement, orderEntries, partnerBalances, raiseDispute, resolveDispute, saveAgreement, settlementCloseChecks, settleStatement, statementLines, statementView, withdrawDispute } from "./index.ts"
import { returnedEntries, suppliedEntry } from "./goods.ts"
import type { SettledLine } from "./settled-lines.db.ts"
import type { TaxRule } from "./tax/rule.ts"
import { settlementIn } from "./testing.ts"

let world: World
let { rows, deliver, hearOwn, ship, pay, differences } = {} as ReturnType<typeof settlementIn>
const OCTOBER = Temporal.Instant.from("2026-10-12T09:00:00Z")
const NOVEMBER = Temporal.Instant.from("2026-11-03T09:00:00Z")
beforeAll(async () => {
  world = await createWorld()
  ;({ rows, deliver, hearOwn, ship, pay, differences } = settlementIn(world))
})
afterAll(() => world.drop())

const money = (amount: string, currency = "EUR") => ({ amount, currency })
const finance = <T>(task: (work: Work) => Promise<T>, now = NOVEMBER) => world.network("wanda", task, { now })
const partner = <T>(task: (work: Work) => Promise<T>, who: PersonName = "felix") => world.portal(who, task, { now: NOVEMBER })

describe("what ships", () => {
  test("is owed at the transfer price in both ledgers, once however often it is heard of", async () => {
    const { order, payload, more } = await ship("tim", { gloves: "1000" }, "333", "ZWS-1")
    await deliver("fulfilment.shipment_shipped", payload)
    await more("333", "ZWS-2")
    await more("334", "ZWS-3")
    expect(await rows("select amount_minor::int as a, quantity::int as q, kind from settlement.entry order by recorded_at, entry_id")).toEqual([{ a: 3197, q: 333, kind: "supply" }, { a: 3197, q: 333, kind: "supply" }, { a: 3206, q: 334, kind: "supply" }])
    expect(await rows("select supply_minor::int as n from ordering.order_line where sku = 'DN-1001'")).toEqual([{ n: 9600 }])
    for (const entries of [await finance((work) => orderEntries(work, { orderId: order.orderId })), await partner((work) => orderEntries(work, { orderId: order.orderId }))]) {
      expect(entries).toMatchObject([{ document: { number: "ZWS-1" }, statement: null }, { document: { number: "ZWS-2" } }, { document: { number: "ZWS-3" }, amount: { amount: "3206" } }])
    }
    const [own, theirs] = [await finance((work) => trialBalance(work, { period: "2026-10" })), await partner((work) => trialBalance(work, { period: "2026-10" }))]
    expect(own.rows.map((row) => [row.role, row.closing.amount])).toEqual([["partner_receivable", "9600"], ["supply_revenue", "-9600"]])
    expect(theirs.rows.map((row) => [row.role, row.closing.amount])).toEqual([["payable_to_distributor", "-9600"], ["cost_of_goods", "9600"]])
    expect(await differences()).toEqual([])
  })

  test("parts of a line add up to it, and so does their tax at every rate, and all that goes back leaves nothing", () => {
    const line = { orderLineId: "l", orderId: "o", orderNumber: "", currency: "EUR", zone: "Europe/Berlin", house: false, sku: "", name: "", unit: "box", factor: "12", supplyPrice: "3.333333", taxCategory: "standard" }
    const cause = { key: "k", document: { kind: "shipment", id: "s", number: "" }, at: OCTOBER }
    const rules: readonly TaxRule[] = [{ treatment: "taxed", jurisdiction: "DE", percent: "19" }, { treatment: "intra_community", jurisdiction: "FR", percent: "20" }, { treatment: "export", jurisdiction: "DE", percent: "0" }]
    type Known = { base: number; minor: bigint; tax: bigint; accounted: bigint }
    const settled = (known: ReadonlyMap<TaxRule, Known>): SettledLine => {
      const parts = [...known].map(([rule, { base, minor, tax, accounted }]) => ({ rule, base: String(base), minor: minor.toString(), tax: tax.toString(), accounted: accounted.toString() }))
      return { ...line, settledBase: String([...known.values()].reduce((all, { base }) => all + base, 0)), settledMinor: [...known.values()].reduce((all, { minor }) => all + minor, 0n).toString(), parts }
    }
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 2 })), { minLength: 1, maxLength: 12 }), (parts) => {
      const known = new Map<TaxRule, Known>()
      for (const [part, which] of parts) {
        const rule = rules[which]!
        const { amountMinor, tax } = suppliedEntry(settled(known), quantity(String(part)), { kind: "supply", ...cause }, rule)
        const before = known.get(rule) ?? { base: 0, minor: 0n, tax: 0n, accounted: 0n }
        known.set(rule, { base: before.base + part, minor: before.minor + amountMinor, tax: before.tax + tax!.taxMinor, accounted: before.accounted + tax!.accountedMinor })
      }
      const all = parts.reduce((sum, [part]) => sum + part, 0)
      expect(BigInt(settled(known).settledMinor)).toBe(suppliedEntry(settled(new Map()), quantity(String(all)), { kind: "supply", ...cause }, null).amountMinor)
      for (const [rule, { minor, tax, accounted }] of known) expect(tax + accounted).toBe(taxOf(kernelMoney(minor, "EUR"), rule.percent).amount)
      const back = returnedEntries(settled(known), quantity(String(all + 1)), { kind: "supply_return", ...cause })
      for (const [rule, { minor, tax, accounted }] of known) {
        const theirs = back.filter((entry) => entry.tax?.jurisdiction === rule.jurisdiction && entry.tax.treatment === rule.treatment)
        expect(theirs.reduce((sum, entry) => sum + entry.tax!.taxMinor + entry.tax!.accountedMinor, tax + accounted)).toBe(0n)
        expect(theirs.reduce((sum, entry) => sum + entry.amountMinor, minor)).toBe(0n)
      }
      expect(back.reduce((sum, entry) => sum + entry.amountMinor, 0n)).toBe(-BigInt(settled(known).settledMinor))
      expect(new Set(back.map((entry) => entry.businessKey)).size).toBe(back.length)
    }))
  })

  test("to a partner of another currency waits for a rate, and is booked in both currencies", async () => {
    await expect(ship("lily", { wrench: "1" }, "1", "BPS-1")).rejects.toMatchObject({ code: "ledger.rate_is_missing" })
    await finance((work) => setExchangeRate(work, { from: "USD", to: "EUR", effectiveOn: "2026-01-01", rate: "0.9", source: "ECB" }))
    await ship("lily", { wrench: "1" }, "1", "BPS-2")
    expect(await rows("select amount_minor::int as a, base_minor::int as b from ledger.journal_line where tenant_id = 0 and account_key = 'partner_receivable' and currency = 'USD'")).toEqual([{ a: 7920, b: 7128 }])
  })

  test("and comes back is taken back at most once, and only as a return", async () => {
    const { lineId, credit } = await ship("karl", { wrench: "2" }, "2", "ZWS-9")
    await credit("goodwill", "1")
    await credit("goods_returned", "1")
    await credit("goods_returned", "5")
    expect(await rows(`select kind, amount_minor::int as a from settlement.entry where order_line_id = '${lineId}' order by entry_id`)).toEqual([{ kind: "supply", a: 14240 }, { kind: "supply_return", a: -7120 }, { kind: "supply_return", a: -7120 }])
    expect(await differences()).toEqual([])
  })
})

describe("what the platform takes in", () => {
  test("is owed to the partner by agreement, less the commission, and a refund takes both back", async () => {
    await pay(100, 0)
    expect(await rows("select 1 from settlement.entry where kind = 'collected'")).toEqual([])
    await finance((work) => saveAgreement(work, { tenantId: 1, expectedVersion: 0, commissionPercent: "2.5", collects: true, paymentDays: 14, draftDay: 2 }))
    await expect(finance((work) => saveAgreement(work, { tenantId: 1, expectedVersion: 0, commissionPercent: "3", collects: true, paymentDays: 14, draftDay: 2 }))).rejects.toMatchObject({ code: "settlement.agreement_changed" })
    const { refund } = await pay(9_999, 150)
    await refund(3_333)
    await refund(6_666)
    expect(await rows("select kind, sum(amount_minor)::int as a, count(*)::int as n from settlement.entry where document_kind in ('payment', 'refund') group by 1 order by 1")).toEqual([{ kind: "collected", a: -9849, n: 1 }, { kind: "commission", a: 250, n: 1 }, { kind: "commission_return", a: -250, n: 2 }, { kind: "refunded", a: 9999, n: 2 }])
    expect(await differences()).toEqual([])
  })

  const settledOf = async (paymentId: string) => Object.fromEntries((await rows(`select case when document_kind = 'payment_dispute_fee' then 'fee' when kind like 'commission%' then 'commission' else kind end as kind, sum(amount_minor)::int as a from settlement.entry
    where document_id in (select '${paymentId}' union all select refund_id::text from billing.refund where payment_id = '${paymentId}' union all select dispute_id::text from billing.dispute where payment_id = '${paymentId}') group by 1`)).map(({ kind, a }) => [String(kind), Number(a)]))

  test("and the bank sends back is the partner's again, and the commission on it owed again", async () => {
    const { paymentId, refund, returned } = await pay(10_001, 150)
    const [first, second] = [await refund(4_000), await refund(6_001)]
    expect(await settledOf(paymentId)).toEqual({ collected: -9_851, commission: 0, refunded: 10_001 })
    await returned(first)
    expect(await settledOf(paymentId)).toEqual({ collected: -9_851, commission: 100, refunded: 6_001 })
    await returned(second)
    expect(await settledOf(paymentId)).toEqual({ collected: -9_851, commission: 250, refunded: 0 })
    expect(await differences()).toEqual([])
  })

  test("and a bank takes is the partner's to bear with the provider's fee, without commission, until it comes again; whatever is heard last", async () => {
    const { paymentId, refund, dispute, hearDispute } = await pay(9_999, 150)
    await refund(3_333)
    await dispute(6_666, 2_000)
    await hearDispute()
    expect(await settledOf(paymentId)).toEqual({ collected: -9_849, commission: 0, refunded: 9_999, fee: 2_000 })
    // It was won before anybody heard of that, and the first word comes once more.
    await dispute(0, 2_000)
    await hearDispute(1)
    await hearDispute()
    expect(await settledOf(paymentId)).toEqual({ collected: -9_849, commission: 167, refunded: 3_333, fee: 2_000 })
    // A dispute of all of it, beside what was paid back already: no commission is below nothing.
    await dispute(9_999, 0)
    await hearDispute()
    expect(await settledOf(paymentId)).toEqual({ collected: -9_849, commission: 0, refunded: 13_332, fee: 0 })
    expect(await differences()).toEqual([])
  })

  test("and goes back before it was heard that it came is settled with it", async () => {
    const { paymentId, hear, refund, dispute, hearDispute } = await pay(9_999, 150, false)
    await refund(3_333)
    await dispute(6_666, 2_000)
    await hearDispute()
    expect(await settledOf(paymentId)).toEqual({})
    for (let twice = 0; twice < 2; twice++) await hear()
    expect(await settledOf(paymentId)).toEqual({ collected: -9_849, commission: 0, refunded: 9_999, fee: 2_000 })
    expect(await differences()).toEqual([])
  })
})

describe("a statement", () => {
  test("is drafted for a month that is over, grows until it is issued, and gets the next number", async () => {
    await expect(finance((work) => draftStatements(work, { period: "2026-11" }))).rejects.toMatchObject({ code: "settlement.period_is_not_over" })
    expect(await world.worker(undefined, draftDueStatements, { now: Temporal.Instant.from("2026-11-01T09:00:00Z") })).toBe(1)
    expect(await world.worker(undefined, draftDueStatements, { now: NOVEMBER })).toBe(1)
    expect(await finance((work) => draftStatements(work, { period: "2026-10" }))).toEqual({ drafted: 0 })
    expect((await partner((work) => listStatements(work))).rows).toEqual([])
    const preview = await partner((work) => nextStatement(work))
    const [draft] = (await finance((work) => listStatements(work, { tenantId: 1 }))).rows
    expect(draft).toMatchObject({ status: "draft", number: null, total: preview.currencies[0]?.sums.total })
    expect(await finance((work) => settlementCloseChecks(work, "2026-10"))).toMatchObject([{ code: "statements_are_missing", blocking: false, facts: { count: "2" } }])
    await ship("nora", { wrench: "1" }, "1", "ZWS-20")
    const issued = await finance((work) => issueStatement(work, { statementId: draft!.statementId, expectedVersion: 1 }))
    expect(issued.number).toBe("ST-2026-0001")
    await expect(finance((work) => issueStatement(work, { statementId: draft!.statementId, expectedVersion: 1 }))).rejects.toMatchObject({ code: "settlement.statement_changed" })
    const view = await partner((work) => statementView(work, { statementId: draft!.statementId }))
    expect(view).toMatchObject({ status: "issued", issuedOn: "2026-11-03", dueOn: "2026-11-17", sums: { supply: { amount: "30960" }, supply_return: { amount: "-14240" } }, actions: { dispute: { allowed: true }, settle: { allowed: false, why: "tenancy.not_permitted" } } })
    expect(BigInt(view.total.amount)).toBe(BigInt(draft!.total.amount) + 7120n)
    const first = await partner((work) => statementLines(work, { statementId: draft!.statementId, limit: 4 }))
    const rest = await partner((work) => statementLines(work, { statementId: draft!.statementId, cursor: first.nextCursor, limit: 200 }))
    expect([...first.rows, ...rest.rows].reduce((sum, row) => sum + BigInt(row.amount.amount), 0n)).toBe(BigInt(view.total.amount))
    expect(first.rows[0]).toMatchObject({ kind: "supply", document: { kind: "shipment", number: "ZWS-1" }, sku: "DN-1001", quantity: "333", unitPrice: "0.096" })
    await ship("nora", { wrench: "1" }, "1", "ZWS-21")
    expect((await partner((work) => nextStatement(work))).currencies[0]?.sums).toMatchObject({ total: { amount: "7120" }, lines: 1 })
  })

  test("is disputed by line; what is granted is taken off it, and then it is settled in both ledgers", async () => {
    const [statement] = (await partner((work) => listStatements(work))).rows
    const { statementId } = statement!
    const { rows: lines } = await partner((work) => statementLines(work, { statementId, kind: "supply" }))
    const raise = (index: number, amount: string) => partner((work) => raiseDispute(work, { statementId, entryId: lines[index]!.entryId, reasonCode: "not_received", reason: "Two boxes short", claim: { amount, currency: "EUR" } }))
    await expect(raise(0, "99999")).rejects.toMatchObject({ code: "settlement.claim_is_too_high" })
    const [{ disputeId }, other] = [await raise(0, "1000"), await raise(1, "500")]
    await expect(raise(0, "1")).rejects.toMatchObject({ code: "settlement.line_is_disputed" })
    await partner((work) => withdrawDispute(work, other))
    await expect(partner((work) => withdrawDispute(work, other))).rejects.toMatchObject({ code: "settlement.dispute_is_closed" })
    const view = await finance((work) => statementView(work, { statementId }))
    expect(view).toMatchObject({ status: "disputed", openDisputes: 1, actions: { settle: { allowed: false, why: "settlement.statement_is_disputed" } } })
    await expect(finance((work) => settleStatement(work, { statementId, expectedVersion: view.version, reference: "x", paidOn: "2026-11-03" }))).rejects.toMatchObject({ code: "settlement.statement_is_disputed" })
    await expect(finance((work) => resolveDispute(work, { disputeId, verdict: "accepted", answer: "Right", amount: money("1001") }))).rejects.toMatchObject({ code: "settlement.granted_too_much" })
    await finance((work) => resolveDispute(work, { disputeId, verdict: "accepted", answer: "Right, one box", amount: money("600") }))
    await hearOwn()
    const after = await finance((work) => statementView(work, { statementId }))
    expect((await partner((work) => statementLines(work, { statementId }))).rows.map(({ granted }) => granted.amount)).toContain("600")
    expect(after).toMatchObject({ status: "issued", total: view.total, adjusted: { amount: "-600" }, disputes: [{ status: "accepted", granted: { amount: "600" } }, { status: "withdrawn" }] })
    expect(await differences()).toEqual([])
    await finance((work) => settleStatement(work, { statementId, expectedVersion: after.version, reference: "SEPA 4711", paidOn: "2026-11-03" }))
    await hearOwn()
    await hearOwn()
    expect(await differences()).toEqual([])
    expect(await partner((work) => statementView(work, { statementId }))).toMatchObject({ status: "settled", payment: { reference: "SEPA 4711", amount: after.due } })
    expect((await finance((work) => partnerBalances(work))).find((row) => row.partner.tenantId === 1)).toMatchObject({ balance: { amount: "7120" }, onStatements: { amount: "0" }, next: { amount: "7120" } })
    expect((await finance((work) => listDisputes(work, { status: ["accepted"] }))).rows).toHaveLength(1)
  })

  test("in a foreign currency leaves its exchange difference where it was made", async () => {
    const [draft] = (await finance((work) => listStatements(work, { tenantId: 2 }))).rows
    await finance((work) => issueStatement(work, { statementId: draft!.statementId, expectedVersion: 1 }))
    await finance((work) => setExchangeRate(work, { from: "USD", to: "EUR", effectiveOn: "2026-11-01", rate: "0.8", source: "ECB" }))
    await finance((work) => settleStatement(work, { statementId: draft!.statementId, expectedVersion: 2, reference: "Wire 1", paidOn: "2026-11-03" }))
    await hearOwn()
    const november = await finance((work) => trialBalance(work, { period: "2026-11" }))
    expect(november.rows.find((row) => row.role === "exchange_loss_realised")).toMatchObject({ closing: { amount: "792" } })
    expect(november.debit).toEqual(november.credit)
    expect(await differences()).toEqual([])
  })

  test("counts an adjustment by hand once, on the next one", async () => {
    const requestKey = newId()
    for (let twice = 0; twice < 2; twice++) await finance((work) => adjustSettlement(work, { requestKey, tenantId: 1, amount: money("-250"), reason: "Agreed by phone" }))
    await hearOwn()
    expect((await partner((work) => nextStatement(work))).currencies[0]?.sums).toMatchObject({ adjustment: { amount: "-250" }, total: { amount: "6870" } })
    expect(await differences()).toEqual([])
  })
})

test("what goes back to the distributor, and for which reasons, is what both agreed; the rest is the partner's own cost", async () => {
  const { lineId, credit: note } = await ship("karl", { wrench: "4" }, "4", "ZWS-90")
  const taken = async () => (await rows(`select amount_minor::int as a from settlement.entry where order_line_id = '${lineId}' and kind = 'supply_return' order by entry_id`)).map((row) => row.a)
  const agree = async (clawBack: ("goods_returned" | "short_delivery" | "damaged")[]) => {
    const [{ version }] = (await rows("select coalesce(max(version), 0)::int as version from settlement.agreement where tenant_id = 1")) as [{ version: number }]
    await finance((work) => saveAgreement(work, { tenantId: 1, expectedVersion: version, commissionPercent: "2.5", collects: true, paymentDays: 14, draftDay: 2, clawBack }))
  }
  await note("damaged", "1")
  expect(await taken()).toEqual([])
  await agree(["goods_returned", "damaged"])
  for (const reason of ["damaged", "short_delivery", "price", "goodwill"]) await note(reason, reason === "price" ? "0" : "1")
  expect(await taken()).toEqual([-7120])
  await agree(["short_delivery"])
  for (const reason of ["goods_returned", "short_delivery"]) await note(reason, "1")
  expect(await taken()).toEqual([-7120, -7120])
  await agree(["goods_returned"])
  await note("goods_returned", "9")
  expect(await taken()).toEqual([-7120, -7120, -14240])
  await expect(finance((work) => saveAgreement(work, { tenantId: 1, expectedVersion: 99, commissionPercent: "0", collects: false, paymentDays: 0, draftDay: 1, clawBack: ["goodwill" as never] }))).rejects.toThrow()
  expect(await differences()).toEqual([])
})

describe("the walls", () => {
  test("a partner sees its own side alone, a customer and the warehouse nothing", async () => {
    expect((await partner((work) => listStatements(work), "claire")).rows).toEqual([])
    await expect(partner((work) => listStatements(work), "tim")).rejects.toMatchObject({ code: "tenancy.not_permitted" })
    await expect(world.network("bert", (work) => partnerBalances(work))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
    const [other] = (await finance((work) => listStatements(work, { tenantId: 2 }))).rows
    await expect(partner((work) => statementView(work, { statementId: other!.statementId }))).rejects.toMatchObject({ code: "settlement.statement_not_found" })
    expect((await partner((work) => sql`select 1 from settlement.entry`.execute(work.db), "tim")).rows).toEqual([])
  })

  test("the distributor's staff prove their own leg alone", async () => {
    expect(await finance(checkOwnLeg)).toEqual([])
  })

  test("legs that differ are found", async () => {
    const ten = kernelMoney(10n, "EUR")
    await finance((work) => postJournal(work, { businessKey: "by hand", document: { kind: "shipment", id: "x", number: "x" }, partnerId: 1, postedOn: "2026-11-03", currency: "EUR", lines: [{ role: "partner_receivable", debit: ten }, { role: "supply_revenue", credit: ten }] }))
    expect(await world.worker(undefined, checkIntercompany)).toMatchObject([{ partner: { tenantId: 1 }, currency: "EUR", entries: "6870", distributor: "6880", tenant: "6870" }])
    expect(await finance(checkOwnLeg)).toEqual([{ partner: { tenantId: 1, name: expect.any(String) }, currency: "EUR", entries: "6870", distributor: "6880" }])
  })
})
