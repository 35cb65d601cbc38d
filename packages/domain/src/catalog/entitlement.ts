import { sql, type Expression, type RawBuilder } from "kysely"

/**
 * For whom a catalogue is asked. `accountGroup` may be an expression, so that the group is looked up in the same statement; it
 * must not refer to the rows in question. `scope` names network and tenant where the caller has them (a work of the network
 * that looks into one tenant must); otherwise the transaction's own scope counts.
 */
export type Entitlement = {
  readonly accountGroup: string | Expression<string>
  readonly scope?: { readonly networkId?: number; readonly tenantId?: number }
}

/**
 * THE predicate of a tenant's catalogue, used by every door: an include rule matches and no exclude rule does. `alias` has
 * the columns product_id, category_path and brand_norm of catalog.product.
 *
 * Nothing in it refers to the row but plain comparisons: the rules are read once per statement, however many rows are judged.
 */
export function entitledProduct(alias: string, entitlement: Entitlement): RawBuilder<boolean> {
  return entitledBy(alias, segmentRules(entitlement), true)
}

/** The same for a row of catalog.facet_count, which stands for many products: rules for single products are left to the caller. */
export function entitledGroup(alias: string, entitlement: Entitlement): RawBuilder<boolean> {
  return entitledBy(alias, segmentRules(entitlement), false)
}

/** The rules that count, as a subquery with the columns effect, target, category_path, brand_norm and product_id. */
export function segmentRules({ accountGroup, scope }: Entitlement): RawBuilder<unknown> {
  const network = scope?.networkId === undefined ? sql`ctx.network_id()` : sql`${scope.networkId}`
  const tenant = scope?.tenantId === undefined ? sql`ctx.tenant_id()` : sql`${scope.tenantId}`
  return sql`(select sr.effect, sr.target, sr.category_path, sr.brand_norm, sr.product_id from catalog.segment_rule sr
    where sr.network_id = ${network} and sr.tenant_id = ${tenant} and (sr.account_group = '' or sr.account_group = ${accountGroup}))`
}

/** The predicate over any set of rules, such as those that are only proposed. */
export function entitledBy(alias: string, rules: RawBuilder<unknown>, withProducts: boolean): RawBuilder<boolean> {
  return sql<boolean>`(${matches(alias, rules, "include", withProducts)} and not ${matches(alias, rules, "exclude", withProducts)})`
}

/** "All" is the category that every path begins with. */
function matches(alias: string, rules: RawBuilder<unknown>, effect: "include" | "exclude", withProducts: boolean): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  const of = sql`${rules} r where r.effect = ${sql.lit(effect)}`
  const product = withProducts ? sql`or ${column("product_id")} in (select r.product_id from ${of} and r.product_id is not null)` : sql``
  return sql<boolean>`(${column("category_path")} ^@ any (array(select case r.target when 'all' then '' else r.category_path end from ${of} and r.target in ('all', 'category')))
    or ${column("brand_norm")} = any (array(select r.brand_norm from ${of} and r.target = 'brand'))
    ${product})`
}
