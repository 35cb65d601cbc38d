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
