import { sql } from "kysely"
import { actorRecord, audit, json, type Work } from "@entrepot/db"
import { dayFrom, monthOf, quantity, Refusal } from "@entrepot/kernel"
import { PublishIndexValue } from "./contract.ts"
import { authorizeIndexSeries, lockIndexSeries, ownTables, todayHere } from "./index-series.db.ts"
import { periodOf } from "./index-periods.ts"
import type { IndexSeries, IndexValue } from "./index-series.ts"

/** A value as it is to be written: a period's first, or the next version of one that is there. */
export type NextValue = IndexValue & { readonly reason: string }
export type ValueRefused = "index_value_is_of_the_future" | "index_value_is_the_same" | "index_value_is_older"

/** What a value that somebody gives becomes, or why it is none. Pure. `same` is no mistake where a whole file is sent again. */
export function nextValue({ frequency, values }: Pick<IndexSeries, "frequency" | "values">, given: { readonly period: string; readonly value: string; readonly publishedOn: string; readonly reason: string }, today: string): NextValue | { readonly refused: ValueRefused } {
  const period = periodOf(frequency, given.period)
  if (given.publishedOn > today || period > today || monthOf(dayFrom(given.publishedOn)) < monthOf(dayFrom(period))) return { refused: "index_value_is_of_the_future" }
  const last = values.filter((one) => one.period === period).at(-1)
  const value = quantity(given.value) as string
  if (last?.value === value) return { refused: "index_value_is_the_same" }
  if (last && given.publishedOn < last.publishedOn) return { refused: "index_value_is_older" }
  return { period, version: (last?.version ?? 0) + 1, value, publishedOn: given.publishedOn, reason: given.reason }
}

/**
 * Says what was published of a period. What was said before stays, and is what counted until this was published. Refuses `pricing.index_series_not_found`,
 * `index_series_is_the_distributors`, `changed_meanwhile`, `index_value_is_of_the_future`, `index_value_is_the_same`, `index_value_is_older`.
 */
export async function publishIndexValue(work: Work, input: PublishIndexValue): Promise<{ seriesId: string; period: string; version: number }> {
  authorizeIndexSeries(work)
  const { seriesId, known, ...given } = PublishIndexValue.parse(input)
  const [series, today] = [await lockIndexSeries(work, seriesId), await todayHere(work)]
  const next = nextValue(series, given, today)
  if ("refused" in next) throw new Refusal(`pricing.${next.refused}`, "rule", { period: given.period, published: given.publishedOn })
  if (known !== undefined && next.version !== known + 1) throw new Refusal("pricing.changed_meanwhile", "conflict", { name: series.name })
  await writeIndexValues(work, seriesId, [next])
  const before = series.values.find((one) => one.period === next.period && one.version === next.version - 1)
  audit(work, { action: next.version === 1 ? "pricing.index_value_published" : "pricing.index_value_corrected", subjectKind: "index_series", subjectId: seriesId, reason: given.reason, ...(before && { before: { period: before.period, value: before.value, publishedOn: before.publishedOn } }), after: { code: series.code, period: next.period, version: next.version, value: next.value, publishedOn: next.publishedOn } })
  return { seriesId, period: next.period, version: next.version }
}

/** One statement, however many there are. */
export async function writeIndexValues(work: Work, seriesId: string, values: readonly NextValue[]): Promise<void> {
  const { values: table, key, keyed } = ownTables(work)
  const rows = values.map(({ period, version, value, publishedOn, reason }) => ({ period, version, value, published_on: publishedOn, reason }))
  await sql`insert into ${table} (${key}, series_id, period, version, value, published_on, reason, actor, recorded_at)
    select ${keyed}, ${seriesId}::uuid, r.period, r.version, r.value, r.published_on, r.reason, ${json(actorRecord(work.actor))}::jsonb, ${work.now.toString()}::timestamptz
      from jsonb_to_recordset(${json(rows)}::jsonb) r (period date, version int, value numeric, published_on date, reason text)`.execute(work.db)
}
