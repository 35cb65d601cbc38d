import { sql } from "kysely"
import { scoped, type Work } from "@entrepot/db"
import { businessDate, daysBetween, moneyToJson } from "@entrepot/kernel"
import { quoteStanding, type StandingQuote } from "../ordering/index.ts"
import { seesMargins } from "../pricing/index.ts"
import { authorize, may } from "../tenancy/index.ts"
import type { ChangeKind, SubscriptionRef } from "./contract.ts"
import { entriesOf, productsOf } from "./entries.ts"
import { askFor, marginOf } from "./estimate.ts"
import { indexPriceOn } from "./index-price.ts"
import { linesAt, nextChangeable } from "./outlook.ts"
import { productNames, type ProductName } from "./product-names.db.ts"
import { planOffers } from "./plan-terms.ts"
import { feesOf } from "./service-fee.db.ts"
import { feeChangesAfter, feeOn, feeView, type FeeVersion } from "./service-fee.ts"
import { getSubscription, recurringOf } from "./subscription.db.ts"
import { RENEWAL_DAYS, type Subscription } from "./subscription.ts"
import type { Action, HistoryEntry, SubscriptionLineView, SubscriptionPage, UsageView } from "./views.ts"

const SHOWN = 12

/** Everything that the page of one subscription says, and what may be done with it. Four round trips. Throws subscriptions.subscription_not_found. */
export async function subscriptionPage(work: Work, { subscriptionId }: SubscriptionRef, locale?: string): Promise<SubscriptionPage> {
  authorize(work, "subscription.view")
  const lately = sql`o.occurrence_id in (select q.occurrence_id from subscriptions.occurrence q where (q.network_id, q.tenant_id, q.account_id, q.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id)
    order by q.due_on desc, q.n desc limit ${SHOWN * 2})`
  const [recurring, one, history, usage, shipTo, fees] = await Promise.all([
    recurringOf(work), getSubscription(work, subscriptionId, lately), historyOf(work, subscriptionId), usageOf(work, subscriptionId), shipToOf(work, subscriptionId), feesOf(work, subscriptionId),
  ])
  const lines = linesAt(one, nextChangeable(one, recurring, work.now))
  const today = businessDate(work.now, recurring.calendar.zone).toString()
  const [entries, quotes, names] = await Promise.all([
    entriesOf(work, [one], recurring, { most: SHOWN, locale }), quoteStanding(work, [askFor(one, "today", today, lines)]),
    productNames(work, lines.flatMap(productsOf), locale ?? recurring.locale),
  ])
  const quote = quotes.get("today")
  const offers = await planOffers(work, one.planId)
  const { schedule, planId, planName, discountPercent } = one
  return {
    subscriptionId, number: one.number, name: one.name, status: one.status, version: one.version, account: { accountId: one.accountId, number: one.accountNumber, name: one.accountName },
    plan: planId ? { planId, name: planName ?? "", discountPercent, offers } : null, ...feesShown(one, fees, today), shipTo, poNumber: one.poNumber, currency: one.currency, owner: { userId: one.ownerId, name: one.ownerName },
    invoicing: one.invoicing, collect: one.collect, catchUp: one.catchUp, ceilingPercent: one.ceilingPercent, noticeDays: one.noticeDays,
    schedule: { ...schedule, cutOffDays: recurring.calendar.cutOffDays, cutOffTime: recurring.calendar.cutOffTime, zone: recurring.calendar.zone },
    startsOn: one.startsOn, endsOn: one.endsOn, endsSoon: one.endsOn !== null && one.status !== "ended" && daysBetween(today, one.endsOn) <= RENEWAL_DAYS, pausedUntil: one.pausedUntil, pausedAt: one.pausedAt, endedAt: one.endedAt,
    lines: lineViews({ ...one, lines }, today, quote, names), history, usage: usage.map((row) => ({ ...row, sku: names.get(row.productId)?.sku ?? "" })),
    upcoming: entries.filter((entry) => AHEAD.has(entry.status) || (entry.status === "skipped" && entry.on >= today)).slice(0, SHOWN),
    past: entries.filter((entry) => !AHEAD.has(entry.status) && !(entry.status === "skipped" && entry.on >= today)).reverse().slice(0, SHOWN),
    actions: actionsOf(work, one), margin: quote && seesMargins(work) ? marginOf(quote) : null,
  }
}

/** What is charged on this day, and what that becomes. */
function feesShown({ currency }: Subscription, fees: readonly FeeVersion[], today: string): Pick<SubscriptionPage, "serviceFee" | "feeChanges"> {
  const now = feeOn(fees, today)
  return { serviceFee: now ? { ...feeView(now, currency)!, since: now.from } : null, feeChanges: feeChangesAfter(fees, today).map(({ from, fee }) => ({ from, fee: feeView(fee, currency) })) }
}

const AHEAD: ReadonlySet<string> = new Set(["planned", "notified", "locked", "held"])

/** The lines as they are on a day, and at what it is quoted. */
export function lineViews({ lines, indices }: Pick<Subscription, "lines" | "indices">, on: string, quote: StandingQuote | undefined, names: ReadonlyMap<string, ProductName>): readonly SubscriptionLineView[] {
  return lines.map((line) => {
    const quoted = quote?.lines.find((one) => one.line.lineId === line.lineId)
    const substitutes = line.stockOut.flatMap((step) => (step.step === "substitute" ? step.productIds : [])).flatMap((id) => names.get(id) ?? [])
    return {
      lineId: line.lineId, productId: line.productId, sku: names.get(line.productId)?.sku ?? "", name: names.get(line.productId)?.name ?? "", unit: line.unit, quantity: line.quantity,
      pricePolicy: line.pricePolicy, index: indexPriceOn(line.pricePolicy, on, indices), stockOut: line.stockOut, substitutes, usage: line.usage, unitPrice: quoted?.line.unitPrice ?? null, listPrice: quoted?.current.price?.unitPrice ?? null,
      net: quoted?.line.unitPrice && quote ? moneyToJson({ amount: quoted.line.netMinor, currency: quote.net.currency }) : null,
    }
  })
}

async function historyOf(work: Work, subscriptionId: string): Promise<readonly HistoryEntry[]> {
  const rows = await scoped(work, "subscriptions.occurrence_change").selectAll().where("subscription_id", "=", subscriptionId).where("kind", "<>", "carried").orderBy("change_id", "desc").limit(50).execute()
  return rows.map((row) => ({
    changeId: row.change_id, kind: row.kind as ChangeKind, at: row.occurred_at.toISOString(), by: (row.actor as { name?: string }).name ?? "", onBehalfOf: row.on_behalf_of, reason: row.reason,
    fromN: row.from_n, toN: row.to_n, detail: row.detail as Record<string, unknown>,
  }))
}

async function usageOf(work: Work, subscriptionId: string): Promise<readonly (Omit<UsageView, "sku"> & { readonly productId: string })[]> {
  const { rows } = await sql<Omit<UsageView, "sku" | "measuredAt" | "recordedAt"> & { productId: string; measuredAt: Date; recordedAt: Date }>`
    select e.usage_id as "usageId", e.line_id as "lineId", l.product_id as "productId", e.source, e.event_id as "eventId", e.kind, trim_scale(e.quantity)::text as quantity, e.measured_at as "measuredAt", e.recorded_at as "recordedAt", e.late
      from subscriptions.usage_event e join subscriptions.subscription_line l on (l.network_id, l.tenant_id, l.account_id, l.subscription_id, l.line_id) = (e.network_id, e.tenant_id, e.account_id, e.subscription_id, e.line_id)
     where e.network_id = ${work.scope.networkId} and e.tenant_id = ${work.scope.tenantId} and e.subscription_id = ${subscriptionId} order by e.measured_at desc, e.usage_id desc limit 50`.execute(work.db)
  return rows.map((row) => ({ ...row, measuredAt: row.measuredAt.toISOString(), recordedAt: row.recordedAt.toISOString() }))
}

async function shipToOf(work: Work, subscriptionId: string): Promise<SubscriptionPage["shipTo"]> {
  const { rows } = await sql<NonNullable<SubscriptionPage["shipTo"]>>`
    select d.address_id as "addressId", d.label, d.city, d.country from subscriptions.subscription s join tenancy.address d on (d.network_id, d.tenant_id, d.account_id) = (s.network_id, s.tenant_id, s.account_id)
     where s.network_id = ${work.scope.networkId} and s.tenant_id = ${work.scope.tenantId} and s.subscription_id = ${subscriptionId}
       and (d.address_id = s.ship_to_id or (s.ship_to_id is null and d.is_default and d.archived_at is null)) limit 1`.execute(work.db)
  return rows[0] ?? null
}

const YES: Action = { possible: true, disabledReason: null }
const no = (code: string): Action => ({ possible: false, disabledReason: code })

function actionsOf(work: Work, { status, lines, endsOn }: Subscription): SubscriptionPage["actions"] {
  const when = (verdict: string | null) => (!may(work, "subscription.manage") ? no("tenancy.not_permitted") : verdict === null ? YES : no(`subscriptions.${verdict}`))
  const over = status === "ended" ? "subscription_is_over" : null
  const metered = lines.some((line) => line.usage !== null)
  return {
    change: when(over), cancel: when(over), renew: when(over ?? (endsOn === null ? "has_no_term" : null)), pause: when(over ?? (status === "active" ? null : "is_not_active")), resume: when(over ?? (status === "paused" ? null : "is_not_paused")),
    order_now: when(over ?? (status === "active" ? null : "is_not_active")), activate: when(over ?? (status === "draft" ? null : "is_not_draft")), plan: when(over), fee: !may(work, "price.manage") ? no("tenancy.not_permitted") : when(over),
    report_usage: !may(work, "usage.report") ? no("tenancy.not_permitted") : over ? no(`subscriptions.${over}`) : metered ? YES : no("subscriptions.has_no_usage"),
  }
}
