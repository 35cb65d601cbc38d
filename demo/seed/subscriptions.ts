import { notifyDue, applyChange, createSubscription, runDue, savePlan, subscriptionPage } from "@entrepot/domain/subscriptions"
import type { Cadence } from "@entrepot/domain/subscriptions/contract"
import { isRefusal, Temporal } from "@entrepot/kernel"
import { orderScenario, type OrderStory } from "../data/index.ts"
import { asPerson, asTenant, NETWORK_ID, type Pools } from "./actors.ts"
import type { Seeded } from "./partner.ts"

/** The demo's first dates lie this far back, so that each subscription has something behind it and something ahead. */
const BEGAN_DAYS_AGO = 26
const PER_PARTNER = 6
const SEED = 7

const NAMES = {
  de: ["Praxisbedarf", "Verbrauchsmaterial Labor", "Handschuhe und Hygiene", "Werkstattbedarf", "Monatsbedarf", "Nachschub Filiale"],
  en: ["Practice supplies", "Lab consumables", "Gloves and hygiene", "Workshop supplies", "Monthly needs", "Branch refill"],
  fr: ["Fournitures du cabinet", "Consommables de labo", "Gants et hygiène", "Fournitures d’atelier", "Besoins du mois", "Réassort agence"],
} as const
const PLANS = { de: ["Monatlich versorgt", "Alle zwei Wochen"], en: ["Monthly care", "Every other week"], fr: ["Chaque mois", "Tous les quinze jours"] } as const
const MONTHLY: Cadence = { on: "interval", every: 4, unit: "weeks" }
const FORTNIGHTLY: Cadence = { on: "interval", every: 2, unit: "weeks" }
const CADENCES: readonly Cadence[] = [FORTNIGHTLY, MONTHLY, { on: "weekday", everyWeeks: 2, weekday: 2 }, { on: "nth_weekday", everyMonths: 1, nth: 2, weekday: 2 }, { on: "month_end", everyMonths: 1 }, { on: "day_of_month", everyMonths: 1, day: 15 }]

/** What comes again at the three partners: made by the customers themselves weeks ago, run on the days on which it was due, with a few changes on the way. */
export async function seedSubscriptions(pools: Pools, seeded: readonly Seeded[], productId: ReadonlyMap<string, string>, today: string): Promise<void> {
  const now = Temporal.Now.instant()
  const stories = orderScenario(SEED, today)
  for (const partner of seeded) await seedOf(pools, partner, stories, productId, now)
  for (let days = BEGAN_DAYS_AGO - 1; days >= 0; days -= 1) {
    const moment = now.subtract({ hours: 24 * days })
    await notifyDue(pools.worker, NETWORK_ID, { now: () => moment })
    await runDue(pools.worker, NETWORK_ID, { now: () => moment, onError: (error) => { throw error } })
  }
}

async function seedOf(pools: Pools, { partner, tenantId, accountId, members, addressId }: Seeded, stories: readonly OrderStory[], productId: ReadonlyMap<string, string>, now: Temporal.Instant): Promise<void> {
  const began = now.subtract({ hours: 24 * BEGAN_DAYS_AGO })
  const startsOn = began.toZonedDateTimeISO(partner.timeZone).toPlainDate().toString()
  const [monthly, fortnightly] = PLANS[partner.language]
  const { planId } = await asTenant(pools, tenantId, (work) => savePlan(work, { plan: { name: monthly, discountPercent: "3", termMonths: 12, collect: ["terms", "automatic"] } }), { now: began })
  await asTenant(pools, tenantId, (work) => savePlan(work, { plan: { name: fortnightly, cadences: [FORTNIGHTLY], discountPercent: "2", invoicing: "at_order" } }), { now: began })
  const own = stories.filter((story) => story.tenant === partner.code && story.outcome.state === "shipped")
  let made = 0
  for (const [index, story] of own.entries()) {
    if (made === PER_PARTNER) return
    const buyer = members.get(story.placedBy)
    const account = accountId.get(story.account)
    if (!buyer || !account) continue
    const lines = story.lines.slice(0, 3).map(({ sku, unit, quantity }) => ({ productId: productId.get(sku) ?? "", unit, quantity }))
    const ask = {
      source: { kind: "lines" as const, lines }, name: NAMES[partner.language][made] ?? monthly, startsOn, cadence: CADENCES[made] ?? MONTHLY, planId: made % 2 ? planId : null, shipToId: addressId.get(story.shipTo) ?? null,
      poNumber: story.poNumber ?? "", ceilingPercent: "10", ...(made === 1 && { pricePolicy: { policy: "index" as const, capPercent: "5", floorPercent: "5" } }),
    }
    const created = await asPerson(pools, buyer, account, (work) => createSubscription(work, ask), { now: began.add({ minutes: index * 7 }) }).catch((error: unknown) => {
      if (isRefusal(error)) return undefined
      throw error
    })
    if (!created) continue
    made += 1
    if (made === 3) await asPerson(pools, buyer, account, async (work) => {
      const { version, upcoming } = await subscriptionPage(work, { subscriptionId: created.subscriptionId })
      return applyChange(work, { subscriptionId: created.subscriptionId, expectedVersion: version, change: { kind: "skip", n: upcoming[2]?.n ?? 2 } })
    }, { now: began.add({ hours: 2 }) })
  }
}
