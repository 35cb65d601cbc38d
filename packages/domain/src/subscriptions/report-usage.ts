import { createHash } from "node:crypto"
import { sql } from "kysely"
import { actorRecord, audit, json, record, type Work } from "@entrepot/db"
import { newId, Temporal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { ReportUsage, type UsageRow } from "./contract.ts"
import { behalfOf } from "./create-subscription.ts"
import { subscriptionChanged } from "./events.ts"
import { expectedAt, nextChangeable, rowOf } from "./outlook.ts"
import { rowsFor } from "./rows.ts"
import { saveChange } from "./save-change.db.ts"
import { earliestFrom } from "./schedule.ts"
import { readSubscriptions, recurringOf } from "./subscription.db.ts"
import type { ChangeFact, Recurring, Subscription } from "./subscription.ts"
import { bounded, projected, type Reading } from "./usage.ts"
import type { UsageReported, UsageVerdict } from "./views.ts"

/**
 * Takes reports of use: counts and bin levels, one or a thousand. Each has a source and an id there; the same again with the same content changes
 * nothing, with another content that row is refused. What was measured before the last order was made is late: it corrects the next one.
 * Then the next date of each subscription moves inside what its customer approved, and keeps why. The statements do not grow with the rows.
 */
export async function reportUsage(work: Work, input: ReportUsage): Promise<UsageReported> {
  authorize(work, "usage.report")
  const { rows } = ReportUsage.parse(input)
  const ids = [...new Set(rows.map((row) => row.subscriptionId))].sort()
  const [recurring, subscriptions] = await Promise.all([recurringOf(work), lockAll(work, ids)])
  const byId = new Map(subscriptions.map((one) => [one.subscriptionId, one]))
  const judged = rows.map((row, index) => ({ index, row, hash: hashOf(row), why: refusalOf(row, byId.get(row.subscriptionId), work), subscription: byId.get(row.subscriptionId) }))
  const taken = judged.filter((one) => one.why === null)
  const [known, readings] = taken.length === 0 ? [new Map<string, Known>(), [] as LineReading[]] : await Promise.all([insert(work, taken), readingsOf(work, ids)])
  const verdicts = verdictsOf(judged, known)
  const fresh = new Set(verdicts.filter((one) => one.verdict === "accepted" || one.verdict === "late").map((one) => rows[one.index]!.subscriptionId))
  const moved = subscriptions.filter((one) => fresh.has(one.subscriptionId)).flatMap((one) => moveOf(work, one, recurring, readings.filter((reading) => reading.subscriptionId === one.subscriptionId)))
  await Promise.all(moved.map((one) => saveChange(work, { ...one.saved, onBehalfOf: behalfOf(work, one.saved.subscription) })))
  for (const { saved: { subscription: { subscriptionId, number, accountId } } } of moved) record(work, subscriptionChanged, { subscriptionId, number, accountId, what: "usage" })
  if (fresh.size > 0) audit(work, { action: "usage.reported", subjectKind: "subscription", subjectId: [...fresh][0] ?? "", after: { rows: rows.length, subscriptions: fresh.size } })
  return { rows: verdicts, moved: moved.map((one) => one.told) }
}

async function lockAll(work: Work, ids: readonly string[]): Promise<readonly Subscription[]> {
  const { networkId, tenantId, accountId } = work.scope
  const held = sql`select 1 from subscriptions.subscription where network_id = ${networkId} and tenant_id = ${tenantId} ${accountId ? sql`and account_id = ${accountId}` : sql``}
    and subscription_id = any (${[...ids]}::uuid[]) order by subscription_id for no key update`
  const latest = sql`o.occurrence_id = (select q.occurrence_id from subscriptions.occurrence q where (q.network_id, q.tenant_id, q.account_id, q.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id)
    and q.ordered_at is not null order by q.ordered_at desc limit 1)`
  const [, subscriptions] = await Promise.all([held.execute(work.db), readSubscriptions(work, { where: sql`s.subscription_id = any (${[...ids]}::uuid[])`, occurrences: latest })])
  return subscriptions
}

type Judged = { readonly index: number; readonly row: UsageRow; readonly hash: string; readonly why: string | null; readonly subscription: Subscription | undefined }
type Known = { readonly hash: string; readonly isNew: boolean; readonly late: boolean }
type LineReading = Reading & { readonly subscriptionId: string; readonly lineId: string; readonly late: boolean }

function hashOf({ subscriptionId, lineId, kind, quantity, measuredAt }: UsageRow): string {
  const at = Temporal.Instant.from(measuredAt).toString()
  return createHash("sha256").update(JSON.stringify([subscriptionId, lineId, kind, String(Number(quantity)), at])).digest("hex")
}

const FURTHEST_AHEAD_HOURS = 24

function refusalOf(row: UsageRow, subscription: Subscription | undefined, work: Work): string | null {
  if (!subscription) return "subscriptions.subscription_not_found"
  if (subscription.status === "ended") return "subscriptions.subscription_is_over"
  const line = subscription.lines.find((one) => one.lineId === row.lineId)
  if (!line) return "subscriptions.line_not_found"
  if (Temporal.Instant.compare(Temporal.Instant.from(row.measuredAt), work.now.add({ hours: FURTHEST_AHEAD_HOURS })) > 0) return "subscriptions.measured_in_the_future"
  return line.usage === null ? "subscriptions.has_no_usage" : line.usage.measure === row.kind ? null : "subscriptions.other_measure"
}

const lastOrderOf = (subscription: Subscription) => subscription.occurrences.map((row) => row.orderedAt).filter((at) => at !== null).sort().at(-1) ?? subscription.createdAt
const keyOf = (accountId: string, row: { source: string; eventId: string }) => `${accountId} ${row.source} ${row.eventId}`

/** Writes what is new, and reads what was there under the same ids: the key decides, not a look before. */
async function insert(work: Work, taken: readonly Judged[]): Promise<ReadonlyMap<string, Known>> {
  const given = taken.map(({ row, hash, subscription }) => ({
    account_id: subscription!.accountId, usage_id: newId<"usage">(work.now.epochMilliseconds), source: row.source, event_id: row.eventId, payload_hash: hash, subscription_id: row.subscriptionId, line_id: row.lineId, kind: row.kind,
    quantity: row.quantity, measured_at: row.measuredAt, late: Temporal.Instant.compare(Temporal.Instant.from(row.measuredAt), Temporal.Instant.from(lastOrderOf(subscription!))) <= 0 && subscription!.occurrences.some((one) => one.orderedAt !== null),
  }))
  const { networkId, tenantId } = work.scope
  const written = sql<{ accountId: string; source: string; eventId: string; hash: string; late: boolean }>`
    insert into subscriptions.usage_event (network_id, tenant_id, account_id, usage_id, source, event_id, payload_hash, subscription_id, line_id, kind, quantity, measured_at, late, actor, recorded_at)
    select ${networkId}::int, ${tenantId}::int, e.account_id, e.usage_id, e.source, e.event_id, e.payload_hash, e.subscription_id, e.line_id, e.kind, e.quantity, e.measured_at, e.late, ${json(actorRecord(work.actor))}::jsonb, ${work.now.toString()}::timestamptz
      from jsonb_to_recordset(${json(given)}::jsonb) e (account_id uuid, usage_id uuid, source text, event_id text, payload_hash text, subscription_id uuid, line_id uuid, kind text, quantity numeric, measured_at timestamptz, late boolean)
    on conflict (network_id, tenant_id, account_id, source, event_id) do nothing
    returning account_id as "accountId", source, event_id as "eventId", payload_hash as hash, late`.execute(work.db)
  const found = sql<{ accountId: string; source: string; eventId: string; hash: string; late: boolean }>`
    select e.account_id as "accountId", e.source, e.event_id as "eventId", e.payload_hash as hash, e.late
      from jsonb_to_recordset(${json(given)}::jsonb) a (account_id uuid, source text, event_id text)
      join subscriptions.usage_event e on e.network_id = ${networkId} and e.tenant_id = ${tenantId} and e.account_id = a.account_id and e.source = a.source collate "C" and e.event_id = a.event_id collate "C"`.execute(work.db)
  const [fresh, all] = await Promise.all([written, found])
  const news = new Set(fresh.rows.map((row) => keyOf(row.accountId, row)))
  return new Map(all.rows.map((row) => [keyOf(row.accountId, row), { hash: row.hash, late: row.late, isNew: news.has(keyOf(row.accountId, row)) }]))
}

function verdictsOf(judged: readonly Judged[], known: ReadonlyMap<string, Known>): readonly UsageVerdict[] {
  const seen = new Set<string>()
  return judged.map(({ index, row, hash, why, subscription }): UsageVerdict => {
    if (why !== null) return { index, verdict: "refused", why }
    const key = keyOf(subscription!.accountId, row)
    const stored = known.get(key)
    if (stored && stored.hash !== hash) return { index, verdict: "refused", why: "subscriptions.usage_conflict" }
    const first = (stored?.isNew ?? false) && !seen.has(key)
    seen.add(key)
    return { index, verdict: !first ? "repeated" : stored?.late ? "late" : "accepted", why: null }
  })
}

const READ_BACK_DAYS = 400

async function readingsOf(work: Work, ids: readonly string[]): Promise<LineReading[]> {
  const { rows } = await sql<{ subscriptionId: string; lineId: string; kind: "count" | "level"; quantity: string; at: Date; late: boolean }>`
    select e.subscription_id as "subscriptionId", e.line_id as "lineId", e.kind, e.quantity::text as quantity, e.measured_at as at, e.late from subscriptions.usage_event e
     where e.network_id = ${work.scope.networkId} and e.tenant_id = ${work.scope.tenantId} and e.subscription_id = any (${[...ids]}::uuid[])
       and e.measured_at > ${work.now.subtract({ hours: 24 * READ_BACK_DAYS }).toString()} order by e.measured_at`.execute(work.db)
  return rows.map((row) => ({ ...row, quantity: Number(row.quantity), at: Temporal.Instant.fromEpochMilliseconds(row.at.getTime()) }))
}

type Moved = { readonly saved: Parameters<typeof saveChange>[1]; readonly told: UsageReported["moved"][number] }

/** The next date that can still be changed goes to where the line that runs out first needs it. Pure but for the fact's id. */
function moveOf(work: Work, subscription: Subscription, recurring: Recurring, readings: readonly LineReading[]): Moved[] {
  if (subscription.status !== "active") return []
  const n = nextChangeable(subscription, recurring, work.now)
  const now = expectedAt(subscription, recurring, n)
  if (now.status !== "planned" || rowOf(subscription, n)?.status === "held") return []
  const since = Temporal.Instant.from(lastOrderOf(subscription))
  const wanted = now.lines.flatMap((line) => {
    const own = readings.filter((one) => one.lineId === line.lineId).map((one) => ({ ...one, at: one.late ? since.add({ milliseconds: 1 }) : one.at }))
    const found = line.usage && projected(line.usage, own, since, recurring.calendar.zone)
    return found ? [{ line, ...found, on: bounded(found.on, Temporal.PlainDate.from(now.scheduledOn), line.usage!, earliestFrom(recurring.calendar, work.now), recurring.calendar) }] : []
  }).sort((a, b) => Temporal.PlainDate.compare(a.on, b.on))[0]
  if (!wanted || wanted.on.toString() === now.on) return []
  const to = wanted.on.toString()
  const reason = `${wanted.line.usage!.measure}: ${wanted.perDay.toFixed(2)}/d, ${wanted.left.toFixed(2)}`
  const fact: ChangeFact = { changeId: newId<"change">(work.now.epochMilliseconds), kind: "usage", scheduleVersion: subscription.schedule.version, fromN: n, toN: n, detail: { to, from: now.on, lineId: wanted.line.lineId, perDay: wanted.perDay, left: wanted.left }, reason }
  const after = { ...subscription, changes: [...subscription.changes, fact] }
  return [{
    saved: { subscription: after, facts: [fact], rows: rowsFor(subscription, after, recurring, work.now), lines: [], newSchedule: false, onBehalfOf: null },
    told: { subscriptionId: subscription.subscriptionId, number: subscription.number, n, from: now.on, to, reason },
  }]
}
