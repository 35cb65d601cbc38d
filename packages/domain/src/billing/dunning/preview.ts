import type { Work } from "@entrepot/db"
import { businessDate, daysBetween, moneyToJson } from "@entrepot/kernel"
import { authorize, getTenant } from "../../tenancy/index.ts"
import { DUNNING_STAGES, PreviewDunning, type DunningPreview, type DunningRow, type DunningStage } from "../contract.ts"
import { moneyOf } from "../payments/shares.ts"
import { nextStep, policyIn, RANK, retryOn, sooner, stageOf, type Policy } from "./dunning.ts"
import { policyInForce, policyOf, viewOf } from "./policy.ts"
import { collectedInvoices, standings, type AccountStanding, type CollectedInvoice } from "./standings.db.ts"

/** Who is where, and where a policy would put them today: the one in force, or a draft of one. Writes nothing; four statements. */
export async function previewDunning(work: Work, input: PreviewDunning = {}): Promise<DunningPreview> {
  authorize(work, "dunning.manage")
  const ask = PreviewDunning.parse(input)
  const [kept, tenant] = await Promise.all([policyInForce(work), getTenant(work)])
  const policy = ask.policy ? policyOf(ask.policy, kept.version, tenant.currency) : kept
  const today = businessDate(work.now, tenant.zone).toString()
  const [everybody, collected] = await Promise.all([standings(work, today), collectedInvoices(work, tenant.zone)])
  const rows = everybody.map((standing) => rowOf(standing, policyIn(policy, standing.currency, tenant.currency), today, collected))
  const asked = rows.filter((row) => (ask.now === undefined || row.stage === ask.now) && (ask.stage === undefined || row.becomes === ask.stage) && (!ask.moving || row.stage !== row.becomes) && (ask.accountId === undefined || row.accountId === ask.accountId))
  return {
    rows: asked.slice(0, ask.limit), found: asked.length, now: counted(rows, (row) => row.stage), counts: counted(rows, (row) => row.becomes),
    moves: { up: rows.filter((row) => RANK[row.becomes] > RANK[row.stage]).length, down: rows.filter((row) => RANK[row.becomes] < RANK[row.stage]).length },
    policy: viewOf({ ...policy, savedAt: ask.policy ? null : kept.savedAt, by: ask.policy ? "" : kept.by }, tenant.currency), today,
  }
}

function counted(rows: readonly DunningRow[], stageIn: (row: DunningRow) => DunningStage): Record<DunningStage, number> {
  return Object.fromEntries(DUNNING_STAGES.map((stage) => [stage, rows.filter((row) => stageIn(row) === stage).length])) as Record<DunningStage, number>
}

function rowOf(standing: AccountStanding, policy: Policy, today: string, collected: readonly CollectedInvoice[]): DunningRow {
  const { overdueMinor, oldestDueOn, episode: _episode, lifts: _lifts, ...rest } = standing
  const [retry] = collected.filter((one) => one.accountId === standing.accountId && one.currency === standing.currency && one.hasMethod).flatMap((one) => retryOn(one, policy, today) ?? []).sort()
  return {
    ...rest, overdue: moneyToJson(moneyOf(overdueMinor, standing.currency)), oldestDueOn, overdueDays: oldestDueOn === null ? 0 : daysBetween(oldestDueOn, today),
    becomes: stageOf(standing, policy, today), next: sooner(nextStep(standing, policy, today), retry === undefined ? null : { step: "retry", on: retry }),
  }
}
