import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { AttemptStatus } from "../contract.ts"
import { isFinished, nextStep, spread } from "./attempt.ts"
import type { PaymentOutcome } from "./gateway.ts"

const eur = { amount: "100", currency: "EUR" }
const succeeded: PaymentOutcome = { status: "succeeded", version: 5, paymentRef: "p", amount: eur }
const failed: PaymentOutcome = { status: "failed", version: 5, paymentRef: "p", decline: "hard", code: "stolen_card", message: "" }
const action: PaymentOutcome = { status: "requires_action", version: 5, paymentRef: "p", redirectUrl: "https://bank.example" }

describe("what an outcome makes of an attempt", () => {
  test.each([
    { when: "it was submitted and the card pays", status: "submitted", version: 0, outcome: succeeded, step: { step: "pay" } },
    { when: "money arrives after it failed", status: "failed", version: 9, outcome: succeeded, step: { step: "pay" } },
    { when: "money arrives with an old version", status: "unknown", version: 9, outcome: succeeded, step: { step: "pay" } },
    { when: "success is told twice", status: "succeeded", version: 5, outcome: succeeded, step: { step: "ignore" } },
    { when: "a failure comes after success", status: "succeeded", version: 5, outcome: { ...failed, version: 6 }, step: { step: "ignore" } },
    { when: "the bank asks", status: "submitted", version: 0, outcome: action, step: { step: "wait", status: "requires_action" } },
    { when: "an older question comes after it failed", status: "failed", version: 5, outcome: action, step: { step: "ignore" } },
    { when: "an older answer comes later", status: "requires_action", version: 6, outcome: failed, step: { step: "ignore" } },
    { when: "the card is refused for good", status: "submitted", version: 0, outcome: failed, step: { step: "fail", decline: "hard" } },
    { when: "nobody knows", status: "submitted", version: 0, outcome: { status: "unknown", version: 1, message: "" } as PaymentOutcome, step: { step: "wait", status: "unknown" } },
    { when: "the provider never heard of it", status: "unknown", version: 1, outcome: { status: "not_found", version: 2 } as PaymentOutcome, step: { step: "fail", decline: "soft", code: "never_charged" } },
  ] as const)("when $when", ({ status, version, outcome, step }) => expect(nextStep({ status, providerVersion: version }, outcome)).toMatchObject(step))

  test("whatever the order in which outcomes arrive, money that arrived is a payment exactly once", () => {
    const outcomes: readonly PaymentOutcome[] = [succeeded, failed, action, { status: "unknown", version: 1, message: "" }, { status: "processing", version: 2, paymentRef: "p" }]
    fc.assert(fc.property(fc.shuffledSubarray([...outcomes, ...outcomes], { minLength: 1 }), (order) => {
      let status: AttemptStatus = "submitted"
      let version = 0
      let paid = 0
      for (const outcome of order) {
        const step = nextStep({ status, providerVersion: version }, outcome)
        if (step.step === "ignore") continue
        status = step.step === "pay" ? "succeeded" : step.step === "fail" ? "failed" : step.status
        version = Math.max(version, outcome.version)
        if (step.step === "pay") paid += 1
      }
      expect(paid).toBe(order.includes(succeeded) ? 1 : 0)
      if (paid) expect(isFinished(status) && status).toBe("succeeded")
    }))
  })
})

test("what arrives is spread in order and adds up exactly", () => {
  const want = fc.record({ invoiceId: fc.uuid(), amountMinor: fc.bigInt({ min: 1n, max: 1_000n }), openMinor: fc.bigInt({ min: 0n, max: 1_000n }) })
  fc.assert(fc.property(fc.bigInt({ min: 1n, max: 5_000n }), fc.array(want, { maxLength: 8 }), (amount, wanted) => {
    const { shares, restMinor } = spread(amount, wanted)
    expect(shares.reduce((sum, share) => sum + share.amountMinor, 0n) + restMinor).toBe(amount)
    expect(restMinor).toBeGreaterThanOrEqual(0n)
  }))
})
