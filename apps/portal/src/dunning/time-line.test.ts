import { expect, test } from "vitest"
import type { DunningPolicyDraft } from "@entrepot/domain/billing/contract"
import { lineOf } from "./time-line.ts"

const POLICY: DunningPolicyDraft = { graceDays: 3, noticeDays: [14, 5], retryDays: [1], restrictDays: 30, suspendDays: 45, minimum: null }

test("a policy is days after the due day, in their order, and the stages between them", () => {
  const { moments, bands, end } = lineOf(POLICY)
  expect(moments).toEqual([
    { day: 0, what: "due" }, { day: 1, what: "grace" }, { day: 4, what: "overdue" }, { day: 5, what: "notice", number: 1 }, { day: 14, what: "notice", number: 2 }, { day: 30, what: "restricted" }, { day: 45, what: "suspended" },
  ])
  expect(bands).toEqual([{ stage: "none", from: 0, to: 4 }, { stage: "overdue", from: 4, to: 30 }, { stage: "restricted", from: 30, to: 45 }, { stage: "suspended", from: 45, to: end }])
})

test("what lies inside the grace happens on the day after it, the latest reminder alone", () => {
  const { moments, bands } = lineOf({ ...POLICY, graceDays: 20, restrictDays: 10, suspendDays: null })
  expect(moments.slice(2)).toEqual([{ day: 21, what: "overdue" }, { day: 21, what: "notice", number: 2 }, { day: 21, what: "restricted" }])
  expect(bands.map(({ stage }) => stage)).toEqual(["none", "restricted"])
})

test("where nothing is ever stopped the line ends overdue", () => {
  const { bands, end } = lineOf({ ...POLICY, graceDays: 0, noticeDays: [], restrictDays: null, suspendDays: null })
  expect(bands).toEqual([{ stage: "none", from: 0, to: 1 }, { stage: "overdue", from: 1, to: end }])
})
