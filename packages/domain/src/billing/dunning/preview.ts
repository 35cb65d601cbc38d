import type { Work } from "@entrepot/db"
import { businessDate, moneyToJson, Temporal } from "@entrepot/kernel"
import { authorize, getTenant } from "../../tenancy/index.ts"
import { DUNNING_STAGES, PreviewDunning, type DunningPreview, type DunningRow, type DunningStage } from "../contract.ts"
import { moneyOf } from "../payments/shares.ts"
import { nextStep, stageOf, type Policy } from "./dunning.ts"
import { policyInForce, policyOf, viewOf } from "./policy.ts"
import { standings, type AccountStanding } from "./standings.db.ts"

/** Who is where, and where a policy would put them today: the one in force, or a draft of one. Writes nothing; three statements. */
export async function previewDunning(work: Work, input: PreviewDunning = {}): Promise<DunningPreview> {
  authorize(work, "dunning.manage")
  const ask = PreviewDunning.parse(input)
  const [kept, tenant] = await Promise.all([policyInForce(work), getTenant(work)])
  const policy = ask.policy ? policyOf(ask.policy, kept.version, tenant.currency) : kept
  const today = businessDate(work.now, tenant.zone).toString()
  const rows = (await standings(work, today)).map((standing) => rowOf(standing, policy, today))
  const counts = Object.fromEntries(DUNNING_STAGES.map((stage) => [stage, rows.filter((row) => row.becomes === stage).length])) as Record<DunningStage, number>
  const shown = rows.filter((row) => row.invoices > 0 && (ask.stage === undefined || row.becomes === ask.stage)).slice(0, ask.limit)
  return { rows: shown, counts, policy: viewOf({ ...policy, savedAt: ask.policy ? null : kept.savedAt, by: ask.policy ? "" : kept.by }, tenant.currency), today }
}

function rowOf(standing: AccountStanding, policy: Policy, today: string): DunningRow {
  const { overdueMinor, oldestDueOn, episode: _episode, ...rest } = standing
  const due = oldestDueOn ?? today
  return {
    ...rest, overdue: moneyToJson(moneyOf(overdueMinor, standing.currency)), oldestDueOn: due, overdueDays: Temporal.PlainDate.from(due).until(Temporal.PlainDate.from(today), { largestUnit: "days" }).days,
    becomes: stageOf(standing, policy, today), next: nextStep(standing, policy, today),
  }
}
