import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { businessDate, Refusal } from "@entrepot/kernel"
import { authorize, may } from "../tenancy/index.ts"
import type { IndexBook, IndexSeries } from "./index-series.ts"

/** Whose series somebody keeps: the distributor's staff those of the network, a partner's people their own. Refuses whoever sets no prices. */
export function authorizeIndexSeries(work: Work): void {
  authorize(work, isNetworks(work) ? "network.price.manage" : "price.manage")
}

/**
 * Who reads them: whoever keeps them, and whoever sees subscriptions or makes them. A session that is held to one account reads what its lines follow and what
 * is offered to it, which row security sees to.
 */
export function authorizeReadingSeries(work: Work): void {
  if (isNetworks(work)) return authorizeIndexSeries(work)
  authorize(work, (["price.manage", "subscription.manage"] as const).find((one) => may(work, one)) ?? "subscription.view")
}

export const isNetworks = ({ scope }: Work): boolean => scope.tenantId === undefined && scope.audience === "network"

/** The tables that somebody's own series are in, and the columns that lead their keys. */
export function ownTables(work: Work): { readonly series: RawBuilder<unknown>; readonly values: RawBuilder<unknown>; readonly key: RawBuilder<unknown>; readonly keyed: RawBuilder<unknown> } {
  const { networkId, tenantId } = work.scope
  return isNetworks(work)
    ? { series: sql`pricing.network_index_series`, values: sql`pricing.network_index_value`, key: sql`network_id`, keyed: sql`${networkId}::int` }
    : { series: sql`pricing.index_series`, values: sql`pricing.index_value`, key: sql`network_id, tenant_id`, keyed: sql`${networkId}::int, ${tenantId}::int` }
}

const HEAD = sql`s.series_id as "seriesId", s.code, s.name, s.unit, s.base_period as "basePeriod", s.frequency, s.source, s.source_url as "sourceUrl", s.version`
const VALUES = sql`coalesce(json_agg(json_build_object('period', v.period, 'version', v.version, 'value', trim_scale(v.value)::text, 'publishedOn', v.published_on) order by v.period, v.version), '[]')`

/** Series that somebody may use, with their values: the distributor's, and in a tenant its own too; all of them, or those of some ids. One statement. */
export async function readIndexSeries(work: Work, seriesIds?: readonly string[]): Promise<readonly IndexSeries[]> {
  const { networkId, tenantId } = work.scope
  const wanted = seriesIds ? sql`and s.series_id = any (${[...new Set(seriesIds)]}::uuid[])` : sql``
  const ofNetwork = sql`select ${isNetworks(work) ? sql`'own'` : sql`'distributor'`} as owner, ${HEAD}, (select ${VALUES} from pricing.network_index_value v where (v.network_id, v.series_id) = (s.network_id, s.series_id)) as values
    from pricing.network_index_series s where s.network_id = ${networkId} ${wanted}`
  const ofTenant = sql`select 'own' as owner, ${HEAD}, (select ${VALUES} from pricing.index_value v where (v.network_id, v.tenant_id, v.series_id) = (s.network_id, s.tenant_id, s.series_id)) as values
    from pricing.index_series s where s.network_id = ${networkId} ${tenantId === undefined ? sql`` : sql`and s.tenant_id = ${tenantId}`} ${wanted}`
  const { rows } = await sql<IndexSeries>`select * from (${isNetworks(work) ? ofNetwork : sql`${ofTenant} union all ${ofNetwork}`}) q order by owner desc, code`.execute(work.db)
  return rows
}

const NONE: IndexBook = new Map()

/** The series of these ids that are there; no round trip where none is asked for. */
export async function indexBook(work: Work, seriesIds: readonly string[]): Promise<IndexBook> {
  return seriesIds.length === 0 ? NONE : new Map((await readIndexSeries(work, seriesIds)).map((one) => [one.seriesId, one]))
}

/** The distributor's series that bear some codes, by code; no round trip where none is asked for. */
export async function distributorsSeries(work: Work, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<{ code: string; seriesId: string }>`
    select s.code, s.series_id as "seriesId" from pricing.network_index_series s where s.network_id = ${work.scope.networkId} and s.code = any (${[...new Set(codes)]}::text[])`.execute(work.db)
  return new Map(rows.map(({ code, seriesId }) => [code, seriesId]))
}

export const indexSeriesNotFound = () => new Refusal("pricing.index_series_not_found", "not_found")

/** The same, and another tenant's is refused like one that never was: `pricing.index_series_not_found`. */
export async function requireIndexSeries(work: Work, seriesIds: readonly string[]): Promise<IndexBook> {
  const book = await indexBook(work, seriesIds)
  if (seriesIds.some((id) => !book.has(id))) throw indexSeriesNotFound()
  return book
}

/** One's own series, locked, so that of two who publish the second reads what the first one did. Refuses `pricing.index_series_not_found`, `index_series_is_the_distributors`. */
export async function lockIndexSeries(work: Work, seriesId: string): Promise<IndexSeries> {
  const { series, key, keyed } = ownTables(work)
  const { rows } = await sql`select 1 from ${series} where (${key}, series_id) = (${keyed}, ${seriesId}::uuid) for no key update`.execute(work.db)
  const found = (await indexBook(work, [seriesId])).get(seriesId)
  if (!found) throw indexSeriesNotFound()
  if (rows.length === 0) throw new Refusal("pricing.index_series_is_the_distributors", "forbidden")
  return found
}

/** Where somebody is, which day it is there. */
export async function todayHere(work: Work): Promise<string> {
  const { networkId, tenantId } = work.scope
  const { rows } = await (isNetworks(work) ? sql<{ zone: string }>`select zone from tenancy.network where network_id = ${networkId}` : sql<{ zone: string }>`select zone from tenancy.tenant where network_id = ${networkId} and tenant_id = ${tenantId}`).execute(work.db)
  return businessDate(work.now, rows[0]?.zone ?? "UTC").toString()
}
