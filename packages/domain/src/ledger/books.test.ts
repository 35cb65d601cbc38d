import fc from "fast-check"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { Temporal, currency, money } from "@entrepot/kernel"
import { createWorld, type World } from "../testing/index.ts"
import { accountLedger } from "./account-ledger.ts"
import { checkBooks } from "./check-books.ts"
import { closePeriod, closeVerdict, reopenPeriod } from "./close-period.ts"
import { setExchangeRate } from "./exchange-rates.ts"
import { getJournal, journalsOfDocument, listJournals } from "./journals.ts"
import { books } from "./periods.ts"
import { postJournal, postJournals, type Journal, type JournalEntry } from "./post-journal.ts"
import { reverseJournal } from "./reverse-journal.ts"
import { trialBalance } from "./trial-balance.ts"

let world: World
const now = Temporal.Instant.from("2026-11-10T09:00:00Z")
beforeAll(async () => {
  world = await createWorld()
  await world.network("wanda", async (work) => {
    for (const [from, rate] of [["USD", "0.9"], ["JPY", "0.0061"], ["BHD", "2.4"]] as const) await setExchangeRate(work, { from, to: "EUR", effectiveOn: "2026-01-01", rate, source: "ECB" })
    await setExchangeRate(work, { from: "USD", to: "EUR", effectiveOn: "2026-10-31", rate: "0.8", source: "ECB" })
  }, { now })
})
afterAll(() => world.drop())

const amount = (minor: bigint, code = "EUR") => money(minor, currency(code))
const sale = (id: string, postedOn: string, minor = 10_000n, code = "EUR"): Journal => ({
  businessKey: `invoice:${id}:finalised`, document: { kind: "invoice", id, number: `R-${id}` }, accountId: world.accountId.lindner, postedOn, currency: code,
  lines: [{ role: "receivable", debit: amount(minor, code) }, { role: "revenue", credit: amount(minor, code) }],
})
const post = (journal: Journal) => world.worker("zahnwerk", (work) => postJournal(work, journal), { now })
const closing = (minor: unknown) => ({ closing: { amount: String(minor), currency: "EUR" } })

describe("the books of a tenant", () => {
  test("balance, and every figure leads to its documents", async () => {
    await post(sale("s1", "2026-09-03"))
    await post(sale("s2", "2026-10-05", 500n))
    const september = await world.portal("felix", (work) => trialBalance(work, { period: "2026-09" }), { now })
    expect(september.debit).toEqual(september.credit)
    const october = await world.portal("felix", (work) => trialBalance(work, { period: "2026-10" }), { now })
    expect(october.rows.find((row) => row.role === "receivable")).toMatchObject({ opening: { amount: "10000" }, debit: { amount: "500" }, credit: { amount: "0" }, ...closing(10_500) })
    const account = await world.portal("felix", (work) => accountLedger(work, { accountKey: "receivable", from: "2026-09", to: "2026-10" }), { now })
    expect(account.rows.map((row) => [row.document.number, row.balance.amount])).toEqual([["R-s1", "10000"], ["R-s2", "10500"]])
    const first = await world.portal("felix", (work) => accountLedger(work, { accountKey: "receivable", from: "2026-09", to: "2026-10", limit: 1 }), { now })
    const second = await world.portal("felix", (work) => accountLedger(work, { accountKey: "receivable", from: "2026-09", to: "2026-10", limit: 1, cursor: first.nextCursor }), { now })
    expect([second.rows.map((row) => row.balance.amount), second.nextCursor]).toEqual([["10500"], null])
    const [journal] = await world.portal("felix", (work) => journalsOfDocument(work, { kind: "invoice", id: "s1" }), { now })
    expect(journal?.lines.map(({ role, debit, credit, customer }) => [role, debit?.amount, credit?.amount, customer?.name])).toEqual([["receivable", "10000", undefined, "Praxis Dr. Lindner"], ["revenue", undefined, "10000", "Praxis Dr. Lindner"]])
    expect((await world.portal("felix", (work) => listJournals(work, { period: "2026-09" }), { now })).rows).toHaveLength(1)
  })

  test("are closed to people without the right, and to customers", async () => {
    await expect(world.portal("tim", (work) => trialBalance(work))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
    await expect(world.network("bert", (work) => trialBalance(work))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
    const own = await world.network("wanda", (work) => trialBalance(work, { period: "2026-10" }), { now })
    expect(own).toMatchObject({ entity: 0, rows: [] })
  })

  test("take back a journal with its opposite, once", async () => {
    const posted = await post(sale("s3", "2026-10-06", 777n, "USD"))
    const reverse = () => world.worker("zahnwerk", (work) => reverseJournal(work, { businessKey: "invoice:s3:finalised", reversedOn: "2026-10-07" }), { now })
    const reversal = await reverse()
    expect(await reverse()).toEqual({ ...reversal, posted: false })
    const view = await world.portal("felix", (work) => getJournal(work, { journalId: reversal.journalId }), { now })
    expect(view).toMatchObject({ reversesId: posted.journalId, postedOn: "2026-10-07", lines: [{ role: "receivable", credit: { amount: "777" }, baseCredit: { amount: "699" } }, { role: "revenue", debit: { amount: "777" }, baseDebit: { amount: "699" } }] })
    await expect(world.worker("zahnwerk", (work) => reverseJournal(work, { businessKey: "invoice:s3:finalised:reversed", reversedOn: "2026-10-08" }), { now })).rejects.toMatchObject({ code: "ledger.reversal_stands" })
  })
})

describe("closing a month", () => {
  const close = (period: string) => world.portal("felix", (work) => closePeriod(work, { period }), { now })

  test("goes in order, and says why not", async () => {
    const verdict = await world.portal("felix", (work) => closeVerdict(work, { period: "2026-11" }), { now })
    expect(verdict).toMatchObject({ canClose: false, checks: [{ code: "earlier_period_is_open", facts: { open: "2026-09" } }, { code: "period_is_not_over" }] })
    await expect(close("2026-10")).rejects.toMatchObject({ code: "ledger.period_cannot_close", facts: { why: "earlier_period_is_open" } })
    await close("2026-09")
    await expect(close("2026-09")).rejects.toMatchObject({ facts: { why: "period_is_closed" } })
    const { periods } = await world.portal("felix", (work) => books(work), { now })
    expect(periods.map(({ period, status, canClose, canReopen }) => [period, status, canClose, canReopen])).toEqual([["2026-11", "open", false, false], ["2026-10", "open", true, false], ["2026-09", "closed", false, true]])
    expect(periods[2]?.last).toMatchObject({ kind: "closed", by: { name: "Felix Brandt" } })
  })

  test("sends what is dated into it to the first open day, with its own date kept, whoever writes", async () => {
    const late = sale("late", "2026-09-20", 50n)
    for (const posted of [await post(late), await world.portal("sofia", (work) => postJournal(work, { ...late, businessKey: "late:portal" })), await world.portal("petra", (work) => postJournal(work, { ...late, businessKey: "late:staff" }))]) {
      expect(posted.postedOn).toBe("2026-10-01")
      expect(await world.portal("felix", (work) => getJournal(work, { journalId: posted.journalId }))).toMatchObject({ documentOn: "2026-09-20", postedOn: "2026-10-01" })
    }
    const raw = [{ tenantId: 1, journalId: crypto.randomUUID(), businessKey: "late:raw", documentKind: "x", documentId: "x", documentNumber: "", documentOn: "2026-09-01", postedOn: "2026-09-01", currency: "EUR", memo: "", actor: {}, traceId: "", recordedAt: "2026-09-01T00:00:00Z", lines: [{ role: "cash", amount: "5" }, { role: "revenue", amount: "-5" }] }]
    const { rows } = await world.portal("petra", (work) => sql<{ posted: { postedOn: string }[] }>`select ledger.post(${JSON.stringify(raw)}::jsonb) as posted`.execute(work.db))
    expect(rows[0]?.posted[0]?.postedOn).toBe("2026-10-01")
    const september = await world.portal("felix", (work) => trialBalance(work, { period: "2026-09" }), { now })
    expect(september.debit.amount).toBe("10000")
  })

  test("waits for everybody who is posting, and lets nobody in afterwards", async () => {
    await world.worker("moreau", (work) => postJournal(work, sale("m0", "2026-09-08")), { now })
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    const posting = world.worker("moreau", async (work) => {
      const posted = await postJournal(work, sale("m1", "2026-09-09"))
      await held
      return posted
    }, { now })
    await new Promise((resolve) => setTimeout(resolve, 60))
    let isClosed = false
    const closed = world.portal("claire", (work) => closePeriod(work, { period: "2026-09" }), { now }).then(() => (isClosed = true))
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(isClosed).toBe(false)
    release()
    expect((await posting).postedOn).toBe("2026-09-09")
    await closed
    expect((await world.worker("moreau", (work) => postJournal(work, sale("m2", "2026-09-09")), { now })).postedOn).toBe("2026-10-01")
  })

  test("values foreign currencies as unrealised and takes it back on the next day; opening again needs a reason", async () => {
    await post(sale("usd", "2026-10-10", 1_000n, "USD"))
    await close("2026-10")
    const [october, november] = [await world.portal("felix", (work) => trialBalance(work, { period: "2026-10" }), { now }), await world.portal("felix", (work) => trialBalance(work, { period: "2026-11" }), { now })]
    expect(october.rows.find((row) => row.role === "exchange_loss_unrealised")).toMatchObject(closing(100))
    expect(november.rows.find((row) => row.role === "exchange_loss_unrealised")).toMatchObject(closing(0))
    await world.portal("felix", (work) => reopenPeriod(work, { period: "2026-10", reason: "An invoice came late" }), { now })
    expect((await post(sale("october", "2026-10-20", 1n))).postedOn).toBe("2026-10-20")
    await close("2026-10")
    expect((await world.portal("felix", (work) => trialBalance(work, { period: "2026-10" }), { now })).rows.find((row) => row.role === "exchange_loss_unrealised")).toMatchObject(closing(100))
    await expect(world.portal("felix", (work) => reopenPeriod(work, { period: "2026-09", reason: "x" }), { now })).rejects.toMatchObject({ code: "ledger.period_cannot_reopen" })
  })
})

describe("whatever is posted", () => {
  const ROLES = ["cash", "receivable", "revenue", "customer_credit", "deferred_revenue", "discount_allowed"] as const
  const journal = fc.record({
    code: fc.constantFrom("EUR", "USD", "JPY", "BHD"), day: fc.integer({ min: 1, max: 28 }), month: fc.integer({ min: 1, max: 12 }),
    debits: fc.array(fc.tuple(fc.constantFrom(...ROLES), fc.bigInt({ min: 1n, max: 10n ** 9n })), { minLength: 1, maxLength: 5 }), parts: fc.integer({ min: 1, max: 5 }), reversed: fc.boolean(),
  })

  test("balances in both currencies, sums to the projection, and a reversal brings it to nothing", async () => {
    let run = 0
    await fc.assert(fc.asyncProperty(fc.array(journal, { minLength: 1, maxLength: 8 }), async (drawn) => {
      const journals = drawn.map(({ code, day, month, debits, parts }, i): Journal => {
        const total = debits.reduce((sum, [, minor]) => sum + minor, 0n)
        const share = total / BigInt(parts)
        const credits: JournalEntry[] = Array.from({ length: parts }, (_, n) => ({ role: ROLES[n]!, credit: amount(n === 0 ? total - share * BigInt(parts - 1) : share, code) }))
        return { ...sale(`p${run}-${i}`, `2026-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`, 1n, code), lines: [...debits.map(([role, minor]) => ({ role, debit: amount(minor, code) })), ...credits] }
      })
      run++
      await world.worker("bluepeak", async (work) => {
        await postJournals(work, [...journals, ...journals].map((one) => ({ ...one, entity: 1 })))
        expect(work.statements.count).toBe(1)
      }, { now })
      for (const [i, { reversed }] of drawn.entries()) if (reversed) await world.worker("zahnwerk", (work) => reverseJournal(work, { businessKey: journals[i]!.businessKey, reversedOn: "2026-12-30" }), { now })
    }), { numRuns: 25 })
    expect(await world.worker(undefined, (work) => checkBooks(work))).toEqual([])
    const { rows } = await world.worker("zahnwerk", (work) => sql<{ n: number }>`
      select count(*)::int as n from ledger.journal r where r.reverses_id is not null and exists (
        select 1 from ledger.journal_line l where (l.network_id, l.tenant_id) = (r.network_id, r.tenant_id) and l.journal_id in (r.journal_id, r.reverses_id) group by l.account_key having sum(l.amount_minor) <> 0 or sum(l.base_minor) <> 0)`.execute(work.db))
    expect(rows).toEqual([{ n: 0 }])
  })

  test("a balance that was changed by hand is found", async () => {
    await onAdmin(world.database.adminUrl, "update ledger.balance set debit_base = debit_base + 1 where tenant_id = 1 and account_key = 'receivable' and period = '2026-09-01'")
    expect(await world.worker(undefined, (work) => checkBooks(work))).toMatchObject([{ tenantId: 1, check: "balance_is_sum_of_lines", subject: "receivable 2026-09 EUR" }])
  })
})
