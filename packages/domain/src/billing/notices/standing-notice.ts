import { scoped, type Work } from "@entrepot/db"
import { businessDate, Temporal } from "@entrepot/kernel"
import { getTenant } from "../../tenancy/index.ts"
import type { DunningStage } from "../contract.ts"
import type { Policy } from "../dunning/dunning.ts"
import { policyInForce } from "../dunning/policy.ts"
import { overdueNotice, type OpenNotice } from "./invoice-notice.ts"

/** What a mail about an account that pays late says: what is overdue, which reminder is the last, and what is stopped next, from which day. */
export type StandingNotice = {
  readonly stage: DunningStage; readonly reminders: number; readonly overdue: OpenNotice | undefined
  readonly stop: { readonly stage: "restricted" | "suspended"; readonly on: string } | null
}

/** As it was on the day of `at`, less what has been paid since. Four statements. */
export async function standingNotice(work: Work, { accountId, currency, at }: { readonly accountId: string; readonly currency: string; readonly at: string }): Promise<StandingNotice> {
  const [policy, tenant, kept] = await Promise.all([policyInForce(work), getTenant(work), scoped(work, "billing.dunning_case").select("stage").where("account_id", "=", accountId).where("currency", "=", currency).executeTakeFirst()])
  const today = businessDate(Temporal.Instant.from(at), tenant.zone)
  const overdue = await overdueNotice(work, { accountId, currency, today: today.toString() })
  const [oldest] = overdue?.invoices ?? []
  return { stage: (kept?.stage ?? "none") as DunningStage, reminders: policy.noticeDays.length, overdue, stop: oldest ? nextStop(policy, oldest.dueOn, today) : null }
}

/** The policy counts from the oldest invoice's due day; within the grace nothing is stopped. */
function nextStop({ graceDays, restrictDays, suspendDays }: Policy, dueOn: string, today: Temporal.PlainDate): StandingNotice["stop"] {
  const due = Temporal.PlainDate.from(dueOn)
  const stops = [["restricted", restrictDays], ["suspended", suspendDays]] as const
  const [next] = stops.flatMap(([stage, days]) => (days === null ? [] : [{ stage, on: due.add({ days: Math.max(days, graceDays + 1) }) }]))
    .filter(({ on }) => Temporal.PlainDate.compare(on, today) > 0).sort((one, other) => Temporal.PlainDate.compare(one.on, other.on))
  return next ? { stage: next.stage, on: next.on.toString() } : null
}
