import { createHash } from "node:crypto"
import { sql } from "kysely"
import { audit, record, type Work } from "@entrepot/db"
import { dayFrom, dayText, newId, Temporal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { ReportUsage, type UsageRow } from "./contract.ts"
import { behalfOf } from "./create-subscription.ts"
import { subscriptionChanged } from "./events.ts"
import { expectedAt, nextChangeable, rowOf } from "./outlook.ts"
import { rowsFor } from "./rows.ts"
import { saveChange } from "./save-change.db.ts"
import { earliestOpen } from "./schedule.ts"
import { readSubscriptions, recurringOf } from "./subscription.db.ts"
import type { ChangeFact, Recurring, Subscription } from "./subscription.ts"
import { bounded, nothingReported, projected, withReading, type UsageState } from "./usage.ts"
import { insertUsage, saveUsageStates, usageKey, usageStates, type Known, type LineKey } from "./usage.db.ts"
import type { UsageReported, UsageVerdict } from "./views.ts"

/**
 * Takes reports of use: counts and bin levels, one or a thousand. Each has a source and an id there; the same again with the same content changes
 * nothing, with another content that row is refused. What was measured before the last order was made is late: it corrects the next one.
 * Then the next date of each subscription moves inside what its customer approved, and keeps why. Statements do not grow with the rows, nor does the work
 * with how long a counter has been reporting.
 */
export async function reportUsage(work: Work, input: ReportUsage): Promise<UsageReported> {
  return takeReports(work, ReportUsage.parse(input).rows)
}

/** The same with rows that were read already. */
export async function takeReports(work: Work, rows: readonly UsageRow[]): Promise<UsageReported> {
  authorize(work, "usage.report")
  const ids = [...new Set(rows.map((row) => row.subscriptionId))].sort()
  const [recurring, subscriptions] = await Promise.all([recurringOf(work), lockAll(work, ids)])
  const byId = new Map(subscriptions.map((one) => [one.subscriptionId, one]))
  const latest = work.now.epochMilliseconds + FURTHEST_AHEAD
  const judged = rows.map((row, index): Judged => {
    const [subscription, { at, text }] = [byId.get(row.subscriptionId), momentOf(row.measuredAt)]
    return { index, row, at, hash: hashOf(row, text), why: refusalOf(row, at, subscription, latest), subscription }
  })
  const taken = judged.filter((one) => one.why === null)
  const [before, known] = taken.length === 0 ? [new Map<string, UsageState>(), new Map<string, Known>()] : await Promise.all([usageStates(work, meteredLines(subscriptions)), insertUsage(work, taken.map(factOf))])
  const verdicts = verdictsOf(judged, known)
  const fresh = judged.filter((one) => ["accepted", "late"].includes(verdicts[one.index]!.verdict))
  const states = withFresh(before, fresh, known)
  await saveUsageStates(work, freshLines(fresh).map((key) => ({ ...key, state: states.get(key.lineId)! })))
  const reported = new Set(fresh.map((one) => one.row.subscriptionId))
  const earliest = dayFrom(earliestOpen(recurring.calendar, work.now).toString())
  const moved = subscriptions.filter((one) => reported.has(one.subscriptionId)).flatMap((one) => moveOf(work, one, recurring, states, earliest))
  await Promise.all(moved.map((one) => saveChange(work, { ...one.saved, onBehalfOf: behalfOf(work, one.saved.subscription) })))
  for (const { saved: { subscription: { subscriptionId, number, accountId } } } of moved) record(work, subscriptionChanged, { subscriptionId, number, accountId, what: "usage" })
  if (reported.size > 0) audit(work, { action: "usage.reported", subjectKind: "subscription", subjectId: [...reported][0] ?? "", after: { rows: rows.length, subscriptions: reported.size } })
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

type Judged = { readonly index: number; readonly row: UsageRow; readonly at: number; readonly hash: string; readonly why: string | null; readonly subscription: Subscription | undefined }

const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/

/** When it was measured, in milliseconds and as Temporal writes it. A thousand reports are a thousand moments, nearly all of them in UTC: those are read without it. */
export function momentOf(measuredAt: string): { readonly at: number; readonly text: string } {
  if (UTC.test(measuredAt)) {
    const at = Date.parse(measuredAt)
    return { at, text: new Date(at).toISOString().replace(/\.?0*Z$/, "Z") }
  }
  const instant = Temporal.Instant.from(measuredAt)
  return { at: instant.epochMilliseconds, text: instant.toString() }
}

function hashOf({ subscriptionId, lineId, kind, quantity }: UsageRow, measured: string): string {
  return createHash("sha256").update(JSON.stringify([subscriptionId, lineId, kind, String(Number(quantity)), measured])).digest("hex")
}

const FURTHEST_AHEAD = 24 * 3_600_000

function refusalOf(row: UsageRow, at: number, subscription: Subscription | undefined, latest: number): string | null {
  if (!subscription) return "subscriptions.subscription_not_found"
  if (subscription.status === "ended") return "subscriptions.subscription_is_over"
  const line = subscription.lines.find((one) => one.lineId === row.lineId)
  if (!line) return "subscriptions.line_not_found"
  if (at > latest) return "subscriptions.measured_in_the_future"
  return line.usage === null ? "subscriptions.has_no_usage" : line.usage.measure === row.kind ? null : "subscriptions.other_measure"
}

const lastOrderOf = (subscription: Subscription) => subscription.occurrences.map((row) => row.orderedAt).filter((at) => at !== null).sort().at(-1) ?? subscription.createdAt
/** Milliseconds, as the state keeps it. */
const sinceOf = (subscription: Subscription) => Date.parse(lastOrderOf(subscription))

function factOf({ row, at, hash, subscription }: Judged) {
  const { accountId, subscriptionId, occurrences } = subscription!
  const late = occurrences.some((one) => one.orderedAt !== null) && at <= sinceOf(subscription!)
  return { accountId, subscriptionId, lineId: row.lineId, row, hash, late }
}

/** Of a subscription that is reported, every line counts: the one that runs out first decides. */
const meteredLines = (subscriptions: readonly Subscription[]) => subscriptions.flatMap((one) =>
  one.lines.filter((line) => line.usage !== null).map((line) => ({ accountId: one.accountId, subscriptionId: one.subscriptionId, lineId: line.lineId, since: sinceOf(one) })))

const freshLines = (fresh: readonly Judged[]): LineKey[] =>
  [...new Map(fresh.map(({ row, subscription }) => [row.lineId, { accountId: subscription!.accountId, subscriptionId: row.subscriptionId, lineId: row.lineId }])).values()]

/** What came late counts as measured just after the order that it missed. */
function withFresh(before: ReadonlyMap<string, UsageState>, fresh: readonly Judged[], known: ReadonlyMap<string, Known>): ReadonlyMap<string, UsageState> {
  const states = new Map(before)
  for (const { row, at, subscription } of fresh) {
    const since = sinceOf(subscription!)
    const { late } = known.get(usageKey(subscription!.accountId, row))!
    states.set(row.lineId, withReading(states.get(row.lineId) ?? nothingReported(since), { kind: row.kind, quantity: Number(row.quantity), at: late ? since + 1 : at }))
  }
  return states
}

function verdictsOf(judged: readonly Judged[], known: ReadonlyMap<string, Known>): readonly UsageVerdict[] {
  const seen = new Set<string>()
  return judged.map(({ index, row, hash, why, subscription }): UsageVerdict => {
    if (why !== null) return { index, verdict: "refused", why }
    const key = usageKey(subscription!.accountId, row)
    const stored = known.get(key)
    if (stored && stored.hash !== hash) return { index, verdict: "refused", why: "subscriptions.usage_conflict" }
    const first = (stored?.isNew ?? false) && !seen.has(key)
    seen.add(key)
    return { index, verdict: !first ? "repeated" : stored?.late ? "late" : "accepted", why: null }
  })
}

type Moved = { readonly saved: Parameters<typeof saveChange>[1]; readonly told: UsageReported["moved"][number] }

/** The next date that can still be changed goes to where the line that runs out first needs it. Pure but for the fact's id. */
function moveOf(work: Work, subscription: Subscription, recurring: Recurring, states: ReadonlyMap<string, UsageState>, earliest: number): Moved[] {
  if (subscription.status !== "active") return []
  const n = nextChangeable(subscription, recurring, work.now)
  const now = expectedAt(subscription, recurring, n)
  if (now.status !== "planned" || rowOf(subscription, n)?.status === "held") return []
  const wanted = now.lines.flatMap((line) => {
    const state = states.get(line.lineId)
    const found = line.usage && state && projected(line.usage, state, recurring.calendar.zone)
    return found ? [{ line, ...found, on: bounded(found.on, dayFrom(now.scheduledOn), line.usage!, earliest, recurring.calendar) }] : []
  }).sort((a, b) => a.on - b.on)[0]
  const to = wanted && dayText(wanted.on)
  if (!wanted || !to || to === now.on) return []
  const reason = `${wanted.line.usage!.measure}: ${wanted.perDay.toFixed(2)}/d, ${wanted.left.toFixed(2)}`
  const fact: ChangeFact = { changeId: newId<"change">(work.now.epochMilliseconds), kind: "usage", scheduleVersion: subscription.schedule.version, fromN: n, toN: n, detail: { to, from: now.on, lineId: wanted.line.lineId, perDay: wanted.perDay, left: wanted.left }, reason }
  const after = { ...subscription, changes: [...subscription.changes, fact] }
  return [{
    saved: { subscription: after, facts: [fact], rows: rowsFor(subscription, after, recurring, work.now), lines: [], newSchedule: false, onBehalfOf: null },
    told: { subscriptionId: subscription.subscriptionId, number: subscription.number, n, from: now.on, to, reason },
  }]
}
