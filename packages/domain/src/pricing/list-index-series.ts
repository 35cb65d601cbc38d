import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { may } from "../tenancy/index.ts"
import type { IndexSeriesRef } from "./contract.ts"
import { authorizeReadingSeries, indexBook, indexSeriesNotFound, isNetworks, ownTables, readIndexSeries } from "./index-series.db.ts"
import type { IndexSeries, IndexValue } from "./index-series.ts"

/** A series with the last period that was published of it. */
export type IndexSeriesRow = Omit<IndexSeries, "values"> & { readonly periods: number; readonly last: IndexValue | null }
/** Every value with what was said about it, and by whom: whose they are not reads no names, and who does not keep prices neither. */
export type IndexSeriesValue = IndexValue & { readonly reason: string; readonly by: string; readonly recordedAt: string; /** Another version took its place. */ readonly corrected: boolean }
export type IndexSeriesPage = Omit<IndexSeries, "values"> & { readonly values: readonly IndexSeriesValue[] }

/** What a price may follow: one's own series, and in a partner's portal the distributor's too. One statement. */
export async function listIndexSeries(work: Work): Promise<readonly IndexSeriesRow[]> {
  authorizeReadingSeries(work)
  return (await readIndexSeries(work)).map(({ values, ...series }) => ({ ...series, periods: new Set(values.map(({ period }) => period)).size, last: values.at(-1) ?? null }))
}

/** One series with every version of every value, the newest period first. Refuses `pricing.index_series_not_found`. */
export async function getIndexSeries(work: Work, { seriesId }: IndexSeriesRef): Promise<IndexSeriesPage> {
  authorizeReadingSeries(work)
  const [book, said] = [await indexBook(work, [seriesId]), await saidOf(work, seriesId)]
  const found = book.get(seriesId)
  if (!found) throw indexSeriesNotFound()
  const { values, ...series } = found
  return {
    ...series, values: values.map((value) => {
      const more = said.get(keyOf(value))
      return { ...value, reason: more?.reason ?? "", by: more?.by ?? "", recordedAt: more ? more.recordedAt.toISOString() : "", corrected: values.some((one) => one.period === value.period && one.version > value.version) }
    }).reverse(),
  }
}

type Said = { readonly period: string; readonly version: number; readonly reason: string; readonly by: string; readonly recordedAt: Date }
const keyOf = ({ period, version }: Pick<IndexValue, "period" | "version">) => `${period} ${version}`

async function saidOf(work: Work, seriesId: string): Promise<ReadonlyMap<string, Said>> {
  const { values, key, keyed } = ownTables(work)
  const keeps = isNetworks(work) || may(work, "price.manage")
  const own = sql`select period, version, ${keeps ? sql`reason, actor ->> 'name'` : sql`'' as reason, ''`} as by, recorded_at as "recordedAt" from ${values} where (${key}, series_id) = (${keyed}, ${seriesId}::uuid)`
  const distributors = sql`select period, version, reason, '' as by, recorded_at as "recordedAt" from pricing.network_index_value where network_id = ${work.scope.networkId} and series_id = ${seriesId}::uuid`
  const { rows } = await sql<Said>`select * from (${isNetworks(work) ? own : sql`${own} union all ${distributors}`}) q`.execute(work.db)
  return new Map(rows.map((row) => [keyOf(row), row]))
}
