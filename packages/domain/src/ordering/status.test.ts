import { describe, expect, test } from "vitest"
import * as fc from "fast-check"
import { addQuantity, compareQuantities, currency, money, quantity, type Quantity } from "@entrepot/kernel"
import { decideNext, decideSubmission, poVerdict, type Submission } from "./decide-submission.ts"
import { amountsOf, cancelled, openBase, orderedBase, type OrderLine } from "./order.ts"
import { mayHoldStock, statusOf, type StatusFacts } from "./status.ts"

const q = (text: string) => quantity(text)
const line = (of: Partial<OrderLine> = {}): OrderLine => ({
  lineId: "l", position: 1, productId: "p", sku: "A", name: "A", categoryPath: "a.", unit: "box", factor: q("12"), quantity: q("2"), shippedBase: q("0"), cancelledBase: q("0"), invoicedBase: q("0"), shipToId: null, requestedOn: null,
  unitPrice: "9.99" as OrderLine["unitPrice"], netMinor: 0n, taxPercent: "19", taxJurisdiction: "DE", taxBasis: null, supplyPrice: "5" as OrderLine["supplyPrice"], supplyMinor: 0n, snapshot: null, promiseOn: null, promiseReason: null, pickedAt: null, cancelledAt: null, ...of,
})
const facts = (of: Partial<StatusFacts> = {}): StatusFacts => ({ submittedAt: "2026-01-01", closedAt: null, approval: "not_needed", hold: null, lines: [line()], ...of })

describe("a status follows from facts", () => {
  const shipped = line({ shippedBase: q("24") })
  const part = line({ shippedBase: q("7") })
  test.each<{ when: string; of: Partial<StatusFacts>; status: string }>([
    { when: "it was never submitted", of: { submittedAt: null, hold: {} }, status: "draft" },
    { when: "everybody agrees", of: {}, status: "confirmed" },
    { when: "somebody has to approve", of: { approval: "pending" }, status: "awaiting_approval" },
    { when: "credit holds it, whoever else has to approve", of: { approval: "pending", hold: { code: "x" } }, status: "on_hold" },
    { when: "an approver said no", of: { approval: "rejected" }, status: "rejected" },
    { when: "nobody said anything in time", of: { approval: "expired" }, status: "rejected" },
    { when: "a part of a line has left", of: { lines: [part] }, status: "partly_shipped" },
    { when: "one of two lines has left", of: { lines: [shipped, line()] }, status: "partly_shipped" },
    { when: "everything has left", of: { lines: [shipped] }, status: "shipped" },
    { when: "what had not left was given up", of: { lines: [cancelled(part, "now", "EUR")] }, status: "shipped" },
    { when: "everything was given up", of: { lines: [cancelled(line(), "now", "EUR")] }, status: "cancelled" },
    { when: "everything was given up while it was held", of: { hold: { code: "x" }, lines: [cancelled(line(), "now", "EUR")] }, status: "cancelled" },
    { when: "a change of a part shipment needs approval again", of: { approval: "pending", lines: [part] }, status: "awaiting_approval" },
    { when: "it was closed", of: { closedAt: "2026-02-01", lines: [shipped] }, status: "closed" },
  ])("when $when it is $status", ({ of, status }) => expect(statusOf(facts(of))).toBe(status))

  const anyLine = fc.record({ ordered: fc.integer({ min: 1, max: 50 }), shipped: fc.nat(50), cancelled: fc.boolean() }).map(({ ordered, shipped, cancelled: gone }) => {
    const one = line({ factor: q("1"), quantity: q(String(ordered)), shippedBase: q(String(Math.min(ordered, shipped))) })
    return gone ? cancelled(one, "now", "EUR") : one
  })
  const anyFacts = fc.record({
    submittedAt: fc.constantFrom(null, "2026-01-01"), closedAt: fc.constantFrom(null, "2026-01-02"), approval: fc.constantFrom("not_needed" as const, "pending" as const, "approved" as const, "rejected" as const, "expired" as const),
    hold: fc.constantFrom(null, { code: "x" }), lines: fc.array(anyLine, { minLength: 1, maxLength: 5 }),
  })

  test("stock is only ever held where nobody has to be asked and something is open", () => {
    fc.assert(fc.property(anyFacts, (of) => {
      if (!mayHoldStock(statusOf(of))) return
      expect(of.hold).toBeNull()
      expect(["not_needed", "approved"]).toContain(of.approval)
      expect(of.lines.some((one) => openBase(one) !== "0")).toBe(true)
    }))
  })

  test("the order of the lines says nothing", () => fc.assert(fc.property(anyFacts, (of) => void expect(statusOf({ ...of, lines: [...of.lines].reverse() })).toBe(statusOf(of)))))

  test("shipping more never makes less of an order that is confirmed", () => {
    fc.assert(fc.property(fc.array(anyLine, { minLength: 1, maxLength: 5 }), (lines) => {
      const ranks = ["cancelled", "confirmed", "partly_shipped", "shipped"]
      const more = lines.map((one) => (one.cancelledAt ? one : { ...one, shippedBase: orderedBase(one) }))
      expect(ranks.indexOf(statusOf(facts({ lines: more })))).toBeGreaterThanOrEqual(ranks.indexOf(statusOf(facts({ lines }))))
    }))
  })

  test("ordered is shipped plus open, always", () => {
    fc.assert(fc.property(anyLine, (one) => {
      expect(addQuantity(one.shippedBase, openBase(one))).toBe(orderedBase(one))
      expect(compareQuantities(openBase(one), "0" as Quantity)).toBeGreaterThanOrEqual(0)
    }))
  })
})

describe("the amounts of a line", () => {
  test("are rounded once", () => expect(amountsOf(line({ unitPrice: "0.125" as OrderLine["unitPrice"], quantity: q("3") }), "EUR")).toMatchObject({ netMinor: 38n }))
  test("of a line that was given up are nothing", () => expect(cancelled(line(), "now", "EUR")).toMatchObject({ netMinor: 0n, supplyMinor: 0n }))
  test("of a line that was given up in part are those of what shipped", () => expect(cancelled(line({ shippedBase: q("12") }), "now", "EUR")).toMatchObject({ netMinor: 999n, supplyMinor: 500n }))
})

const eur = (amount: bigint) => money(amount, currency("EUR"))
const level = { name: "Approver", mode: "any" as const, roles: ["x"], because: [] }
const submission = (of: Partial<Submission> = {}): Submission => ({
  total: eur(60n), prepaid: false, credit: { limit: eur(100n), exposure: eur(0n) }, cleared: null, levels: [], lines: [{ sku: "A", problems: [] }], accountBlocked: false, po: { code: "fine" }, usedPoAccepted: false, expectedTotal: null, ...of,
})

describe("submitting an order", () => {
  test.each<{ when: string; of: Partial<Submission>; outcome: object }>([
    { when: "it has no lines", of: { lines: [] }, outcome: { refused: "order_is_empty" } },
    { when: "its account is blocked", of: { accountBlocked: true }, outcome: { refused: "account_is_blocked" } },
    { when: "a line may not be sold", of: { lines: [{ sku: "A", problems: [] }, { sku: "B", problems: [{ code: "not_entitled" }] }] }, outcome: { refused: "lines_need_attention", facts: { count: 1, sku: "B", problem: "not_entitled" } } },
    { when: "the PO number is missing", of: { po: { code: "missing" } }, outcome: { refused: "po_number_is_missing" } },
    { when: "the PO number was used and has to be unique", of: { po: { code: "used", blocks: true, number: "7" } }, outcome: { refused: "po_number_was_used", facts: { number: "7" } } },
    { when: "the buyer means the PO number that was used", of: { po: { code: "used", blocks: true, number: "7" }, usedPoAccepted: true }, outcome: { step: "confirm" } },
    { when: "the PO number was used and only warns", of: { po: { code: "used", blocks: false, number: "7" } }, outcome: { step: "confirm" } },
    { when: "the total is not the one on the screen", of: { expectedTotal: eur(59n) }, outcome: { refused: "total_changed" } },
    { when: "it takes the account over its limit", of: { credit: { limit: eur(100n), exposure: eur(41n) } }, outcome: { step: "hold", code: "credit_limit_exceeded" } },
    { when: "it lands exactly on the limit", of: { credit: { limit: eur(100n), exposure: eur(40n) } }, outcome: { step: "confirm" } },
    { when: "the account has no limit", of: { credit: { limit: null, exposure: eur(10n ** 12n) } }, outcome: { step: "confirm" } },
    { when: "the limit is zero", of: { credit: { limit: eur(0n), exposure: eur(0n) } }, outcome: { step: "hold" } },
    { when: "it is prepaid", of: { prepaid: true, credit: { limit: eur(0n), exposure: eur(0n) } }, outcome: { step: "confirm" } },
    { when: "the credit desk agreed to as much before", of: { cleared: eur(60n), credit: { limit: eur(0n), exposure: eur(0n) } }, outcome: { step: "confirm" } },
    { when: "it has grown beyond what the credit desk agreed to", of: { cleared: eur(59n), credit: { limit: eur(0n), exposure: eur(0n) } }, outcome: { step: "hold" } },
    { when: "somebody has to approve", of: { levels: [level] }, outcome: { step: "approval", levels: [level] } },
    { when: "it breaks the limit and somebody has to approve", of: { levels: [level], credit: { limit: eur(1n), exposure: eur(0n) } }, outcome: { step: "hold" } },
  ])("when $when", ({ of, outcome }) => expect(decideSubmission(submission(of))).toMatchObject(outcome))

  test("credit never passes above the limit without somebody's word", () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 1000n }), fc.bigInt({ min: 0n, max: 1000n }), fc.bigInt({ min: 0n, max: 1000n }), (total, exposure, limit) => {
      const { step } = decideNext({ ...submission(), total: eur(total), credit: { limit: eur(limit), exposure: eur(exposure) } })
      expect(step === "confirm").toBe(total + exposure <= limit)
    }))
  })

  test.each([
    { policy: "optional" as const, po: "", usedBy: null, verdict: { code: "fine" } },
    { policy: "required" as const, po: "", usedBy: null, verdict: { code: "missing" } },
    { policy: "unique" as const, po: "", usedBy: null, verdict: { code: "missing" } },
    { policy: "required" as const, po: "1", usedBy: "ZW-1", verdict: { code: "used", blocks: false, number: "ZW-1" } },
    { policy: "unique" as const, po: "1", usedBy: "ZW-1", verdict: { code: "used", blocks: true, number: "ZW-1" } },
  ])("a PO number '$po' that is $policy, used by $usedBy", ({ policy, po, usedBy, verdict }) => expect(poVerdict(policy, po, usedBy)).toEqual(verdict))
})
