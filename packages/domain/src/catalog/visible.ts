import { sql, type RawBuilder } from "kysely"
import { entitledProduct, type Entitlement } from "./entitlement.ts"

/** What a buyer can find and buy now: live products of their tenant's catalogue. `alias` is catalog.product. */
export function visibleProduct(alias: string, entitlement: Entitlement): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(`${alias}.status`)} in ('active', 'run_out') and ${entitledProduct(alias, entitlement)}`
}

/** A name in the reader's language, else in English, else in any, else nothing but the number. `alias` has names, a jsonb. */
export function localisedName(alias: string, locale: string): RawBuilder<string> {
  return localised(alias, "names", locale)
}

export function localised(alias: string, column: "names" | "descriptions", locale: string): RawBuilder<string> {
  const texts = sql.ref(`${alias}.${column}`)
  return sql<string>`coalesce(nullif(${texts} ->> ${locale}, ''), nullif(${texts} ->> 'en', ''),
    (select t.value from jsonb_each_text(${texts}) t where t.value <> '' order by t.key limit 1), '')`
}
