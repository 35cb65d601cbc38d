import { sql, type RawBuilder } from "kysely"
import { z } from "zod"
import { json, type Work } from "@entrepot/db"
import { businessDate } from "@entrepot/kernel"
import { TAX_LEVELS } from "./tax-contract.ts"

const Postal = z.string().transform((text) => text.toUpperCase().replaceAll(/[\s-]/g, "")).pipe(z.string().regex(/^[0-9A-Z]{1,12}$/))
const some = (most: number) => z.string().trim().min(1).max(most)
const none = z.string().trim().max(0)
const common = {
  country: z.string().regex(/^[A-Z]{2}$/), tax_category: some(40), valid_from: z.iso.date(), valid_to: z.union([z.literal("").transform(() => null), z.null(), z.iso.date()]), label: some(80), percent: z.string().regex(/^\d{1,2}(\.\d{1,4})?$/),
}
const Region = z.string().trim().toUpperCase().pipe(some(10))

/** A rate as it is kept. What a country or a region has is its alone: no locality, postal codes or city. */
export const KeptRate = z.discriminatedUnion("level", [
  z.object({ level: z.literal("country"), region: none, locality: none, postal_from: none, postal_to: none, city: none, ...common }),
  z.object({ level: z.literal("region"), region: Region, locality: none, postal_from: none, postal_to: none, city: none, ...common }),
  ...(["county", "city", "district"] as const).map((level) => z.object({ level: z.literal(level), region: Region, locality: some(60), postal_from: Postal, postal_to: Postal, city: z.string().trim().max(80), ...common })),
]).refine((row) => row.postal_from.length === row.postal_to.length && row.postal_from <= row.postal_to, { path: ["postal_to"] }).refine((row) => row.valid_to === null || row.valid_to >= row.valid_from, { path: ["valid_to"] })
export type KeptRate = z.output<typeof KeptRate>

/** The columns of a rate, and of a file of them, by the names of its header. */
export const TAX_RATE_COLUMNS = ["country", "region", "level", "locality", "tax_category", "postal_from", "postal_to", "city", "valid_from", "valid_to", "label", "percent"] as const
const KEY = ["country", "region", "level", "locality", "tax_category", "postal_from", "postal_to", "city", "valid_from"] as const

/** Which rate it is: all but its last day, what it is called, and how much it is. In the order of places, from the widest on. */
export const keyOfRate = (row: Readonly<Record<(typeof KEY)[number], string>>): string => [row.country, row.region, TAX_LEVELS.indexOf(row.level as KeptRate["level"]), row.locality, row.tax_category, row.postal_from, row.postal_to, row.city, row.valid_from].join("|")

/** Every rate that a legal entity keeps, of whichever level, with its key. */
export function keptRates(work: Work, entity: number): RawBuilder<unknown> {
  const own = sql`network_id = ${work.scope.networkId} and tenant_id = ${entity}`
  return sql`(select *, concat_ws('|', country, region, array_position(${sql`array[${sql.join([...TAX_LEVELS])}]::text[]`}, level) - 1, locality, tax_category, postal_from, postal_to, city, valid_from) collate "C" as key
    from (select country, region, case region when '' then 'country' else 'region' end as level, '' as locality, tax_category, '' as postal_from, '' as postal_to, '' as city, valid_from, valid_to, label, percent from pricing.tax_rate where ${own}
          union all select country, region, level, locality, tax_category, postal_from, postal_to, city, valid_from, valid_to, label, percent from pricing.local_tax_rate where ${own}) u)`
}

const given = (rates: readonly KeptRate[]) => sql`jsonb_to_recordset(${json(rates)}::jsonb) r (country text, region text, level text, locality text, tax_category text, postal_from text, postal_to text, city text, valid_from date, valid_to date, label text, percent numeric)`

export type RateCounts = { readonly created: number; readonly changed: number; readonly unchanged: number }
/** What saving some rates would change. One statement. */
export async function compareRates(work: Work, entity: number, rates: readonly KeptRate[]): Promise<RateCounts> {
  const { rows } = await sql<RateCounts>`
    select count(*) filter (where k.key is null)::int as created, count(*) filter (where k.key is not null and (k.percent, k.label, k.valid_to) is distinct from (r.percent, r.label, r.valid_to))::int as changed,
           count(*) filter (where k.key is not null and (k.percent, k.label, k.valid_to) is not distinct from (r.percent, r.label, r.valid_to))::int as unchanged
      from ${given(rates)} left join ${keptRates(work, entity)} k
        on (k.country, k.region, k.tax_category, k.level, k.locality, k.postal_from, k.postal_to, k.city, k.valid_from) = (r.country, r.region, r.tax_category, r.level, r.locality, r.postal_from, r.postal_to, r.city, r.valid_from)`.execute(work.db)
  return rows[0]!
}

/** Writes rates: one of a known key gets its last day, name and percentage. One statement for both kinds. */
export async function writeRates(work: Work, entity: number, rates: readonly KeptRate[]): Promise<void> {
  const { networkId } = work.scope
  await sql`
    with g as (select r.* from ${given(rates)}),
    whole as (insert into pricing.tax_rate (network_id, tenant_id, country, region, tax_category, valid_from, valid_to, label, percent)
      select ${networkId}::int, ${entity}::int, country, region, tax_category, valid_from, valid_to, label, percent from g where level in ('country', 'region')
      on conflict (network_id, tenant_id, country, region, tax_category, valid_from) do update set valid_to = excluded.valid_to, label = excluded.label, percent = excluded.percent)
    insert into pricing.local_tax_rate (network_id, tenant_id, country, region, level, locality, tax_category, postal_from, postal_to, city, valid_from, valid_to, label, percent)
    select ${networkId}::int, ${entity}::int, country, region, level, locality, tax_category, postal_from, postal_to, city, valid_from, valid_to, label, percent from g where level not in ('country', 'region')
    on conflict (network_id, tenant_id, country, region, tax_category, level, locality, postal_from, postal_to, city, valid_from) do update set valid_to = excluded.valid_to, label = excluded.label, percent = excluded.percent`.execute(work.db)
}

/** Which day it is at a legal entity's: a tenant's, or for 0 the network's. One statement. */
export async function entityDay(work: Work, entity: number): Promise<string> {
  const { rows } = await (entity === 0 ? sql<{ zone: string }>`select zone from tenancy.network where network_id = ${work.scope.networkId}` : sql<{ zone: string }>`select zone from tenancy.tenant where network_id = ${work.scope.networkId} and tenant_id = ${entity}`).execute(work.db)
  return businessDate(work.now, rows[0]?.zone ?? "UTC").toString()
}
