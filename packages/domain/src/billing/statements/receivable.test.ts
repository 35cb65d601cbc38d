import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { newId, Temporal } from "@entrepot/kernel"
import { eur } from "../../ordering/testing.ts"
import type { AccountName, World } from "../../testing/index.ts"
import { ageing, ageingCsv, ageingFile, applyCredit, listPayments, previewCredit, previewPayment, receivable, recordPayment, refundPayment, statement, voidInvoice, writeOffInvoice } from "../index.ts"
import type { RecordPayment } from "../contract.ts"
import type { Finalised } from "../invoices/finalise.ts"
import { openTill, type Till } from "../testing.ts"

let world: World
let till: Till
let invoices: Finalised[]
const today = () => Temporal.Now.zonedDateTimeISO("Europe/Berlin").toPlainDate()
const ago = (days: number) => today().subtract({ days }).toString()
/** An invoice that was issued so many days ago and due thirty days later. */
const age = async ({ invoiceId }: Finalised, days: number) => {
  await till.rows(`update billing.invoice set issued_on = '${ago(days)}', due_on = '${ago(days - 30)}' where invoice_id = '${invoiceId}'`)
  await till.rows(`update billing.open_item set issued_on = '${ago(days)}', due_on = '${ago(days - 30)}' where invoice_id = '${invoiceId}'`)
}
beforeAll(async () => {
  ;({ world, till } = await openTill())
  await till.desk.limit("kern", null)
  invoices = [await till.invoice({ mirror: "10" }), await till.invoice({ lamp: "1" }), await till.invoice({ wrench: "2" }), await till.invoice({ wrench: "1" }, "karl")]
  await Promise.all([age(invoices[0]!, 100), age(invoices[1]!, 50), age(invoices[2]!, 5), age(invoices[3]!, 140)])
})
afterAll(() => world.drop())

const felix = <T>(task: Parameters<typeof world.portal<T>>[1]) => world.portal("felix", task)
const of = (account: AccountName) => world.accountId[account]
const pay = (more: Partial<RecordPayment>): RecordPayment => ({ requestKey: newId(), accountId: of("lindner"), paidBy: "bank_transfer", amount: eur(1_000n), receivedOn: ago(0), reference: "SEPA", invoices: null, ...more })
const record = (more: Partial<RecordPayment>) => felix((work) => recordPayment(work, pay(more)))
const preview = ({ accountId, amount, receivedOn, invoices: named }: RecordPayment) => felix((work) => previewPayment(work, { accountId, amount, receivedOn, invoices: named }))

describe("what an account owes", () => {
  test("is shown by invoice, the one due first first, with what may be done about each", async () => {
    const view = await felix((work) => receivable(work, { accountId: of("lindner") }))
    expect(view).toMatchObject({ accountNumber: "C-1001", accountName: "Praxis Dr. Lindner", record: { allowed: true }, more: false, balances: [{ currency: "EUR", oldestDueOn: ago(70), invoices: 3, applyCredit: { allowed: false, why: "billing.no_credit_in_hand" } }] })
    expect(view.items.map((item) => [item.overdueDays, item.bucket])).toEqual([[70, "days_61_90"], [20, "days_1_30"], [0, "current"]])
    expect(view.items[0]!.actions).toEqual({ void: { allowed: false, why: "billing.shipped_goods_are_invoiced" }, writeOff: { allowed: true } })
    await expect(felix((work) => voidInvoice(work, { invoiceId: view.items[0]!.invoiceId, reason: "no" }))).rejects.toMatchObject({ code: "billing.shipped_goods_are_invoiced" })
  })

  test("is hidden from other tenants and other accounts, and its customer may look but not act", async () => {
    await expect(world.portal("grace", (work) => receivable(work, { accountId: of("lindner") }))).rejects.toMatchObject({ code: "tenancy.account_not_found" })
    await expect(world.portal("karl", (work) => receivable(work, { accountId: of("lindner") }))).rejects.toMatchObject({ code: "tenancy.account_not_found" })
    await expect(world.portal("eva", (work) => receivable(work, { accountId: of("lindner") }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
    const seen = await world.portal("sofia", (work) => receivable(work, { accountId: of("lindner") }))
    expect([seen.record, seen.items[0]!.actions.writeOff]).toEqual([{ allowed: false, why: "tenancy.not_permitted" }, { allowed: false, why: "tenancy.not_permitted" }])
  })
})

describe("a preview", () => {
  test.each<{ when: string; amount: bigint; shares?: readonly [number, bigint][] }>([
    { when: "covers the oldest and a part of the next", amount: 20_000n },
    { when: "is more than everything that is open", amount: 99_999_999n },
    { when: "is shared by hand, with a rest", amount: 10_000n, shares: [[2, 4_000n], [1, 500n]] },
    { when: "is for no invoice at all", amount: 700n, shares: [] },
  ])("says what recording does when a payment $when", async ({ amount, shares }) => {
    const account = await felix((work) => receivable(work, { accountId: of("lindner") }))
    const asked = pay({ amount: eur(amount), invoices: shares?.map(([at, share]) => ({ invoiceId: account.items.at(at - 3)!.invoiceId, amount: eur(share) })) ?? null })
    const said = await preview(asked)
    if (amount > 1_000_000n) return expect(said.lines.map((line) => line.statusAfter)).toEqual(account.items.map(() => "paid"))
    const { paymentId } = await felix((work) => recordPayment(work, asked))
    const [row] = (await felix((work) => listPayments(work, { accountId: of("lindner") }))).rows
    expect(row).toMatchObject({ paymentId, unapplied: said.rest, refundable: said.creditAfter.amount === "0" ? eur(0n) : expect.anything() })
    expect(row!.invoices.map((one) => [one.invoiceId, one.amount]).toSorted()).toEqual(said.lines.map((line) => [line.invoiceId, line.taken]).toSorted())
    const after = await felix((work) => receivable(work, { accountId: of("lindner") }))
    expect(after.balances[0]!.credit).toEqual(said.creditAfter)
    for (const line of said.lines) expect(after.items.find((item) => item.invoiceId === line.invoiceId)?.open.amount ?? "0").toBe(line.openAfter.amount)
  })

  test("of credit says what setting it against an invoice does, and what is more than the credit is refused by both", async () => {
    const { items, balances } = await felix((work) => receivable(work, { accountId: of("lindner") }))
    expect(balances[0]!.applyCredit).toEqual({ allowed: true })
    const asked = { accountId: of("lindner"), invoices: [{ invoiceId: items[0]!.invoiceId, amount: eur(300n) }] }
    const said = await felix((work) => previewCredit(work, asked))
    await felix((work) => applyCredit(work, { requestKey: newId(), ...asked }))
    const after = await felix((work) => receivable(work, { accountId: of("lindner") }))
    expect(after.balances[0]!.credit).toEqual(said.creditAfter)
    expect(after.items[0]!.open).toEqual(said.lines[0]!.openAfter)
    const tooMuch = { ...asked, invoices: [{ invoiceId: items[0]!.invoiceId, amount: after.items[0]!.open }] }
    await expect(felix((work) => previewCredit(work, tooMuch))).rejects.toMatchObject({ code: "billing.not_enough_credit" })
    await expect(felix((work) => applyCredit(work, { requestKey: newId(), ...tooMuch }))).rejects.toMatchObject({ code: "billing.not_enough_credit" })
  })

  test.each<{ what: string; more: Partial<RecordPayment>; code: string }>([
    { what: "a day to come", more: { receivedOn: "2999-01-01" }, code: "billing.payment_is_in_the_future" },
    { what: "an account of somebody else", more: { accountId: "00000000-0000-4000-8000-000000000000" }, code: "tenancy.account_not_found" },
  ])("refuses $what as recording does", async ({ more, code }) => {
    await expect(preview(pay(more))).rejects.toMatchObject({ code })
    await expect(record(more)).rejects.toMatchObject({ code })
  })
})

test("money for no invoice, clicked twice at once, is recorded once; nothing is no payment", async () => {
  const requestKey = newId()
  const [one, two] = await Promise.all([record({ requestKey, invoices: [] }), record({ requestKey, invoices: [] })])
  expect(one).toEqual(two)
  await expect(record({ amount: eur(0n) })).rejects.toMatchObject({ name: "ZodError" })
})

test("money in one currency is not shared over invoices in another", async () => {
  const [item] = (await felix((work) => receivable(work, { accountId: of("lindner") }))).items
  await expect(record({ amount: { amount: "1000", currency: "USD" }, invoices: [{ invoiceId: item!.invoiceId, amount: eur(100n) }] })).rejects.toMatchObject({ code: "billing.invoices_of_several_currencies" })
})

test("a payment says how much of it can go back: no more than its account has to its credit", async () => {
  const before = await felix((work) => receivable(work, { accountId: of("lindner") }))
  const [row] = (await felix((work) => listPayments(work, { accountId: of("lindner") }))).rows
  expect(row).toMatchObject({ refund: { allowed: true }, refundable: eur(1_000n) })
  await felix((work) => refundPayment(work, { requestKey: newId(), paymentId: row!.paymentId, amount: eur(400n), reason: "too much" }))
  await record({ accountId: of("kern"), amount: eur(100n) })
  const [kern] = (await felix((work) => listPayments(work, { accountId: of("kern") }))).rows
  expect(kern).toMatchObject({ refund: { allowed: false, why: "billing.not_enough_credit" }, refundable: eur(0n) })
  const after = await felix((work) => receivable(work, { accountId: of("lindner") }))
  expect(BigInt(before.balances[0]!.credit.amount) - BigInt(after.balances[0]!.credit.amount)).toBe(400n)
})

describe("ageing", () => {
  test("as of any day is the statement's balance of that day, for payments of old days, credit, refunds and write-offs too", async () => {
    await record({ amount: eur(2_500n), receivedOn: ago(30) })
    await record({ amount: eur(1_500n), receivedOn: ago(60), invoices: [{ invoiceId: invoices[2]!.invoiceId, amount: eur(900n) }] })
    await felix((work) => writeOffInvoice(work, { invoiceId: invoices[3]!.invoiceId, reason: "insolvent" }))
    for (const account of ["lindner", "kern"] as const) {
      for (const days of [0, 1, 4, 5, 29, 30, 31, 59, 60, 99, 101, 139, 141]) {
        const on = ago(days)
        const { totals } = await felix((work) => ageing(work, { on, accountId: of(account) }))
        const { closing } = await felix((work) => statement(work, { accountId: of(account), from: "2020-01-01", to: on }))
        expect(BigInt(totals[0]?.total.amount ?? 0) - BigInt(totals[0]?.credit.amount ?? 0), `${account}, ${on}`).toBe(BigInt(closing.amount))
      }
    }
  })

  test("lists accounts by what is overdue, page by page, and finds one by the start of its number or a part of its name", async () => {
    const on = ago(1)
    const whole = await felix((work) => ageingFile(work, { on }))
    expect(whole.accounts).toHaveLength(2)
    expect(BigInt(whole.accounts[0]!.overdue.amount)).toBeGreaterThanOrEqual(BigInt(whole.accounts[1]!.overdue.amount))
    expect(ageingCsv(whole, whole.locale).split("\r\n").map((row) => row.split(";").slice(1, 4))).toEqual([["Kundennummer", "Kunde", "Währung"], ...whole.accounts.map((row) => [row.accountNumber, row.accountName, "EUR"]), []])
    const first = await felix((work) => ageing(work, { on, limit: 1 }))
    const second = await felix((work) => ageing(work, { on, limit: 1, cursor: first.nextCursor }))
    expect([...first.accounts, ...second.accounts]).toEqual(whole.accounts)
    expect(second.nextCursor).toBeNull()
    for (const search of ["C-1002", "kern", "LABOR"]) expect((await felix((work) => ageing(work, { on, search }))).accounts.map((row) => row.accountNumber)).toEqual(["C-1002"])
    expect((await felix((work) => ageing(work, { on, search: "%" }))).accounts).toEqual([])
    expect((await felix((work) => ageing(work, { on, currency: "USD" }))).accounts).toEqual([])
    await expect(felix((work) => ageing(work, { cursor: "EUR_x" }))).rejects.toMatchObject({ code: "billing.cursor_is_invalid" })
  })

  test("shows an account to whose credit something is though it owes nothing", async () => {
    await record({ accountId: of("kern"), amount: eur(5_000n) })
    expect((await felix((work) => ageing(work, { search: "kern" }))).accounts).toMatchObject([{ total: eur(0n), credit: eur(5_000n), oldestDueOn: null, invoices: 0 }])
  })
})
