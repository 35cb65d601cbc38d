import { sql, type RawBuilder } from "kysely"

/** Sorts after everything that begins with the text before it, in the C collation. */
export const LAST = "\u{10FFFF}"

/**
 * "Begins with" as a range of a C-collated column. `^@` finds an index only where the planner sees the text itself; a
 * prepared statement that is planned once for all texts would read the whole index instead.
 */
export function beginsWith(column: RawBuilder<unknown>, prefix: string): RawBuilder<boolean> {
  return sql<boolean>`(${column} >= ${prefix} and ${column} < ${prefix + LAST})`
}

/** The same, where the beginning is a column of another row. */
export function beginsWithValue(column: RawBuilder<unknown>, prefix: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(${column} >= ${prefix} and ${column} < ${prefix} || ${sql.lit(LAST)})`
}

/** Of more hits than that, reading a list in its order finds a page soon. */
const MANY = 1_000

/**
 * Two common tables for a list that is searched by the beginning of any of some columns. `found` has the keys of the hits, each of
 * `searches` read through its column's own index; `rare` says whether those are all. A list sorts rare hits, and looks for frequent ones
 * row by row in its own order: neither reads everything that the tenant ever had.
 */
export function hitsOf(searches: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const limited = searches.map((search) => sql`(${search} ${sql.raw(`limit ${MANY + 1}`)})`)
  return sql`found as materialized (${sql.join(limited, sql` union `)}), rare as materialized (select count(*) <= ${sql.lit(MANY)} as yes from found)`
}

/** The same condition, expected of every other row: the planner then reads a list in its order, and does not gather all hits first. */
export function frequent(condition: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`coalesce(${condition}, false)`
}
