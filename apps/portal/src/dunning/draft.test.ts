import { describe, expect, test } from "vitest"
import type { DunningPolicyDraft } from "@entrepot/domain/billing/contract"
import { changesOf, formOf, readForm } from "./draft.ts"

const POLICY: DunningPolicyDraft = { graceDays: 3, noticeDays: [5, 14, 28], retryDays: [1, 3, 7], restrictDays: 30, suspendDays: 45, minimum: { amount: "2550", currency: "EUR" } }
const FORM = formOf(POLICY, ",")

describe("a dunning policy as a form", () => {
  test("comes back as it was", () => {
    expect(FORM).toEqual({ grace: "3", notices: "5, 14, 28", retries: "1, 3, 7", restrict: "30", suspend: "45", minimum: "25,50" })
    expect(readForm(FORM, "EUR", ",")).toEqual({ policy: POLICY, faults: {} })
  })

  test("takes days in any order, mix of separators and twice, and an empty field as never", () => {
    const { policy } = readForm({ ...FORM, notices: "28;5  14,5", retries: "", restrict: "", suspend: " ", minimum: "" }, "EUR", ",")
    expect(policy).toEqual({ ...POLICY, noticeDays: [5, 14, 28], retryDays: [], restrictDays: null, suspendDays: null, minimum: null })
  })

  test.each([
    { when: "the grace is no number", change: { grace: "soon" }, faults: { grace: "range" } },
    { when: "the grace is a season", change: { grace: "91" }, faults: { grace: "range" } },
    { when: "a reminder has no day", change: { notices: "5, x" }, faults: { notices: "days" } },
    { when: "there are too many reminders", change: { notices: "1 2 3 4 5 6 7" }, faults: { notices: "many" } },
    { when: "a card is tried after two months", change: { retries: "61" }, faults: { retries: "days" } },
    { when: "orders stop on day nought", change: { restrict: "0" }, faults: { restrict: "day" } },
    { when: "subscriptions stop before orders do", change: { restrict: "30", suspend: "20" }, faults: { suspend: "order" } },
    { when: "the minimum is no amount", change: { minimum: "a little" }, faults: { minimum: "amount" } },
  ])("says which field is wrong where $when", ({ change, faults }) => {
    expect(readForm({ ...FORM, ...change }, "EUR", ",")).toEqual({ policy: undefined, faults })
  })

  test("says what differs from another", () => {
    expect(changesOf(POLICY, POLICY)).toEqual([])
    expect(changesOf(POLICY, { ...POLICY, graceDays: 0, suspendDays: null })).toEqual(["grace", "suspend"])
  })
})
