import { sql } from "kysely"
import { actorRecord, audit, enqueue, json, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { DecideParked } from "./contract.ts"
import { goesOn } from "./goes-on.ts"
import { REPEATABLE } from "./runs.ts"

type Parked = { readonly accountId: string; readonly subscriptionId: string; readonly scheduleVersion: number; readonly n: number; readonly code: string | null; readonly status: string }

/**
 * Lets one parked or failed occurrence go, as the distributor: the runner makes it with its next turn, and does not park it for the same again. Of two who
 * decide at once, one does. Refuses `subscriptions.is_not_held`.
 */
export async function releaseParked(work: Work, input: DecideParked): Promise<void> {
  const { parked, ask } = await lockParked(work, input)
  await Promise.all([setDue(work, ask, parked), tell(work, ask, parked, "released")])
  announce(work, ask, parked, "subscription.released")
}

/**
 * Leaves one parked or failed occurrence out. It is skipped in the schedule and handed to the runner, which writes down the skip and the date after it;
 * what was ordered beside the schedule has no date after it, and is over at once. Refuses `subscriptions.is_not_held`.
 */
export async function skipParked(work: Work, input: DecideParked): Promise<void> {
  const { parked, ask } = await lockParked(work, input)
  const over = sql`update subscriptions.occurrence set status = 'skipped', hold_code = null, hold_facts = null, held_at = null, order_at = null, reason = ${ask.reason}, updated_at = ${work.now.toString()} where ${keyOf(work, ask, parked)}`
  await Promise.all([parked.n < 0 ? over.execute(work.db) : setDue(work, ask, parked), tell(work, ask, parked, parked.n < 0 ? "price_refused" : "skip")])
  announce(work, ask, parked, "subscription.occurrence_refused")
}

async function lockParked(work: Work, input: DecideParked): Promise<{ parked: Parked; ask: DecideParked }> {
  authorize(work, "network.subscription.run")
  const ask = DecideParked.parse(input)
  const { rows } = await sql<Parked>`
    select o.account_id as "accountId", o.subscription_id as "subscriptionId", o.schedule_version as "scheduleVersion", o.n, o.hold_code as code, o.status from subscriptions.occurrence o
     where o.network_id = ${work.scope.networkId} and o.tenant_id = ${ask.tenantId} and o.occurrence_id = ${ask.occurrenceId} and ${REPEATABLE} for update`.execute(work.db)
  if (!rows[0]) throw new Refusal("subscriptions.is_not_held", "conflict")
  return { parked: rows[0], ask }
}

const keyOf = (work: Work, { tenantId, occurrenceId }: DecideParked, { accountId }: Parked) => sql`network_id = ${work.scope.networkId} and tenant_id = ${tenantId} and account_id = ${accountId} and occurrence_id = ${occurrenceId}`

async function setDue(work: Work, ask: DecideParked, parked: Parked): Promise<void> {
  await sql`update subscriptions.occurrence set status = 'planned', order_at = ${work.now.toString()}, ${goesOn(work)}, cleared = ${parked.code ? sql`array_append(cleared, ${parked.code})` : sql`cleared`} where ${keyOf(work, ask, parked)}`.execute(work.db)
}

async function tell(work: Work, { tenantId, reason }: DecideParked, { accountId, subscriptionId, scheduleVersion, n, code, status }: Parked, kind: "released" | "skip" | "price_refused"): Promise<void> {
  await sql`insert into subscriptions.occurrence_change (network_id, tenant_id, account_id, subscription_id, change_id, kind, schedule_version, from_n, to_n, detail, reason, actor, occurred_at)
    values (${work.scope.networkId}, ${tenantId}, ${accountId}, ${subscriptionId}, ${newId<"change">(work.now.epochMilliseconds)}, ${kind}, ${scheduleVersion}, ${n}, ${n}, ${json({ code: code ?? status })}::jsonb, ${reason},
      ${json(actorRecord(work.actor))}::jsonb, ${work.now.toString()})`.execute(work.db)
}

function announce(work: Work, { tenantId, occurrenceId, reason }: DecideParked, { code, status }: Parked, action: string): void {
  audit(work, { action, subjectKind: "occurrence", subjectId: occurrenceId, tenantId, reason, before: { held: code ?? status } })
  enqueue(work, { task: "run_occurrences", payload: {}, key: `run_occurrences:${work.scope.networkId}` })
}
