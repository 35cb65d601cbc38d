import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { businessDate, newId, Refusal, Temporal } from "@entrepot/kernel"
import { quoteStanding, type StandingQuote } from "../ordering/index.ts"
import { requireIndexSeries, type IndexBook } from "../pricing/index.ts"
import { actingAccount } from "../tenancy/index.ts"
import type { CreateSubscription, PricePolicy } from "./contract.ts"
import { askFor } from "./estimate.ts"
import { seriesOf } from "./index-price.ts"
import { getPlan, type Plan } from "./plan.db.ts"
import { offersCadence } from "./plan-terms.ts"
import { agreedLine, refuseOwnPrices, type Agreement } from "./policy-price.ts"
import { firstAnchor, startFrom } from "./schedule.ts"
import { byShipTo, sourceLines, type SourceLines, type Wanted } from "./source-lines.ts"
import { recurringOf } from "./subscription.db.ts"
import type { Recurring, Subscription, SubscriptionLine } from "./subscription.ts"
import type { LineProblem } from "./views.ts"

export type Delivery = { readonly subscription: Subscription; readonly shipTo: ShipTo | null; readonly quote: StandingQuote; readonly problems: readonly LineProblem[] }
export type Composed = Pick<SourceLines, "cartOrderId" | "leftOut"> & { readonly recurring: Recurring; readonly plan: Plan | null; readonly deliveries: readonly Delivery[] }
type Ask = Omit<ReturnType<typeof CreateSubscription.parse>, "name"> & { readonly name?: string | undefined }

/**
 * Subscriptions as they would be, one for each ship-to: lines from cart, order or hand; terms from the plan and the tenant's settings; the first date
 * that can still be made; prices that a policy keeps settled at today's. All of them are priced in one question. Nothing is written.
 * Refuses `pricing.index_series_not_found`, `subscriptions.index_has_no_value`.
 */
export async function compose(work: Work, ask: Ask): Promise<Composed> {
  const accountId = actingAccount(work)
  // First, so that whoever names a plan and an account that are not theirs is always told the same.
  const plan = ask.planId ? await getPlan(work, ask.planId) : null
  const [recurring, source, { shipTos, ...head }] = await Promise.all([recurringOf(work), sourceLines(work, ask.source), headFacts(work, accountId)])
  if (plan && plan.status !== "active") throw new Refusal("subscriptions.plan_is_retired", "rule")
  if (plan && !offersCadence(plan, ask.cadence)) throw new Refusal("subscriptions.cadence_not_offered", "rule")
  if (source.lines.length === 0) throw new Refusal("subscriptions.has_no_lines", "rule")
  for (const line of source.lines) refuseOwnPrices(work, line.pricePolicy ?? ask.pricePolicy ?? { policy: "current" }, plan ? [plan.terms.pricePolicy] : [])
  const indices = await requireIndexSeries(work, seriesOf([...source.lines.flatMap((line) => line.pricePolicy ?? []), ask.pricePolicy ?? plan?.terms.pricePolicy ?? { policy: "current" }]))
  const usual = shipTos.find(({ isDefault }) => isDefault)?.addressId ?? null
  const drafts = byShipTo(source.lines, ask.shipToId ?? source.shipToId, usual).map(({ shipToId, lines }) => draftOf(work, ask, { accountId, recurring, plan, shipToId, lines, head, indices }))
  const quotes = await quoteFirst(work, drafts)
  const agreement = { today: businessDate(work.now, recurring.calendar.zone).toString(), indices }
  const agreed = drafts.map((draft) => agreedAt(draft, quotes.get(draft.subscriptionId), agreement))
  // What follows an index may be adjusted between today and the first date.
  const first = indices.size === 0 ? quotes : await quoteFirst(work, agreed)
  const deliveries = agreed.map((one): Delivery => {
    const quote = first.get(one.subscriptionId)!
    return { subscription: one, quote, shipTo: shipTos.find(({ addressId }) => addressId === (one.shipToId ?? usual)) ?? null, problems: quote.lines.flatMap(({ line, problems }) => problems.map(({ code }) => ({ sku: line.sku, code }))) }
  })
  return { deliveries, recurring, plan, cartOrderId: source.cartOrderId, leftOut: source.leftOut }
}

const quoteFirst = (work: Work, drafts: readonly Subscription[]) => quoteStanding(work, drafts.map((draft) => askFor(draft, draft.subscriptionId, draft.schedule.anchor, draft.lines)))

function agreedAt(draft: Subscription, quote: StandingQuote | undefined, agreement: Agreement): Subscription {
  if (!quote) throw new Refusal("tenancy.account_not_found", "not_found")
  const current = new Map(quote.lines.map((one) => [one.line.lineId, one.current]))
  return { ...draft, lines: draft.lines.map((line) => agreedLine(line, line, current.get(line.lineId)!, draft.discountPercent, agreement)) }
}

export type ShipTo = { readonly addressId: string; readonly label: string; readonly city: string; readonly isDefault: boolean }
type Head = { readonly shipTos: readonly ShipTo[]; readonly currency: string; readonly tenantId: number; readonly accountNumber: string; readonly accountName: string; readonly ownerId: string; readonly ownerName: string }

/**
 * The owner is whoever acts, where they belong to the account; where the tenant's staff act for a customer, it is the customer's own
 * first buyer, if there is one.
 */
async function headFacts(work: Work, accountId: string): Promise<Head> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Head>`
    select t.currency, t.tenant_id as "tenantId", a.number as "accountNumber", a.name as "accountName", o.user_id as "ownerId", o.name as "ownerName",
           (select coalesce(json_agg(json_build_object('addressId', d.address_id, 'label', d.label, 'city', d.city, 'isDefault', d.is_default)), '[]')
              from tenancy.address d where d.network_id = a.network_id and d.tenant_id = a.tenant_id and d.account_id = a.account_id and d.archived_at is null) as "shipTos"
      from tenancy.tenant t join tenancy.account a on (a.network_id, a.tenant_id) = (t.network_id, t.tenant_id)
      cross join lateral (
        select u.user_id, u.name from tenancy.tenant_user u
          left join tenancy.role_grant g on (g.network_id, g.tenant_id, g.user_id, g.account_id) = (u.network_id, u.tenant_id, u.user_id, a.account_id)
          left join tenancy.role r on (r.network_id, r.tenant_id, r.code) = (g.network_id, g.tenant_id, g.role)
         where u.network_id = t.network_id and u.tenant_id = t.tenant_id and u.status = 'active' and (u.user_id::text = ${work.actor.id} or (r.reach = 'account' and 'subscription.manage' = any (r.permissions)))
         order by (r.reach is not distinct from 'account') desc, (u.user_id::text = ${work.actor.id}) desc, u.created_at, u.user_id limit 1) o
     where t.network_id = ${networkId} and t.tenant_id = ${tenantId} and a.account_id = ${accountId}`.execute(work.db)
  if (!rows[0]) throw new Refusal("tenancy.account_not_found", "not_found")
  return rows[0]
}

type Parts = { readonly accountId: string; readonly recurring: Recurring; readonly plan: Plan | null; readonly shipToId: string | null; readonly lines: readonly Wanted[]; readonly head: Omit<Head, "shipTos">; readonly indices: IndexBook }

function draftOf(work: Work, ask: Ask, { accountId, recurring, plan, shipToId, lines, head, indices }: Parts): Subscription {
  const { settings } = recurring
  const shift = ask.shift ?? settings.shift
  const anchor = firstAnchor(ask.cadence, shift, recurring.calendar, startFrom(ask.startsOn, recurring, work.now), work.now)
  const price: PricePolicy = ask.pricePolicy ?? plan?.terms.pricePolicy ?? { policy: "current" }
  const stockOut = ask.stockOut ?? plan?.terms.stockOut ?? [{ step: "split" as const }]
  const allowed = plan?.terms.collect ?? ["terms" as const, "automatic" as const]
  if (ask.collect && !allowed.includes(ask.collect)) throw new Refusal("subscriptions.collect_not_offered", "rule")
  return {
    ...head, accountId, subscriptionId: newId<"subscription">(work.now.epochMilliseconds), number: "", name: ask.name ?? "", status: ask.draft ? "draft" : "active", planId: plan?.planId ?? null, planName: plan?.name ?? null,
    discountPercent: plan?.discountPercent ?? "0", shipToId, poNumber: ask.poNumber, invoicing: plan?.terms.invoicing ?? "at_shipment", collect: ask.collect ?? allowed[0] ?? "terms",
    catchUp: ask.catchUp ?? plan?.terms.catchUp ?? settings.catchUp, noticeDays: ask.noticeDays ?? plan?.terms.noticeDays ?? settings.noticeDays,
    ceilingPercent: ask.ceilingPercent ?? plan?.terms.ceilingPercent ?? settings.ceilingPercent, startsOn: ask.startsOn, endsOn: ask.endsOn ?? termEnd(anchor, plan), pausedAt: null, pausedUntil: null, endedAt: null,
    version: 0, createdAt: work.now.toString(), schedule: { version: 1, cadence: ask.cadence, anchor, shift }, indices, changes: [], occurrences: [], lastN: -1,
    lines: lines.map((line, index): SubscriptionLine => ({
      lineId: newId<"line">(work.now.epochMilliseconds), position: index + 1, productId: line.productId, unit: line.unit, quantity: line.quantity, pricePolicy: line.pricePolicy ?? price,
      stockOut: (line.stockOut ?? stockOut) as SubscriptionLine["stockOut"], usage: line.usage ?? null, addedLater: false, termsFor: { productId: line.productId, unit: line.unit, from: "0" },
    })),
  }
}

function termEnd(anchor: string, plan: Plan | null): string | null {
  return plan?.terms.termMonths ? Temporal.PlainDate.from(anchor).add({ months: plan.terms.termMonths }).subtract({ days: 1 }).toString() : null
}
