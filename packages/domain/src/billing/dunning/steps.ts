import { sql } from "kysely"
import { json, record, scoped, scopedInsert, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { restrictCredit } from "../../ordering/index.ts"
import { holdOccurrence, releaseAccount, RESTRICTED, SUSPENDED } from "../../subscriptions/index.ts"
import type { DunningStage, DunningStep } from "../contract.ts"
import { accountCleared, accountReminded, accountRestricted, accountSuspended } from "../events.ts"
import { RANK } from "./dunning.ts"

export type Where = { readonly accountId: string; readonly currency: string; readonly policyVersion: number; readonly on: string }

/** Writes a step down, once for its key; answers whether it is new, and only then anything may follow from it. */
export async function noteStep(work: Work, { accountId, currency, policyVersion, on }: Where, step: DunningStep, key: string, detail: Readonly<Record<string, string>> = {}): Promise<boolean> {
  const made = await scopedInsert(work, "billing.dunning_entry", {
    account_id: accountId, entry_id: newId(), currency, step, business_key: `${step}:${accountId}:${currency}:${key}`, detail: json(detail), policy_version: policyVersion, occurred_on: on, occurred_at: work.now.toString(),
  }).onConflict((conflict) => conflict.doNothing()).returning("entry_id").executeTakeFirst()
  return made !== undefined
}

export async function remind(work: Work, where: Where, episode: number, notice: number): Promise<boolean> {
  const fresh = await noteStep(work, where, "notice", `${episode}:${notice}`, { notice: String(notice) })
  if (fresh) record(work, accountReminded, { accountId: where.accountId, currency: where.currency, notice })
  return fresh
}

/**
 * Does what a move from one stage to another means: orders and subscriptions stop, or go on. Answers how many steps that were.
 * `lifts` is how often the account was let off before, as read with `from`: whoever falls behind again is stopped again, while a
 * day that runs twice finds its step made.
 */
export async function moveStage(work: Work, where: Where, { from, to, episode, lifts }: { readonly from: DunningStage; readonly to: DunningStage; readonly episode: number; readonly lifts: number }): Promise<number> {
  const up = (stage: "restricted" | "suspended") => RANK[from] < RANK[stage] && RANK[to] >= RANK[stage]
  const round = `${episode}:${lifts}`
  let steps = 0
  if (up("restricted") && (await noteStep(work, where, "restricted", round))) {
    await restrictCredit(work, { ...where, restricted: true })
    record(work, accountRestricted, { accountId: where.accountId, currency: where.currency })
    steps += 1
  }
  if (up("suspended") && (await noteStep(work, where, "suspended", round))) {
    await suspend(work, where)
    steps += 1
  }
  const left = RANK[from] >= RANK.restricted && RANK[to] < RANK[from] ? (from as "restricted" | "suspended") : undefined
  if (left && (await noteStep(work, where, "lifted", `${round}:${left}`, { from: left }))) {
    await lift(work, where, left, to)
    steps += 1
  }
  return steps
}

async function suspend(work: Work, where: Where): Promise<void> {
  for (const id of await occurrences(work, where.accountId, sql`o.status in ('planned', 'notified', 'locked')`)) await holdOccurrence(work, id, "payment", SUSPENDED)
  record(work, accountSuspended, { accountId: where.accountId, currency: where.currency })
}

/** Goes on, unless the account is stopped in another currency still. */
async function lift(work: Work, where: Where, from: "restricted" | "suspended", to: DunningStage): Promise<void> {
  const others = await scoped(work, "billing.dunning_case").select("stage").where("account_id", "=", where.accountId).where("currency", "<>", where.currency).where("stage", "in", ["restricted", "suspended"]).execute()
  const free = to !== "restricted" && others.length === 0
  if (free) await restrictCredit(work, { ...where, restricted: false })
  const comes = from === "suspended" && !others.some((other) => other.stage === "suspended")
  await releaseAccount(work, where.accountId, [...(comes ? [SUSPENDED] as const : []), ...(free ? [RESTRICTED] as const : [])])
  record(work, accountCleared, { accountId: where.accountId, currency: where.currency, from })
}

async function occurrences(work: Work, accountId: string, which: ReturnType<typeof sql>): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select o.occurrence_id as id from subscriptions.occurrence o where o.network_id = ${work.scope.networkId} and o.tenant_id = ${work.scope.tenantId} and o.account_id = ${accountId} and ${which} order by o.occurrence_id`.execute(work.db)
  return rows.map((row) => row.id)
}
