import { expect, test } from "vitest"
import type { Work } from "@entrepot/db"
import { businessDate, newId, Refusal, Temporal } from "@entrepot/kernel"
import { books, checkBooks, closePeriod } from "../ledger/index.ts"
import { addLines, clearCart, submitOrder } from "../ordering/index.ts"
import { eur } from "../ordering/testing.ts"
import type { PersonName } from "../testing/index.ts"
import {
  ageing, applyCredit, billingSettings, checkBillingBooks, checkOpenItems, creditBalance, decideCreditNote, finaliseDraft, invoiceShipment, listPayments, recordPayment, refundPayment, requestCreditNote, saveBillingProfile, saveDraft, statement, voidInvoice,
  writeOffInvoice,
} from "./index.ts"
import { openTill } from "./testing.ts"

const ZONE = "Europe/Berlin"

/** The same numbers for the same seed, from 0 up to and without 1 (mulberry32). */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Some months of a dealer in which anything may happen next to anything. Months are closed now and then; what they said then, they say in the end. */
async function live(seed: number, steps: number) {
  const { world, till } = await openTill()
  const roll = dice(seed)
  const among = <T>(all: readonly T[]): T => all[Math.floor(roll() * all.length)]!
  const upTo = (most: number) => 1 + Math.floor(roll() * most)
  const done = new Map<string, number>()
  const closed = new Map<string, string>()
  let now = Temporal.Now.instant()
  const asked = { accountId: world.accountId.lindner, currency: "EUR" }
  const as = <T>(who: PersonName, does: (work: Work) => Promise<T>) => world.portal(who, does, { now })
  const felix = <T>(does: (work: Work) => Promise<T>) => as("felix", does)
  const today = () => businessDate(now, ZONE)
  const open = () => till.rows("select invoice_id::text as id, open_minor::float as open from billing.open_item where tenant_id = 1 and open_minor > 0 order by invoice_id").then((rows) => rows.map(({ id, open: minor }) => ({ invoiceId: String(id), open: BigInt(Number(minor)) })))

  /** What a month's last day says of everybody, and of one account by its statement. */
  const atEndOf = (month: string) => {
    const [from, to] = [`${month}-01`, Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 }).add({ months: 1 }).subtract({ days: 1 }).toString()]
    return felix(async (work) => JSON.stringify({ owed: (await ageing(work, { on: to })).totals, closing: (await statement(work, { ...asked, from, to })).closing }))
  }

  const verbs: Readonly<Record<string, () => Promise<unknown>>> = {
    order: async () => {
      const { orderId } = await as("tim", async (work) => {
        await clearCart(work)
        const { orderId: cart } = await addLines(work, { lines: till.desk.lines({ mirror: String(upTo(20)), lamp: String(upTo(5)), wrench: String(upTo(3)) }) })
        return submitOrder(work, { orderId: cart })
      })
      for (let part = upTo(3); part > 0; part--) {
        const lines = await till.rows(`
          with part as (select line_id, least(ceil(quantity * ${part === 1 ? 1 : roll()}), quantity - shipped_base) as base from ordering.order_line where order_id = '${orderId}')
          update ordering.order_line l set shipped_base = shipped_base + p.base from part p where l.line_id = p.line_id and p.base > 0 returning l.line_id::text as "orderLineId", p.base::text as "baseQuantity"`)
        const shipped = { shipmentId: newId(), number: "S", orderId, shippedAt: now.toString(), lines: lines.map((line) => ({ orderLineId: String(line.orderLineId), baseQuantity: String(line.baseQuantity) })) }
        await world.worker("zahnwerk", (work) => invoiceShipment(work, shipped), { now })
      }
    },
    write: async () => {
      const draft = await felix((work) => saveDraft(work, { ...asked, lines: [{ name: "Repair", quantity: String(upTo(7)), unitPrice: `${upTo(90)}.${upTo(89) + 10}` }] }))
      await felix((work) => finaliseDraft(work, { invoiceId: draft.invoiceId, expectedVersion: draft.version }))
    },
    pay: async () => {
      const invoices = (await open()).filter(() => roll() < 0.4).map(({ invoiceId, open: minor }) => ({ invoiceId, amount: eur(roll() < 0.5 ? minor : (minor + 1n) / 2n) }))
      const meant = invoices.reduce((sum, one) => sum + BigInt(one.amount.amount), 0n)
      const receivedOn = today().subtract({ days: Math.floor(roll() * 45) }).toString()
      await felix((work) => recordPayment(work, { requestKey: newId(), accountId: asked.accountId, paidBy: "bank_transfer", amount: eur(meant + BigInt(upTo(5_000))), receivedOn, invoices: roll() < 0.7 ? invoices : null }))
    },
    credit: async () => {
      const [line] = await till.rows(`select l.line_id::text as line, l.invoice_id::text as invoice, l.quantity::text as quantity from billing.invoice_line l where l.tenant_id = 1 order by md5(l.line_id::text || '${upTo(1_000)}') limit 1`)
      if (!line) return
      const { creditNoteId, status } = await as("petra", (work) => requestCreditNote(work, { requestKey: newId(), invoiceId: String(line.invoice), reasonCode: "damaged", reason: "broken", apply: roll() < 0.5, lines: [{ lineId: String(line.line), quantity: "1" }] }))
      if (status === "awaiting_approval") await as("miriam", (work) => decideCreditNote(work, { creditNoteId, verdict: "approved" }))
    },
    apply: async () => {
      const kept = (await felix((work) => creditBalance(work, { accountId: asked.accountId }))).balances.find(({ currency }) => currency === "EUR")
      const item = among(await open())
      if (!kept || !item) return
      const most = BigInt(kept.amount) < item.open ? BigInt(kept.amount) : item.open
      await felix((work) => applyCredit(work, { requestKey: newId(), accountId: asked.accountId, invoices: [{ invoiceId: item.invoiceId, amount: eur((most + 1n) / 2n) }] }))
    },
    refund: async () => {
      const payment = among((await felix((work) => listPayments(work, { accountId: asked.accountId }))).rows.filter(({ refundable }) => BigInt(refundable.amount) > 0n))
      if (payment) await felix((work) => refundPayment(work, { requestKey: newId(), paymentId: payment.paymentId, amount: eur((BigInt(payment.refundable.amount) + 1n) / 2n), reason: "paid too much" }))
    },
    giveUp: async () => {
      const item = among(await open())
      if (item) await felix<unknown>((work) => (roll() < 0.5 ? voidInvoice : writeOffInvoice)(work, { invoiceId: item.invoiceId, reason: "test" }))
    },
    round: async () => {
      const { profile } = await felix(billingSettings)
      await felix((work) => saveBillingProfile(work, { taxRounding: among(["per_line", "per_invoice"]), netDays: 30, discountPercent: "3", discountDays: 10, invoicePrefix: "INV-", creditPrefix: "CN-", remitTo: {}, creditThreshold: null, expectedVersion: profile.version }))
    },
    wait: async () => void (now = now.add({ hours: 24 * upTo(12) })),
    close: async () => {
      const month = (await felix(books)).periods.find(({ canClose }) => canClose)?.period
      if (!month) return
      const said = await atEndOf(month)
      await felix((work) => closePeriod(work, { period: month }))
      closed.set(month, said)
    },
  }

  try {
    for (let step = 0; step < steps; step++) {
      const verb = step < 3 ? "order" : among(["order", "write", "pay", "pay", "credit", "apply", "refund", "giveUp", "round", "wait", "wait", "close", "close"])
      await verbs[verb]!().then(() => done.set(verb, (done.get(verb) ?? 0) + 1), (error: unknown) => {
        if (!(error instanceof Refusal)) throw new Error(`Step ${step}, ${verb}, of seed ${seed}.`, { cause: error })
      })
    }
    for (const [month, said] of closed) expect(await atEndOf(month), `${month} of seed ${seed}`).toBe(said)
    expect(await world.worker(undefined, async (work) => [...(await checkBooks(work)), ...(await checkBillingBooks(work)), ...(await checkOpenItems(work))])).toEqual([])
    return { done, closed: closed.size }
  } finally {
    await world.drop()
  }
}

test.each([1, 2])("whatever happens in whatever order, the books agree and a closed month says what it said (%s)", { timeout: 60_000 }, async (seed) => {
  const { done, closed } = await live(seed, 90)
  expect(closed).toBeGreaterThan(1)
  expect([...done.keys()].sort()).toEqual(["apply", "close", "credit", "giveUp", "order", "pay", "refund", "round", "wait", "write"])
})
