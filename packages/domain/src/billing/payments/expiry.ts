import { sql, type RawBuilder } from "kysely"

/** So many days before a card expires its account is warned, the later one last. */
export const WARNED_DAYS = [30, 7] as const
/** The provider is asked a day before that: whoever has a new card already need not hear of the old one. */
export const ASKED_DAYS = WARNED_DAYS[0] + 1

/** The last day on which a method can be charged: the last of its month. Null where it does not expire. */
export function expiresOn(alias: "m" | "payment_method"): RawBuilder<string | null> {
  return sql`(make_date(${sql.ref(`${alias}.exp_year`)}, ${sql.ref(`${alias}.exp_month`)}, 1) + interval '1 month' - interval '1 day')::date`
}
