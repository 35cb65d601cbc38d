import { describe, expect, test } from "vitest"
import { nextStep, noticeDue, retryDue, stageOf, USUAL_POLICY, type Standing } from "./dunning.ts"

const standing = (oldestDueOn: string | null, more: Partial<Standing> = {}): Standing => ({ overdueMinor: 10_000n, oldestDueOn, stage: "none", episode: 1, ...more })

test.each([
  { when: "nothing is due", due: null, stage: "none" },
  { when: "it is within the grace", due: "2026-11-25", stage: "none" },
  { when: "the grace is over", due: "2026-11-24", stage: "overdue" },
  { when: "it is a month late", due: "2026-10-29", stage: "restricted" },
  { when: "it is six weeks late", due: "2026-10-14", stage: "suspended" },
] as const)("somebody is put to their stage when $when", ({ due, stage }) => expect(stageOf(standing(due), USUAL_POLICY, "2026-11-28")).toBe(stage))

test("little money is let be", () => expect(stageOf(standing("2026-01-01", { overdueMinor: 99n }), { ...USUAL_POLICY, minimumMinor: 100n }, "2026-11-28")).toBe("none"))

describe("reminders", () => {
  test.each([["2026-11-24", 0], ["2026-11-23", 1], ["2026-11-14", 2], ["2026-10-31", 3], ["2026-01-01", 3]] as const)("due on %s, the latest one is number %d", (due, notice) => expect(noticeDue(standing(due), USUAL_POLICY, "2026-11-28")).toBe(notice))
  test("what comes next is said with its day", () => {
    expect(nextStep(standing("2026-11-20"), USUAL_POLICY, "2026-11-28")).toEqual({ step: "notice", on: "2026-12-04" })
    expect(nextStep(standing("2026-10-31"), USUAL_POLICY, "2026-11-28")).toEqual({ step: "restricted", on: "2026-11-30" })
    expect(nextStep(standing("2026-01-01"), USUAL_POLICY, "2026-11-28")).toBeNull()
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
