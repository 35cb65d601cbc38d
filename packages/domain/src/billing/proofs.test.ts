import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { newId, Refusal } from "@entrepot/kernel"
import { checkBooks } from "../ledger/index.ts"
import { eur } from "../ordering/testing.ts"
import { atOnce, proofsOver, timesOver, type Proofs } from "../testing/proofs.ts"
import type { World } from "../testing/index.ts"
import { decideCreditNote, finaliseDraft, recordPayment, refundPayment, requestCreditNote, saveDraft } from "./index.ts"
import { checkBillingBooks } from "./statements/check-books.ts"
import { checkOpenItems } from "./statements/check.ts"
import { openTill, type Till } from "./testing.ts"

let world: World
let till: Till
let proofs: Proofs
const TWENTY = 20

beforeAll(async () => {
  ;({ world, till } = await openTill())
  await everyVerbOnce()
  // How an account's month is spread over slots depends on who was there first; checkBooks adds them up.
  proofs = await proofsOver(world.database, { except: ["ledger.balance"] })
})
afterAll(async () => {
  await proofs.close()
  await world.drop()
})

type Draft = Awaited<ReturnType<typeof draft>>
const draft = (quantity = "3", account: "lindner" | "kern" = "lindner") => world.portal("felix", (work) => saveDraft(work, { accountId: world.accountId[account], lines: [{ name: "Repair", quantity, unitPrice: "80" }] }))
const finalise = ({ invoiceId, version }: Draft) => world.portal("felix", (work) => finaliseDraft(work, { invoiceId, expectedVersion: version }))
const invoice = async (quantity?: string) => finalise(await draft(quantity))
const many = <T>(make: () => Promise<T>) => Promise.all(Array.from({ length: TWENTY }, () => make()))

/** So much of an invoice's only line. */
const credit = async (invoiceId: string, quantity = "1") => ({ requestKey: newId(), invoiceId, reasonCode: "damaged" as const, reason: "broken", lines: [{ lineId: String((await till.one(`select line_id from billing.invoice_line where invoice_id = '${invoiceId}'`))["line_id"]), quantity }] })
const ask = (input: Awaited<ReturnType<typeof credit>>) => world.portal("petra", (work) => requestCreditNote(work, input))
const asked = async () => ask(await credit((await invoice()).invoiceId))
const approve = ({ creditNoteId }: { creditNoteId: string }, who: "felix" | "miriam" = "miriam") => world.portal(who, (work) => decideCreditNote(work, { creditNoteId, verdict: "approved" }))

/** Money for some invoices, so much for each, and a rest that stays as credit. */
const money = (invoices: readonly { readonly invoiceId: string }[], each = 1_000n, rest = 500n) =>
  ({ requestKey: newId(), accountId: world.accountId.lindner, paidBy: "bank_transfer" as const, amount: eur(each * BigInt(invoices.length) + rest), receivedOn: "2026-11-01", invoices: invoices.map(({ invoiceId }) => ({ invoiceId, amount: eur(each) })) })
const pay = (ask: ReturnType<typeof money>) => world.portal("felix", (work) => recordPayment(work, ask))
const refund = (ask: Parameters<typeof refundPayment>[1]) => world.portal("felix", (work) => refundPayment(work, ask))
const giving = async (amount = 500n) => ({ requestKey: newId(), ...(await pay(money([], 0n))), amount: eur(amount), reason: "paid too much" })

/** What is made when something is done for the first time, such as a series of numbers or an account in the books, is there afterwards. */
async function everyVerbOnce(): Promise<void> {
  await approve(await asked())
  await pay(money([await invoice()]))
  await refund(await giving())
}

/** Numbers from one on, each once. */
async function numbersHaveNoGap(table: "invoice" | "credit_note"): Promise<void> {
  const rows = await till.rows(`select substring(number from '[0-9]+$')::int as n from billing.${table} where tenant_id = 1 order by 1`)
  expect(rows.map(({ n }) => n), `numbers of ${table}`).toEqual(rows.map((_row, index) => index + 1))
}
async function booksAgree(): Promise<void> {
  expect(await world.worker(undefined, checkBooks)).toEqual([])
  expect(await world.worker(undefined, checkBillingBooks)).toEqual([])
  expect(await world.worker(undefined, checkOpenItems)).toEqual([])
}

describe("finalising an invoice", () => {
  test("twenty times at once is finalising it once, and all are told its number", async () => {
    const [one, same] = [await draft(), await draft()]
    const once = await proofs.changes(() => finalise(one))
    let told: readonly { readonly number: string }[] = []
    expect(await proofs.changes(async () => void ({ answers: told } = await atOnce(TWENTY, () => finalise(same))))).toEqual(once)
    expect([told.length, new Set(told.map(({ number }) => number)).size]).toEqual([TWENTY, 1])
  })

  test("of twenty at once gives twenty numbers without a gap, though others take one and fail", async () => {
    const [one, good, bad] = [await draft(), await many(draft), await many(draft)]
    const once = await proofs.changes(() => finalise(one))
    const failing = ({ invoiceId, version }: Draft) => world.portal("petra", async (work) => {
      await finaliseDraft(work, { invoiceId, expectedVersion: version })
      throw new Refusal("test.as_wished", "rule")
    })
    expect(await proofs.changes(async () => {
      const { answers, refusals } = await atOnce(2 * TWENTY, (index) => (index % 2 ? finalise(good[(index - 1) / 2]!) : failing(bad[index / 2]!)))
      expect([answers.length, refusals.length]).toEqual([TWENTY, TWENTY])
    })).toEqual(timesOver(TWENTY, once))
    await numbersHaveNoGap("invoice")
    await booksAgree()
  })

  test("killed at every step and done again is finalised once", async () => {
    const { steps } = await proofs.dieAtEveryStep({ pool: world.database.pools.portal, prepare: draft, verb: finalise })
    expect(steps).toBeGreaterThan(8)
    await numbersHaveNoGap("invoice")
    await booksAgree()
  })
})

describe("a credit note", () => {
  test("that is asked for twenty times with one click is one, and one that twenty approve is issued once", async () => {
    const [once, same] = [await credit((await invoice()).invoiceId), await credit((await invoice()).invoiceId)]
    let request: Awaited<ReturnType<typeof ask>> | undefined
    const first = await proofs.changes(async () => void (request = await ask(once)))
    const repeated: { creditNoteId: string }[] = []
    expect(await proofs.changes(async () => void repeated.push(...(await atOnce(TWENTY, () => ask(same))).answers))).toEqual(first)
    expect(new Set(repeated.map(({ creditNoteId }) => creditNoteId)).size).toBe(1)
    const issued = await proofs.changes(() => approve(request!))
    expect(await proofs.changes(async () => {
      const { answers, refusals } = await atOnce(TWENTY, () => approve(repeated[0]!))
      expect([answers.length, new Set(refusals)]).toEqual([1, new Set(["billing.credit_note_is_decided"])])
    })).toEqual(issued)
  })

  test("of twenty that are approved at once, of one invoice or of twenty, each has a number of its own", async () => {
    const one = await asked()
    const once = await proofs.changes(() => approve(one))
    const [apart, { invoiceId }] = [await many(asked), await invoice("30")]
    const ofOne = await many(async () => ask(await credit(invoiceId)))
    const all = (requests: readonly { creditNoteId: string }[]) => proofs.changes(() => atOnce(TWENTY, (index) => approve(requests[index]!, index % 2 ? "felix" : "miriam")))
    expect(await all(apart)).toEqual(timesOver(TWENTY, once))
    // An invoice becomes partly paid once, however many of its parts are credited.
    expect(await all(ofOne)).toEqual({ ...timesOver(TWENTY, once), "billing.open_item status": once["billing.open_item status"] })
    await numbersHaveNoGap("credit_note")
    await booksAgree()
  })

  test("killed at every step of being approved and done again is issued once", async () => {
    await proofs.dieAtEveryStep({ pool: world.database.pools.portal, prepare: asked, verb: approve })
    await numbersHaveNoGap("credit_note")
    await booksAgree()
  })
})

describe("a refund", () => {
  test("twenty times with one click is one, and of twenty clicks no more goes back than was paid", async () => {
    const [one, same] = [await giving(), await giving()]
    const once = await proofs.changes(() => refund(one))
    expect(await proofs.changes(() => atOnce(TWENTY, () => refund(same)))).toEqual(once)
    const much = await giving(500n)
    const { answers, refusals } = await atOnce(TWENTY, () => refund({ ...much, requestKey: newId(), amount: eur(100n) }))
    expect([answers.length, new Set(refusals)]).toEqual([5, new Set(["billing.refund_is_more_than_paid"])])
    await booksAgree()
  })

  test("of twenty payments at once goes back for each, and killed at every step once", async () => {
    const one = await giving()
    const once = await proofs.changes(() => refund(one))
    const all = await many(giving)
    expect(await proofs.changes(() => atOnce(TWENTY, (index) => refund(all[index]!)))).toEqual(timesOver(TWENTY, once))
    await proofs.dieAtEveryStep({ pool: world.database.pools.portal, prepare: giving, verb: refund })
    await booksAgree()
  })
})

describe("a payment over several invoices", () => {
  const three = () => Promise.all([invoice(), invoice(), invoice()])

  test("that is recorded twenty times with one click is one payment", async () => {
    const [one, same] = [money(await three()), money(await three())]
    const once = await proofs.changes(() => pay(one))
    expect(await proofs.changes(() => atOnce(TWENTY, () => pay(same)))).toEqual(once)
  })

  test("comes through beside nineteen others that name the same invoices in other orders, and takes no more than is open", async () => {
    const invoices = await many(invoice)
    const { answers, refusals } = await atOnce(TWENTY, (index) => pay(money([0, 7, 13].map((step) => invoices[(index + step) % TWENTY]!).toSorted(() => (index % 2 ? 1 : -1)), 12_000n)))
    expect(answers.length + refusals.length).toBe(TWENTY)
    expect(new Set(refusals)).toEqual(new Set(["billing.more_than_is_open"]))
    await booksAgree()
  })

  test("killed at every step and recorded again is recorded once", async () => {
    await proofs.dieAtEveryStep({ pool: world.database.pools.portal, prepare: async () => money(await three()), verb: pay })
    await booksAgree()
  })
})

test("whatever is done at once with the money of two accounts, nobody waits in a circle, and the books agree", async () => {
  const [invoices, drafts, credits, refunds] = [await many(invoice), await many(() => draft("2", "kern")), await many(asked), await many(giving)]
  const { refusals } = await atOnce(4 * TWENTY, (index) => {
    const at = Math.floor(index / 4)
    return [() => pay(money([invoices[at]!, invoices[(at + 1) % TWENTY]!])), () => finalise(drafts[at]!), () => approve(credits[at]!), () => refund(refunds[at]!)][index % 4]!() as Promise<unknown>
  })
  expect(refusals).toEqual([])
  await numbersHaveNoGap("invoice")
  await numbersHaveNoGap("credit_note")
  await booksAgree()
})
