import { applyChange, subscriptionPage } from "@entrepot/domain/subscriptions"
import { importIndexValues, saveIndexSeries } from "@entrepot/domain/pricing"
import { Temporal } from "@entrepot/kernel"
import { asTenant, type Pools } from "./actors.ts"
import type { Seeded } from "./partner.ts"

/** Invented, as everything about this series is: a rise, a calm, and another rise. */
const VALUES = ["100.0", "100.6", "101.1", "101.9", "102.4", "102.3", "102.2", "102.6", "103.1", "103.9", "104.1", "104.8", "105.9", "106.4", "106.6", "107.5", "108.3", "109.2", "109.0", "109.7"]
const PUBLISHED_DAY = 20

/** What its first subscription has of it, and what follows the series. */
export const INDEXED_GLOVE = { sku: "NW-GLV-NIT-BLU-L", unit: "XBX", quantity: "2" } as const

/** A partner's own series of what its goods cost to make: each month's value comes out on the twentieth of the next one. */
export async function seedIndexSeries(pools: Pools, { partner, tenantId }: Seeded, now: Temporal.Instant): Promise<string> {
  const today = now.toZonedDateTimeISO(partner.timeZone).toPlainDate()
  const first = today.with({ day: 1 }).subtract({ months: VALUES.length })
  const lines = VALUES.map((value, at) => ({ period: first.add({ months: at }), value })).map(({ period, value }) => ({ period, value, published: period.add({ months: 1 }).with({ day: PUBLISHED_DAY }) }))
  const csv = ["period,value,published", ...lines.filter(({ published }) => Temporal.PlainDate.compare(published, today) <= 0).map(({ period, value, published }) => `${period.toString()},${value},${published.toString()}`)].join("\n")
  const base = first.toString().slice(0, 7)
  const series = { code: "DEMO-NITRIL", name: "Erzeugerpreise Nitrilhandschuhe (erfunden)", unit: `${base} = 100`, basePeriod: base, frequency: "monthly" as const, source: "Beispielamt für Preise (Demodaten)", sourceUrl: "https://preise.example/nitril" }
  return asTenant(pools, tenantId, async (work) => {
    const { seriesId } = await saveIndexSeries(work, { series })
    await importIndexValues(work, { seriesId, csv, apply: true })
    return seriesId
  }, { now })
}

/** The dealer and the customer agree that a subscription's gloves follow it. */
export async function followIndex(pools: Pools, { tenantId }: Seeded, subscriptionId: string, seriesId: string, now: Temporal.Instant): Promise<void> {
  await asTenant(pools, tenantId, async (work) => {
    const { version, lines } = await subscriptionPage(work, { subscriptionId })
    const line = lines.find(({ sku }) => sku === INDEXED_GLOVE.sku)
    if (line) await applyChange(work, { subscriptionId, expectedVersion: version, change: { kind: "policies", lineIds: [line.lineId], pricePolicy: { policy: "index", seriesId, capPercent: "8", floorPercent: "8", everyMonths: 1, lagMonths: 2 } } })
  }, { now })
}
