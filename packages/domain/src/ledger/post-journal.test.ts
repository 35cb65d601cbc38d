import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { sql } from "kysely"
import { onAdmin } from "@entrepot/db/testing"
import { currencies, currency, minorUnits, money } from "@entrepot/kernel"
import { createWorld, type World } from "../testing/index.ts"
import { postJournal, postJournals, type Journal, type JournalEntry } from "./post-journal.ts"

let world: World
beforeAll(async () => {
  world = await createWorld()
  await onAdmin(world.database.adminUrl, `insert into ledger.exchange_rate values (1, 'USD', 'EUR', '2026-01-01', 0.9, 'test', '{}', now()), (1, 'JPY', 'EUR', '2026-01-01', 0.0061, 'test', '{}', now())`)
})
afterAll(() => world.drop())

const eur = (amount: bigint) => money(amount, currency("EUR"))
const usd = (amount: bigint) => money(amount, currency("USD"))
const invoice = (id: string, more: Partial<Journal> = {}): Journal => ({
  businessKey: `invoice:${id}:finalised`, document: { kind: "invoice", id, number: `ZW-R-${id}` }, accountId: world.accountId.lindner, postedOn: "2026-09-15", currency: "EUR",
  lines: [{ role: "receivable", debit: eur(11_900n) }, { role: "revenue", credit: eur(10_000n) }, { role: "tax_payable", credit: eur(1_900n), tax: { country: "DE", percent: "19" } }], ...more,
})
const rows = (text: string) => onAdmin(world.database.adminUrl, text)
const linesOf = async (journalId: string) => (await rows(`select account_key, amount_minor::text as a, base_minor::text as b from ledger.journal_line where journal_id = '${journalId}' order by position`)).map((row) => [row.account_key, row.a, row.b])

describe("posting a journal", () => {
  test("writes its head, its lines and the balances in one statement", async () => {
    const { posted, count } = await world.portal("felix", async (work) => {
      const posted = await postJournal(work, invoice("1"))
      return { posted, count: work.statements.count }
    })
    expect(posted).toMatchObject({ posted: true, postedOn: "2026-09-15", rate: "1" })
    expect(count).toBe(1)
    expect(await linesOf(posted.journalId)).toEqual([["receivable", "11900", "11900"], ["revenue", "-10000", "-10000"], ["tax_payable:DE:19", "-1900", "-1900"]])
    const balances = await rows("select account_key, sum(debit_minor)::int as d, sum(credit_minor)::int as c from ledger.balance where tenant_id = 1 group by 1 order by 1")
    expect(balances).toEqual([{ account_key: "receivable", d: 11900, c: 0 }, { account_key: "revenue", d: 0, c: 10000 }, { account_key: "tax_payable:DE:19", d: 0, c: 1900 }])
  })

  test("again changes nothing and answers the first journal, also of two at once", async () => {
    const [one, two] = await Promise.all([world.portal("felix", (work) => postJournal(work, invoice("2"))), world.worker("zahnwerk", (work) => postJournal(work, invoice("2")))])
    expect([one.posted, two.posted].sort()).toEqual([false, true])
    expect(one.journalId).toBe(two.journalId)
    expect(await rows("select count(*)::int as n from ledger.journal_line l join ledger.journal j using (network_id, tenant_id, journal_id) where j.document_id = '2'")).toEqual([{ n: 3 }])
  })

  test("is possible in a customer's session, which may not read the books", async () => {
    const posted = await world.portal("sofia", (work) => postJournal(work, invoice("3")))
    expect(posted.posted).toBe(true)
    expect(await world.portal("sofia", (work) => sql`select 1 from ledger.journal`.execute(work.db).then(({ rows: seen }) => seen.length))).toBe(0)
    expect(await world.portal("felix", (work) => sql`select 1 from ledger.journal`.execute(work.db).then(({ rows: seen }) => seen.length))).toBeGreaterThan(0)
  })

  test("converts into the books' currency and shares what rounding leaves by largest remainder", async () => {
    const thirds: JournalEntry[] = [{ role: "cash", debit: usd(100n) }, { role: "revenue", credit: usd(35n) }, { role: "customer_credit", credit: usd(35n) }, { role: "deferred_revenue", credit: usd(30n) }]
    const posted = await world.worker("zahnwerk", (work) => postJournal(work, invoice("4", { currency: "USD", lines: thirds })))
    const bases = (await linesOf(posted.journalId)).map(([, , base]) => Number(base))
    expect(bases[0]).toBe(90)
    expect(bases.reduce((sum, base) => sum + base, 0)).toBe(0)
    const yen = money(1_000n, currency("JPY"))
    const inYen = await world.worker("zahnwerk", (work) => postJournal(work, invoice("5", { currency: "JPY", lines: [{ role: "cash", debit: yen }, { role: "revenue", credit: yen }] })))
    expect(await linesOf(inYen.journalId)).toEqual([["cash", "1000", "610"], ["revenue", "-1000", "-610"]])
  })

  test("puts what a settlement gains or loses on exchange on an account of its own", async () => {
    const payment = (id: string, carried: bigint) => world.worker("zahnwerk", (work) => postJournal(work, invoice(id, { currency: "USD", rate: "0.95", lines: [{ role: "cash", debit: usd(10_000n) }, { role: "receivable", credit: usd(10_000n), base: eur(carried) }] })))
    expect(await linesOf((await payment("6", 9_000n)).journalId)).toEqual([["cash", "10000", "9500"], ["receivable", "-10000", "-9000"], ["exchange_gain_realised", "0", "-500"]])
    expect(await linesOf((await payment("7", 9_700n)).journalId)).toEqual([["cash", "10000", "9500"], ["receivable", "-10000", "-9700"], ["exchange_loss_realised", "0", "200"]])
  })

  test("refuses a currency that has no rate", async () => {
    const gbp = money(100n, currency("GBP"))
    await expect(world.worker("zahnwerk", (work) => postJournal(work, invoice("8", { currency: "GBP", lines: [{ role: "cash", debit: gbp }, { role: "revenue", credit: gbp }] })))).rejects.toMatchObject({ code: "ledger.rate_is_missing", facts: { from: "GBP", to: "EUR", on: "2026-09-15" } })
  })

  test("takes many at once, of both ledgers, in the same single statement", async () => {
    const supply: Journal = { entity: 0, businessKey: "shipment:1:supplied", document: { kind: "shipment", id: "1", number: "S-1" }, partnerId: 1, postedOn: "2026-09-15", currency: "EUR", lines: [{ role: "partner_receivable", debit: eur(80n) }, { role: "supply_revenue", credit: eur(80n) }] }
    const { posted, count } = await world.worker("zahnwerk", async (work) => ({ posted: await postJournals(work, [supply, { ...supply, entity: 1, lines: [{ role: "cost_of_goods", debit: eur(80n) }, { role: "payable_to_distributor", credit: eur(80n) }] }]), count: work.statements.count }))
    expect(posted.map((one) => one.posted)).toEqual([true, true])
    expect(count).toBe(1)
  })

  test("knows as many digits of each currency as the kernel", async () => {
    const digits = await rows(`select c, ledger.minor_digits(c) as n from unnest('{${currencies.join(",")}}'::text[]) c`)
    expect(digits).toEqual(currencies.map((code) => ({ c: code, n: minorUnits(code) })))
  })
})

describe("the database refuses", () => {
  const direct = (lines: readonly (readonly [amount: number, base: number, sum: number, sumBase: number])[], count = lines.length) => `
    with head as (insert into ledger.journal (network_id, tenant_id, journal_id, business_key, document_kind, document_id, document_number, document_on, posted_on, currency, rate, line_count, actor, trace_id, recorded_at)
      values (1, 1, gen_random_uuid(), gen_random_uuid()::text, 'x', 'x', 'x', '2026-09-01', '2026-09-01', 'EUR', 1, ${count}, '{}', '', now()) returning journal_id)
    insert into ledger.journal_line (network_id, tenant_id, journal_id, position, line_count, posted_on, currency, account_key, amount_minor, base_minor, sum_minor, sum_base)
    select 1, 1, head.journal_id, l.p, ${count}, '2026-09-01', 'EUR', 'cash', l.a, l.b, l.s, l.t from head, (values ${lines.map(([a, b, s, t], i) => `(${i + 1}, ${a}, ${b}, ${s}, ${t})`).join(",")}) l (p, a, b, s, t)`

  test("whoever inserts past the door, balanced or not", async () => {
    const balanced = direct([[5, 5, 5, 5], [-5, -5, 0, 0]])
    await expect(world.portal("petra", (work) => sql.raw(balanced).execute(work.db))).rejects.toMatchObject({ code: "42501" })
    await expect(world.worker("zahnwerk", (work) => sql.raw(balanced).execute(work.db))).rejects.toMatchObject({ code: "42501" })
    await expect(world.network("wanda", (work) => sql.raw(balanced).execute(work.db))).rejects.toMatchObject({ code: "42501" })
  })

  test.each([
    { what: "it does not balance", lines: [[5, 5, 5, 5], [-4, -5, 1, 0]], count: 2 },
    { what: "it does not balance in the base currency", lines: [[5, 5, 5, 5], [-5, -4, 0, 1]], count: 2 },
    { what: "a line lies about its sums", lines: [[5, 5, 5, 5], [-4, -4, 0, 0]], count: 2 },
    { what: "the first line starts from something", lines: [[5, 5, 4, 4], [-4, -4, 0, 0]], count: 2 },
    { what: "a line is missing", lines: [[5, 5, 5, 5], [-5, -5, 0, 0]], count: 3 },
    { what: "there is a line too many", lines: [[5, 5, 5, 5], [-5, -5, 0, 0], [3, 3, 3, 3]], count: 2 },
  ] as const)("even its own door's owner, when $what", async ({ lines, count }) => {
    await expect(onAdmin(world.database.adminUrl, direct(lines, count))).rejects.toMatchObject({ code: expect.stringMatching(/^23/) as string })
  })

  test("even its own door's owner a line that is added afterwards", async () => {
    const { journalId } = await world.worker("zahnwerk", (work) => postJournal(work, invoice("20")))
    const add = (position: number, count: number) => onAdmin(world.database.adminUrl, `insert into ledger.journal_line (network_id, tenant_id, journal_id, position, line_count, posted_on, currency, account_key, amount_minor, base_minor, sum_minor, sum_base) values (1, 1, '${journalId}', ${position}, ${count}, '2026-09-15', 'EUR', 'cash', 7, 7, 7, 7)`)
    await expect(add(4, 3)).rejects.toMatchObject({ code: "23514" })
    await expect(add(4, 4)).rejects.toMatchObject({ code: "23503" })
  })

  test("the door to a journal that does not balance, and to anybody else's books", async () => {
    const asked = (tenantId: number, credit: string) => JSON.stringify([{ tenantId, journalId: crypto.randomUUID(), businessKey: `raw:${tenantId}:${credit}`, documentKind: "x", documentId: "x", documentNumber: "", documentOn: "2026-09-01", currency: tenantId === 2 ? "USD" : "EUR", memo: "", actor: {}, traceId: "", recordedAt: "2026-09-01T00:00:00Z", lines: [{ role: "cash", amount: "5" }, { role: "revenue", amount: credit }] }])
    const raw = (text: string) => sql`select ledger.post(${text}::jsonb)`
    await expect(world.portal("petra", (work) => raw(asked(1, "-4")).execute(work.db))).rejects.toMatchObject({ code: "23503" })
    await expect(world.portal("petra", (work) => raw(asked(2, "-5")).execute(work.db))).rejects.toMatchObject({ code: "LG002" })
    await expect(world.portal("petra", (work) => raw(asked(0, "-5")).execute(work.db))).rejects.toMatchObject({ code: "LG002" })
    await expect(world.network("wanda", (work) => raw(asked(1, "-5")).execute(work.db))).rejects.toMatchObject({ code: "LG002" })
    await world.network("wanda", (work) => raw(asked(0, "-5")).execute(work.db))
  })

  test("the distributor's staff the books of a partner", async () => {
    const seen = await world.network("wanda", (work) => sql<{ tenant: number }>`select distinct tenant_id as tenant from ledger.journal`.execute(work.db))
    expect(seen.rows).toEqual([{ tenant: 0 }])
  })
})

