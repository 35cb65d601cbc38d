import type { DunningPolicyDraft } from "@entrepot/domain/billing/contract"

export type Moment = { readonly day: number; readonly what: "due" | "grace" | "overdue" | "notice" | "restricted" | "suspended"; /** Which reminder, counted from one. */ readonly number?: number }
export type Band = { readonly from: number; readonly to: number; readonly stage: "none" | "overdue" | "restricted" | "suspended" }
export type PolicyLine = { /** The last day that is drawn. */ readonly end: number; readonly moments: readonly Moment[]; readonly bands: readonly Band[] }

/** The days after the due day as the policy spends them. What it puts inside the grace happens on the day after it. */
export function lineOf({ graceDays, noticeDays, restrictDays, suspendDays }: DunningPolicyDraft): PolicyLine {
  const overdue = graceDays + 1
  const after = (day: number | null) => (day === null ? null : Math.max(day, overdue))
  const [restricted, suspended] = [after(restrictDays), after(suspendDays)]
  const notices = [...noticeDays].sort((one, other) => one - other)
  // Of several reminders inside the grace the latest alone goes out.
  const sent = notices.map((day, at) => ({ day: Math.max(day, overdue), number: at + 1 })).filter(({ day }, at, all) => all[at + 1]?.day !== day)
  const moments: Moment[] = [
    { day: 0, what: "due" }, ...(graceDays > 0 ? [{ day: 1, what: "grace" as const }] : []), { day: overdue, what: "overdue" }, ...sent.map((notice) => ({ ...notice, what: "notice" as const })),
    ...(restricted === null ? [] : [{ day: restricted, what: "restricted" as const }]), ...(suspended === null ? [] : [{ day: suspended, what: "suspended" as const }]),
  ]
  const last = Math.max(10, ...moments.map(({ day }) => day))
  const end = last + Math.max(3, Math.ceil(last * 0.15))
  return { end, moments: moments.sort((one, other) => one.day - other.day), bands: bandsOf({ overdue, restricted, suspended, end }) }
}

function bandsOf({ overdue, restricted, suspended, end }: { readonly overdue: number; readonly restricted: number | null; readonly suspended: number | null; readonly end: number }): Band[] {
  const starts = ([["none", 0], ["overdue", overdue], ["restricted", restricted], ["suspended", suspended]] as const).flatMap(([stage, from]) => (from === null ? [] : [{ stage, from }]))
  return starts.map((band, at) => ({ ...band, to: starts[at + 1]?.from ?? end })).filter(({ from, to }) => to > from)
}
