import { sql } from "kysely"
import { audit, enqueue, json, record, type Work } from "@entrepot/db"
import { newId, Refusal, type Facts } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { DecideHeld, type HoldCode } from "./contract.ts"
import { behalfOf } from "./create-subscription.ts"
import { occurrenceHeld } from "./events.ts"
import { goesOn } from "./goes-on.ts"
import { nextRows } from "./rows.ts"
import { writeFacts, writeRows } from "./save-change.db.ts"
import { lockSubscription, recurringOf } from "./subscription.db.ts"
import { ACCEPTABLE, isDecidable, REFUSABLE, RELEASABLE, waitsFor, type ChangeFact, type Decidable, type OccurrenceRow, type Subscription } from "./subscription.ts"

type Found = { readonly subscription: Subscription; readonly row: OccurrenceRow }

/** The occurrence with its subscription, both locked. Throws subscriptions.occurrence_not_found. */
async function lockOccurrence(work: Work, occurrenceId: string): Promise<Found> {
  const { networkId, tenantId, accountId } = work.scope
  const { rows } = await sql<{ id: string }>`select o.subscription_id as id from subscriptions.occurrence o where o.network_id = ${networkId} and o.tenant_id = ${tenantId}
    ${accountId ? sql`and o.account_id = ${accountId}` : sql``} and o.occurrence_id = ${occurrenceId}`.execute(work.db)
  if (!rows[0]) throw new Refusal("subscriptions.occurrence_not_found", "not_found")
  const subscription = await lockSubscription(work, rows[0].id, sql`o.occurrence_id = ${occurrenceId}`)
  const row = subscription.occurrences.find((one) => one.occurrenceId === occurrenceId)
  if (!row) throw new Refusal("subscriptions.occurrence_not_found", "not_found")
  return { subscription, row }
}

/** The customer takes the higher price: the occurrence is made at today's. Refuses `subscriptions.is_not_held`, `occurrence_not_found`. */
export async function acceptPriceRise(work: Work, input: DecideHeld): Promise<void> {
  await release(work, input, ACCEPTABLE, "price_accepted")
}

/** Lets a held occurrence go: it is made with the next turn of the runner, and not held for the same again. */
export async function releaseHeld(work: Work, input: DecideHeld): Promise<void> {
  await release(work, input, RELEASABLE, "released")
}

async function release(work: Work, input: DecideHeld, codes: readonly Decidable[], kind: ChangeFact["kind"]): Promise<void> {
  authorize(work, "subscription.manage")
  const { occurrenceId, reason } = DecideHeld.parse(input)
  const { subscription, row } = await lockOccurrence(work, occurrenceId)
  if (!isDecidable(row, codes)) throw new Refusal("subscriptions.is_not_held", "rule")
  await Promise.all([setDue(work, occurrenceId, row.holdCode), tell(work, subscription, row, kind, reason)])
  audit(work, { action: `subscription.${kind}`, subjectKind: "occurrence", subjectId: occurrenceId, reason, before: { held: waitsFor(row) } })
  enqueue(work, { task: "run_occurrences", payload: {}, key: `run_occurrences:${work.scope.networkId}` })
}

/** The customer does not want it so: this one is skipped, and the schedule goes on. */
export async function refuseHeld(work: Work, input: DecideHeld): Promise<void> {
  authorize(work, "subscription.manage")
  const { occurrenceId, reason } = DecideHeld.parse(input)
  const { subscription, row } = await lockOccurrence(work, occurrenceId)
  if (!isDecidable(row, REFUSABLE)) throw new Refusal("subscriptions.is_not_held", "rule")
  const next = subscription.status === "active" ? nextRows(subscription, await recurringOf(work)) : []
  await Promise.all([
    sql`update subscriptions.occurrence set status = 'skipped', hold_code = null, hold_facts = null, held_at = null, order_at = null, reason = ${reason}, updated_at = ${work.now.toString()}
         where network_id = ${work.scope.networkId} and tenant_id = ${subscription.tenantId} and account_id = ${subscription.accountId} and occurrence_id = ${occurrenceId}`.execute(work.db),
    tell(work, subscription, row, "price_refused", reason),
    ...(next.length > 0 && !subscription.occurrences.some((one) => one.status === "planned" || one.status === "notified") ? [writeRows(work, subscription, next).execute(work.db)] : []),
  ])
  audit(work, { action: "subscription.occurrence_refused", subjectKind: "occurrence", subjectId: occurrenceId, reason, before: { held: waitsFor(row) } })
}

async function setDue(work: Work, occurrenceId: string, code: HoldCode | null): Promise<void> {
  await sql`update subscriptions.occurrence set status = 'planned', order_at = ${work.now.toString()}, ${goesOn(work)}, cleared = ${code ? sql`array_append(cleared, ${code})` : sql`cleared`}
    where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and occurrence_id = ${occurrenceId}`.execute(work.db)
}

async function tell(work: Work, subscription: Subscription, row: OccurrenceRow, kind: ChangeFact["kind"], reason: string): Promise<void> {
  const fact: ChangeFact = { changeId: newId<"change">(work.now.epochMilliseconds), kind, scheduleVersion: row.scheduleVersion, fromN: row.n, toN: row.n, detail: { code: waitsFor(row) ?? "" }, reason }
  await writeFacts(work, { subscription, facts: [fact], onBehalfOf: behalfOf(work, subscription) }).execute(work.db)
}

/** For billing, downwards: the occurrence's payment failed or waits. Its order stays; the subscription's health says so. Again changes nothing. */
export async function holdOccurrence(work: Work, occurrenceId: string, code: Extract<HoldCode, "payment" | "credit">, reason: string, facts: Facts = {}): Promise<void> {
  const { rows } = await sql<{ subscriptionId: string; accountId: string; number: string; on: string }>`
    update subscriptions.occurrence o set status = 'held', was_held = true, hold_code = ${code}, hold_facts = ${json(facts)}, held_at = ${work.now.toString()}, reason = ${reason}, updated_at = ${work.now.toString()}
      from subscriptions.subscription s
     where o.network_id = ${work.scope.networkId} and o.tenant_id = ${work.scope.tenantId} and o.occurrence_id = ${occurrenceId} and o.status in ('planned', 'notified', 'locked', 'ordered', 'fulfilled')
       and (s.network_id, s.tenant_id, s.account_id, s.subscription_id) = (o.network_id, o.tenant_id, o.account_id, o.subscription_id)
    returning s.subscription_id as "subscriptionId", s.account_id as "accountId", s.number, o.due_on as "on"`.execute(work.db)
  if (rows[0]) record(work, occurrenceHeld, { ...rows[0], occurrenceId, code })
}

/** For billing, downwards: what it was held for is settled. It goes back to where its order is. Again changes nothing. */
export async function releaseOccurrence(work: Work, occurrenceId: string): Promise<void> {
  await sql`update subscriptions.occurrence set status = case when closed_at is not null then 'closed' when fulfilled_at is not null then 'fulfilled' when order_id is not null then 'ordered' else 'planned' end,
      ${goesOn(work)}
     where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and occurrence_id = ${occurrenceId} and status = 'held' and hold_code in ('payment', 'credit')`.execute(work.db)
}

/** Why dates wait for the account's payment: nothing comes by subscription, or nothing is ordered on credit. */
export const SUSPENDED = "account_suspended"
export const RESTRICTED = "account_restricted"

/**
 * For billing, downwards: the account pays again, and what waited for that goes on. Of dates of one subscription that all waited the last one is made and
 * covers the others, as its policy on what was missed says; never a burst, also where they come
 * from a rhythm that is over. What was announced of it stays announced. Again changes nothing. Answers how many go on.
 */
export async function releaseAccount(work: Work, accountId: string, reasons: readonly (typeof SUSPENDED | typeof RESTRICTED)[]): Promise<number> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<{ status: string }>`
    with waiting as (
      select o.occurrence_id, first_value(o.occurrence_id) over one as last, s.catch_up = 'ship_one' and (o.n >= 0 or o.came_along) and row_number() over one > 1 as covered
        from subscriptions.occurrence o join subscriptions.subscription s on (s.network_id, s.tenant_id, s.account_id, s.subscription_id) = (o.network_id, o.tenant_id, o.account_id, o.subscription_id)
       where o.network_id = ${networkId} and o.tenant_id = ${tenantId} and o.account_id = ${accountId} and o.status = 'held' and o.hold_code = 'payment' and o.order_id is null and o.reason = any (${[...reasons]}::text[])
      window one as (partition by o.subscription_id order by (o.n >= 0 or o.came_along) desc, o.scheduled_on desc, o.schedule_version desc, o.n desc))
    update subscriptions.occurrence o set status = case when w.covered then 'merged' else 'planned' end, merged_into = case when w.covered then w.last end, ${goesOn(work)} from waiting w
     where o.network_id = ${networkId} and o.tenant_id = ${tenantId} and o.account_id = ${accountId} and o.occurrence_id = w.occurrence_id returning o.status`.execute(work.db)
  if (rows.length > 0) enqueue(work, { task: "run_occurrences", payload: {}, key: `run_occurrences:${networkId}` })
  return rows.filter(({ status }) => status === "planned").length
}

/** For billing, downwards: delivered and paid; nothing more will happen to it. Again changes nothing. */
export async function closeOccurrence(work: Work, occurrenceId: string): Promise<void> {
  await sql`update subscriptions.occurrence set status = 'closed', closed_at = ${work.now.toString()}, fulfilled_at = coalesce(fulfilled_at, ${work.now.toString()}), updated_at = ${work.now.toString()}
     where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and occurrence_id = ${occurrenceId} and status in ('ordered', 'fulfilled')`.execute(work.db)
}
