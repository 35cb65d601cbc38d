import { notifyDue, applyChange, createSubscription, publicHolidays, recurringSettings, runDue, savePlan, saveRecurringSettings, subscriptionPage } from "@entrepot/domain/subscriptions"
import type { Cadence } from "@entrepot/domain/subscriptions/contract"
import type { Work } from "@entrepot/db"
import { isRefusal, Temporal } from "@entrepot/kernel"
import { orderScenario, type OrderStory } from "../data/index.ts"
import { followIndex, INDEXED_GLOVE, seedIndexSeries } from "./index-series.ts"
import { asPerson, asTenant, asWorker, NETWORK_ID, type Pools } from "./actors.ts"
import type { Seeded } from "./partner.ts"
import { planOrder, shipOrder } from "./ship.ts"

/** The demo's first dates lie this far back, so that each subscription has something behind it and something ahead. */
export const BEGAN_DAYS_AGO = 26
const PER_PARTNER = 6
const SEED = 7

type Kind = Seeded["partner"]["accounts"][number]["kind"]
/** What somebody would call what comes again at such a place, the first subscription there first. */
const NAMES: Readonly<Record<Seeded["partner"]["language"], Readonly<Record<Kind, readonly string[]>>>> = {
  de: {
    house: ["Lager auffüllen", "Büro und Verpackung"], practice: ["Praxisbedarf", "Handschuhe und Hygiene", "Nachschub Behandlung"], clinic: ["Klinikbedarf", "Handschuhe und Hygiene", "Nachschub Station"],
    laboratory: ["Verbrauchsmaterial Labor", "Schleifen und Polieren"], workshop: ["Werkstattbedarf", "Verschleißteile"], plant: ["Betriebsbedarf", "Instandhaltung"],
  },
  en: {
    house: ["Shelf refill", "Office and packing"], practice: ["Practice supplies", "Gloves and hygiene", "Chairside refill"], clinic: ["Clinic supplies", "Gloves and hygiene", "Treatment room refill"],
    laboratory: ["Lab consumables", "Grinding and polishing"], workshop: ["Shop supplies", "Wear parts", "Fleet service kit"], plant: ["Plant supplies", "Line maintenance", "Safety gear"],
  },
  fr: {
    house: ["Réassort du magasin", "Bureau et emballage"], practice: ["Fournitures du cabinet", "Gants et hygiène"], clinic: ["Fournitures de la clinique", "Gants et hygiène"],
    laboratory: ["Consommables de labo", "Meulage et polissage"], workshop: ["Fournitures d’atelier", "Pièces d’usure", "Révision des machines"], plant: ["Fournitures de l’usine", "Entretien des lignes", "Équipement de sécurité"],
  },
}
const PLANS = { de: ["Monatlich versorgt", "Alle zwei Wochen"], en: ["Monthly care", "Every other week"], fr: ["Chaque mois", "Tous les quinze jours"] } as const
/** What is charged a month beside the deliveries, in minor units of the partner's currency: dispensers that report how full they are. */
const MONITORED = {
  de: { name: "Überwachte Spender", description: "Jeder Spender meldet seinen Füllstand; wir achten darauf, dass keiner leer wird.", fee: "Füllstandsüberwachung der Spender", amount: "1900" },
  en: { name: "Monitored dispensers", description: "Every dispenser reports how full it is; we see to it that none runs dry.", fee: "Dispenser monitoring", amount: "2400" },
  fr: { name: "Distributeurs surveillés", description: "Chaque distributeur signale son niveau ; nous veillons à ce qu’aucun ne soit vide.", fee: "Surveillance des distributeurs", amount: "1900" },
} as const
const FOUR_WEEKS: Cadence = { on: "interval", every: 4, unit: "weeks" }
const FORTNIGHTLY: Cadence = { on: "interval", every: 2, unit: "weeks" }
const SECOND_TUESDAY: Cadence = { on: "nth_weekday", everyMonths: 1, nth: 2, weekday: 2 }
const FIFTEENTH: Cadence = { on: "day_of_month", everyMonths: 1, day: 15 }
const MONTH_END: Cadence = { on: "month_end", everyMonths: 1 }
/** Those of the monthly plan stand at the odd places, as its subscriptions do. */
const CADENCES: readonly Cadence[] = [FORTNIGHTLY, FIFTEENTH, { on: "weekday", everyWeeks: 2, weekday: 2 }, SECOND_TUESDAY, FOUR_WEEKS, MONTH_END]

/** What comes again at the three partners: made by the customers themselves weeks ago, run on the days on which it was due, with a few changes on the way. */
export async function seedSubscriptions(pools: Pools, seeded: readonly Seeded[], productId: ReadonlyMap<string, string>, today: string): Promise<void> {
  const now = Temporal.Now.instant()
  const stories = orderScenario(SEED, today)
  for (const [nth, partner] of seeded.entries()) await seedOf(pools, partner, stories, productId, now, nth === 0 ? await seedIndexSeries(pools, partner, now) : undefined)
  for (let days = BEGAN_DAYS_AGO - 1; days >= 0; days -= 1) {
    const moment = now.subtract({ hours: 24 * days })
    await notifyDue(pools.worker, NETWORK_ID, { now: () => moment })
    await runDue(pools.worker, NETWORK_ID, { now: () => moment, onError: (error) => { throw error } })
  }
  for (const { tenantId } of seeded) await shipWhatIsDue(pools, tenantId, now)
}

/** What a subscription ordered leaves on the day after; what was ordered within the last day is still to be picked. */
async function shipWhatIsDue(pools: Pools, tenantId: number, now: Temporal.Instant): Promise<void> {
  const orders = await asWorker(pools, tenantId, (work) => work.db.selectFrom("subscriptions.occurrence as c").innerJoin("ordering.order as o", "o.order_id", "c.order_id")
    .select(["o.order_id", "o.submitted_at"]).where("o.network_id", "=", NETWORK_ID).where("o.tenant_id", "=", tenantId).where("o.status", "=", "confirmed").orderBy("o.submitted_at").orderBy("o.order_id").execute())
  for (const [nth, { order_id: orderId, submitted_at: submittedAt }] of orders.entries()) {
    const placed = Temporal.Instant.fromEpochMilliseconds((submittedAt as Date).getTime())
    await planOrder(pools, { tenantId, orderId }, placed.add({ minutes: 5 }))
    const at = placed.add({ hours: 24 })
    if (Temporal.Instant.compare(at, now) < 0) await shipOrder(pools, { tenantId, orderId }, { at, nth: 1_000 + nth })
  }
}

async function seedOf(pools: Pools, seeded: Seeded, stories: readonly OrderStory[], productId: ReadonlyMap<string, string>, now: Temporal.Instant, seriesId: string | undefined): Promise<void> {
  const { partner, tenantId, accountId, members, addressId } = seeded
  const began = now.subtract({ hours: 24 * BEGAN_DAYS_AGO })
  const startsOn = began.toZonedDateTimeISO(partner.timeZone).toPlainDate().toString()
  await asTenant(pools, tenantId, (work) => keepHolidays(work, partner), { now: began })
  const [monthly, fortnightly] = PLANS[partner.language]
  const { planId } = await asTenant(pools, tenantId, (work) => savePlan(work, { plan: { name: monthly, cadences: [FIFTEENTH, SECOND_TUESDAY, MONTH_END], discountPercent: "3", termMonths: 12, collect: ["terms", "automatic"] } }), { now: began })
  await asTenant(pools, tenantId, (work) => savePlan(work, { plan: { name: fortnightly, cadences: [FORTNIGHTLY], discountPercent: "2", invoicing: "at_order" } }), { now: began })
  const { fee, amount, ...monitored } = MONITORED[partner.language]
  const watched = await asTenant(pools, tenantId, (work) => savePlan(work, { plan: { ...monitored, serviceFee: { name: fee, amount, everyMonths: 1 } } }), { now: began })
  const named = new Map<string, number>()
  const own = stories.filter((story) => story.tenant === partner.code && story.outcome.state === "shipped")
  let made = 0
  for (const [index, story] of own.entries()) {
    if (made === PER_PARTNER) return
    const buyer = members.get(story.placedBy)
    const account = accountId.get(story.account)
    if (!buyer || !account) continue
    const wanted = [...story.lines.slice(0, 3).filter(({ sku }) => made > 0 || sku !== INDEXED_GLOVE.sku), ...(made === 0 && seriesId ? [INDEXED_GLOVE] : [])]
    const lines = wanted.map(({ sku, unit, quantity }) => ({ productId: productId.get(sku) ?? "", unit, quantity }))
    const ask = {
      source: { kind: "lines" as const, lines }, name: nameFor(partner, story.account, named), startsOn, cadence: CADENCES[made] ?? MONTH_END, planId: made % 2 ? planId : watched.planId, shipToId: addressId.get(story.shipTo) ?? null,
      poNumber: story.poNumber ?? "", ceilingPercent: "10", ...(made === 1 && { pricePolicy: { policy: "current_within" as const, capPercent: "5", floorPercent: "5" } }),
    }
    const created = await asPerson(pools, buyer, account, (work) => createSubscription(work, ask), { now: began.add({ minutes: index * 7 }) }).catch((error: unknown) => {
      if (isRefusal(error)) return undefined
      throw error
    })
    if (!created) continue
    named.set(story.account, (named.get(story.account) ?? 0) + 1)
    made += 1
    if (made === 1 && seriesId) await followIndex(pools, seeded, created.subscriptionId, seriesId, began.add({ hours: 3 }))
    if (made === 3) await asPerson(pools, buyer, account, async (work) => {
      const { version, upcoming } = await subscriptionPage(work, { subscriptionId: created.subscriptionId })
      return applyChange(work, { subscriptionId: created.subscriptionId, expectedVersion: version, change: { kind: "skip", n: upcoming[2]?.n ?? 2 } })
    }, { now: began.add({ hours: 2 }) })
  }
}

/** Nothing is delivered on the public holidays where the partner is at home; the calendar follows them. */
async function keepHolidays(work: Work, { address: { country, region }, language }: Seeded["partner"]): Promise<void> {
  const { version, settings } = await recurringSettings(work)
  const { days, until } = await publicHolidays(work, { country, region }, language)
  await saveRecurringSettings(work, { version, settings: { ...settings, holidays: days.map(({ on }) => on) }, holidayRule: { country, region, until } })
}

/** The next name that fits the account; past the last one they start again, with a number. */
function nameFor({ accounts, language }: Seeded["partner"], code: string, named: ReadonlyMap<string, number>): string {
  const names = NAMES[language][accounts.find((account) => account.code === code)?.kind ?? "house"]
  const nth = named.get(code) ?? 0
  return nth < names.length ? names[nth]! : `${names[nth % names.length]!} ${Math.floor(nth / names.length) + 1}`
}
