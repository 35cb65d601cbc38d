import { sql } from "kysely"
import { audit, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { SaveIndexSeries } from "./contract.ts"
import { authorizeIndexSeries, lockIndexSeries, ownTables } from "./index-series.db.ts"

type Head = ReturnType<typeof SaveIndexSeries.parse>["series"]

/**
 * Begins a series, or says something else of one; its values, its code and how often it is published stay. Refuses `pricing.index_code_is_taken`, `changed_meanwhile`,
 * `index_series_not_found`, `index_series_is_the_distributors`, `index_frequency_is_fixed`.
 */
export async function saveIndexSeries(work: Work, input: SaveIndexSeries): Promise<{ seriesId: string; version: number }> {
  authorizeIndexSeries(work)
  const { seriesId, version, series } = SaveIndexSeries.parse(input)
  return seriesId === undefined ? begin(work, series) : change(work, seriesId, version, series)
}

async function begin(work: Work, head: Head) {
  const { series, key, keyed } = ownTables(work)
  const [seriesId, at] = [newId<"index_series">(work.now.epochMilliseconds), work.now.toString()]
  const { rows } = await sql`
    insert into ${series} (${key}, series_id, code, name, unit, base_period, frequency, source, source_url, created_at, updated_at)
    values (${keyed}, ${seriesId}, ${head.code}, ${head.name}, ${head.unit}, ${head.basePeriod}, ${head.frequency}, ${head.source}, ${head.sourceUrl}, ${at}, ${at})
    on conflict (${key}, code) do nothing returning 1`.execute(work.db)
  if (rows.length === 0) throw new Refusal("pricing.index_code_is_taken", "conflict", { code: head.code })
  audit(work, { action: "pricing.index_series_saved", subjectKind: "index_series", subjectId: seriesId, after: { ...head } })
  return { seriesId, version: 1 }
}

async function change(work: Work, seriesId: string, version: number | undefined, head: Head) {
  const { values: _values, seriesId: _id, owner: _owner, version: now, ...before } = await lockIndexSeries(work, seriesId)
  if (version !== now) throw new Refusal("pricing.changed_meanwhile", "conflict", { name: before.name })
  if (head.code !== before.code || head.frequency !== before.frequency) throw new Refusal("pricing.index_frequency_is_fixed", "rule", { name: before.name })
  const { series, key, keyed } = ownTables(work)
  await sql`update ${series} set name = ${head.name}, unit = ${head.unit}, base_period = ${head.basePeriod}, source = ${head.source}, source_url = ${head.sourceUrl}, version = version + 1, updated_at = ${work.now.toString()}
     where (${key}, series_id) = (${keyed}, ${seriesId}::uuid)`.execute(work.db)
  audit(work, { action: "pricing.index_series_saved", subjectKind: "index_series", subjectId: seriesId, before: { ...before }, after: { ...head } })
  return { seriesId, version: now + 1 }
}
