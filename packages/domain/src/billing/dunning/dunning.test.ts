import { describe, expect, test } from "vitest"
import { nextStep, noticeDue, policyIn, retryDue, retryOn, sooner, stageOf, USUAL_POLICY, type Standing } from "./dunning.ts"

const standing = (oldestDueOn: string | null, more: Partial<Standing> = {}): Standing => ({ overdueMinor: 10_000n, oldestDueOn, stage: "none", episode: 1, ...more })

test.each([
  { when: "nothing is due", due: null, stage: "none" },
  { when: "it is within the grace", due: "2026-11-25", stage: "none" },
  { when: "the grace is over", due: "2026-11-24", stage: "overdue" },
  { when: "it is a month late", due: "2026-10-29", stage: "restricted" },
  { when: "it is six weeks late", due: "2026-10-14", stage: "suspended" },
] as const)("somebody is put to their stage when $when", ({ due, stage }) => expect(stageOf(standing(due), USUAL_POLICY, "2026-11-28")).toBe(stage))

test("little money is let be", () => expect(stageOf(standing("2026-01-01", { overdueMinor: 99n }), { ...USUAL_POLICY, minimumMinor: 100n }, "2026-11-28")).toBe("none"))

test("the smallest amount is one of the tenant's currency, and says nothing of another", () => {
  const policy = { ...USUAL_POLICY, minimumMinor: 5_000n }
  const yen = standing("2026-01-01", { overdueMinor: 4_000n })
  expect(stageOf(yen, policyIn(policy, "EUR", "EUR"), "2026-11-28")).toBe("none")
  expect(stageOf(yen, policyIn(policy, "JPY", "EUR"), "2026-11-28")).toBe("suspended")
})

describe("reminders", () => {
  test.each([["2026-11-24", 0], ["2026-11-23", 1], ["2026-11-14", 2], ["2026-10-31", 3], ["2026-01-01", 3]] as const)("due on %s, the latest one is number %d", (due, notice) => expect(noticeDue(standing(due), USUAL_POLICY, "2026-11-28")).toBe(notice))
  test("what comes next is said with its day", () => {
    expect(nextStep(standing("2026-11-20"), USUAL_POLICY, "2026-11-28")).toEqual({ step: "notice", on: "2026-12-04" })
    expect(nextStep(standing("2026-10-31"), USUAL_POLICY, "2026-11-28")).toEqual({ step: "restricted", on: "2026-11-30" })
    expect(nextStep(standing("2026-01-01"), USUAL_POLICY, "2026-11-28")).toBeNull()
  })
  test("what the policy puts inside the grace happens on the day after it", () => {
    const lenient = { ...USUAL_POLICY, graceDays: 20, restrictDays: 10, suspendDays: null }
    expect(nextStep(standing("2026-11-27"), lenient, "2026-11-28")).toEqual({ step: "restricted", on: "2026-12-18" })
    expect(stageOf(standing("2026-11-27"), lenient, "2026-12-17")).toBe("none")
    expect(stageOf(standing("2026-11-27"), lenient, "2026-12-18")).toBe("restricted")
  })
})

test.each([
  { when: "it was never tried", of: { failedOn: null, retries: 0, lastDecline: null, methodIsNew: false }, outcome: "now" },
  { when: "the first day has not come", of: { failedOn: "2026-11-28", retries: 0, lastDecline: "soft", methodIsNew: false }, outcome: "later" },
  { when: "the second day has come", of: { failedOn: "2026-11-25", retries: 1, lastDecline: "soft", methodIsNew: false }, outcome: "now" },
  { when: "all tries are spent", of: { failedOn: "2026-11-01", retries: 3, lastDecline: "soft", methodIsNew: false }, outcome: "never" },
  { when: "the card was refused for good", of: { failedOn: "2026-11-01", retries: 0, lastDecline: "hard", methodIsNew: false }, outcome: "waits_for_method" },
  { when: "there is another card", of: { failedOn: "2026-11-28", retries: 3, lastDecline: "hard", methodIsNew: true }, outcome: "now" },
] as const)("a charge is tried again when $when: $outcome", ({ of, outcome }) => expect(retryDue(of, USUAL_POLICY, "2026-11-28")).toBe(outcome))

test.each([
  { when: "the first try failed today", of: { failedOn: "2026-11-28", retries: 0, lastDecline: "soft", methodIsNew: false }, on: "2026-11-29" },
  { when: "its day has passed", of: { failedOn: "2026-11-20", retries: 1, lastDecline: "soft", methodIsNew: false }, on: "2026-11-28" },
  { when: "all tries are spent", of: { failedOn: "2026-11-20", retries: 3, lastDecline: "soft", methodIsNew: false }, on: null },
  { when: "the card was refused for good", of: { failedOn: "2026-11-20", retries: 0, lastDecline: "hard", methodIsNew: false }, on: null },
  { when: "there is another card", of: { failedOn: "2026-11-20", retries: 0, lastDecline: "hard", methodIsNew: true }, on: "2026-11-28" },
] as const)("the day of the next try is $on when $when", ({ of, on }) => expect(retryOn(of, USUAL_POLICY, "2026-11-28")).toBe(on))

test("of two steps the sooner comes next, and on one day what stops more", () => {
  const [stop, retry] = [{ step: "restricted", on: "2026-12-01" }, { step: "retry", on: "2026-12-01" }] as const
  expect(sooner(stop, retry)).toBe(stop)
  expect(sooner(stop, { ...retry, on: "2026-11-30" })).toMatchObject({ step: "retry" })
  expect(sooner(null, retry)).toBe(retry)
})
