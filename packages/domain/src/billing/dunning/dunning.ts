import { daysBetween, Temporal } from "@entrepot/kernel"
import type { DunningPolicyDraft, DunningStage, DunningStep } from "../contract.ts"

export type Policy = Omit<DunningPolicyDraft, "minimum"> & { readonly version: number; readonly minimumMinor: bigint }

/** What is done where nobody has said anything else: three reminders, three tries, then orders and subscriptions stop. */
export const USUAL_POLICY: Policy = { version: 0, graceDays: 3, noticeDays: [5, 14, 28], retryDays: [1, 3, 7], restrictDays: 30, suspendDays: 45, minimumMinor: 0n }

/** How much is stopped at a stage. */
export const RANK: Readonly<Record<DunningStage, number>> = { none: 0, overdue: 1, restricted: 2, suspended: 3 }

/** Where a customer stands in one currency. */
export type Standing = { readonly overdueMinor: bigint; readonly oldestDueOn: string | null; readonly stage: DunningStage; readonly episode: number }

const dayAfter = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString()

/** The policy for what is owed in a currency. Its smallest amount is in the tenant's own; in another every amount counts. */
export function policyIn(policy: Policy, currency: string, own: string): Policy {
  return currency === own ? policy : { ...policy, minimumMinor: 0n }
}

/** Where the policy puts somebody today. Nothing happens within the grace, or for less than the policy's minimum. */
export function stageOf({ overdueMinor, oldestDueOn }: Pick<Standing, "overdueMinor" | "oldestDueOn">, policy: Policy, today: string): DunningStage {
  if (oldestDueOn === null || overdueMinor === 0n || overdueMinor < policy.minimumMinor) return "none"
  const late = daysBetween(oldestDueOn, today)
  if (late <= policy.graceDays) return "none"
  if (policy.suspendDays !== null && late >= policy.suspendDays) return "suspended"
  return policy.restrictDays !== null && late >= policy.restrictDays ? "restricted" : "overdue"
}

/** Which reminder is due by now, counted from one; the latest alone, so that a day that was missed sends no burst. 0 is none. */
export function noticeDue(standing: Standing, policy: Policy, today: string): number {
  if (stageOf(standing, policy, today) === "none" || standing.oldestDueOn === null) return 0
  const late = daysBetween(standing.oldestDueOn, today)
  return [...policy.noticeDays].sort((one, other) => one - other).filter((day) => day <= late).length
}

type NextStep = { readonly step: DunningStep; readonly on: string }

/** What happens next, and when, if nothing is paid. Whatever the policy puts inside the grace happens on the day after it. */
export function nextStep(standing: Standing, policy: Policy, today: string): NextStep | null {
  const { oldestDueOn } = standing
  if (oldestDueOn === null || standing.overdueMinor === 0n || standing.overdueMinor < policy.minimumMinor) return null
  const late = daysBetween(oldestDueOn, today)
  const steps: { step: DunningStep; day: number }[] = [
    ...(policy.suspendDays === null ? [] : [{ step: "suspended" as const, day: policy.suspendDays }]), ...(policy.restrictDays === null ? [] : [{ step: "restricted" as const, day: policy.restrictDays }]),
    ...policy.noticeDays.map((day) => ({ step: "notice" as const, day })),
  ]
  const [next] = steps.map(({ step, day }) => ({ step, day: Math.max(day, policy.graceDays + 1) })).filter(({ day }) => day > late).sort((one, other) => one.day - other.day)
  return next ? { step: next.step, on: dayAfter(oldestDueOn, next.day) } : null
}

/** The earlier of two; on the same day the first. */
export const sooner = (one: NextStep | null, other: NextStep | null): NextStep | null => (one && other ? (other.on < one.on ? other : one) : (one ?? other))

/** An invoice that is charged by itself, with what was tried: `failedOn` is the day of its first failure, `retries` how many tries were spent after that. */
export type Collected = { readonly failedOn: string | null; readonly retries: number; readonly lastDecline: "soft" | "hard" | null; readonly methodIsNew: boolean }

/**
 * Whether it is tried again today. A hard decline waits for another method, and then is tried at once; a soft one follows the
 * policy's days. Where it was never tried, there was no method: it is tried as soon as there is one.
 */
export function retryDue({ failedOn, retries, lastDecline, methodIsNew }: Collected, policy: Policy, today: string): "now" | "later" | "never" | "waits_for_method" {
  if (failedOn === null) return "now"
  if (lastDecline === "hard" && !methodIsNew) return "waits_for_method"
  if (methodIsNew) return "now"
  const day = [...policy.retryDays].sort((one, other) => one - other)[retries]
  if (day === undefined) return "never"
  return today >= dayAfter(failedOn, day) ? "now" : "later"
}

/** The day on which a charge that failed is tried again; null where nothing but another method would help. */
export function retryOn({ failedOn, retries, lastDecline, methodIsNew }: Collected, policy: Policy, today: string): string | null {
  if (failedOn === null || (lastDecline === "hard" && !methodIsNew)) return null
  const day = [...policy.retryDays].sort((one, other) => one - other)[retries]
  const on = methodIsNew ? today : day === undefined ? null : dayAfter(failedOn, day)
  return on !== null && on < today ? today : on
}
