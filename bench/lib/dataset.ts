import { Client } from "pg"
import { STANDARD_ROLES } from "@entrepot/domain/tenancy"

/** How large the benchmark's world is. The largest network has `products` products, the last one 300, the others a hundredth of the largest. */
export type Size = { readonly networks: number; readonly tenants: number; readonly products: number; readonly orderLines: number }
/** Which tenants of each network are made: the world is filled in two goes, so that it can be asked with few and with many. */
export type Tenants = { readonly from: number; readonly to: number }

export const FULL: Size = { networks: 10, tenants: 1_000, products: 100_000, orderLines: 1_000_000 }
export const SMALL: Size = { networks: 10, tenants: 50, products: 2_000, orderLines: 10_000 }
/** All tenants, but few products and orders: ready in half a minute, for cases that care about neither. */
export const LEAN: Size = { ...FULL, products: 5_000, orderLines: 10_000 }
export const FEW_PRODUCTS = 300

const LINES_PER_ORDER = 10
const CATEGORIES = 60
const MADE = "timestamptz '2026-01-01 00:00:00Z'"

/**
 * Fills an empty, migrated database with generated networks, products, base prices and stock, as its superuser and by set-based
 * SQL alone. Search terms are left to the catalogue's own door, so that they are what a product gets.
 */
export function generateCatalogue(adminUrl: string, size: Size, onProgress: (step: string) => void): Promise<void> {
  return fill(adminUrl, catalogueSteps(size), onProgress)
}

/** Adds tenants with people, accounts, rules, price lists and past orders to each network. */
export function generateTenants(adminUrl: string, size: Size, tenants: Tenants, onProgress: (step: string) => void): Promise<void> {
  return fill(adminUrl, [...tenantSteps(size, tenants), ...orderSteps(size, tenants)], onProgress)
}

/** Runs the steps and gathers statistics, of everything or of the tables that they fill. */
export async function fill(adminUrl: string, steps: readonly Step[], onProgress: (step: string) => void, tables: readonly string[] = []): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    // Generated rows keep every rule by construction; foreign keys are not checked row by row.
    await client.query("set session_replication_role = replica")
    await client.query(`create function pg_temp.id(kind text, a bigint, b bigint default 0, c bigint default 0) returns uuid language sql stable parallel safe as
      $$ select overlay(overlay(md5(kind || ':' || a || ':' || b || ':' || c) placing '7' from 13) placing '8' from 17)::uuid $$`)
    for (const [step, sql] of steps) {
      onProgress(step)
      await client.query(sql)
    }
    onProgress("statistics")
    await client.query("set session_replication_role = origin")
    await client.query(`vacuum analyze ${tables.join(", ")}`)
  } finally {
    await client.end()
  }
}

export type Step = readonly [name: string, sql: string]

/** Rows by the million go in faster when the indexes are made afterwards; keys and constraints stay. */
export function unindexed(table: string, [name, sql]: Step): Step {
  return [name, `do $generate$
    declare definitions text[]; dropped text; definition text;
    begin
      select array_agg(pg_get_indexdef(i.indexrelid)), string_agg(i.indexrelid::regclass::text, ', ') into definitions, dropped
        from pg_index i where i.indrelid = '${table}'::regclass and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid);
      execute 'drop index ' || dropped;
      execute $sql$ ${sql} $sql$;
      foreach definition in array definitions loop execute definition; end loop;
    end $generate$`]
}

const ROLES = STANDARD_ROLES.map(({ code, reach, permissions }) => `('${code}', '${reach}', array[${permissions.map((permission) => `'${permission}'`).join(",")}])`).join(",")

function catalogueSteps({ networks, products }: Size): Step[] {
  const productsOf = `(case n when 1 then ${products} when ${networks} then ${FEW_PRODUCTS} else greatest(${products} / 100, ${FEW_PRODUCTS}) end)`
  const everyNetwork = `from generate_series(1, ${networks}) n`
  const everyProduct = `${everyNetwork} cross join lateral generate_series(1, ${productsOf}) p`
  return [
    ["networks", `insert into tenancy.network (network_id, code, name, currency, zone, locale, next_tenant, created_at) select n, 'net-' || n, 'Network ' || n, 'EUR', 'Europe/Berlin', 'en', 1000000, ${MADE} from generate_series(1, ${networks}) n`],
    ["categories", `insert into catalog.category (network_id, category_id, code, path, names) select n, pg_temp.id('category', n, c), 'c' || c, 'c' || c || '.', jsonb_build_object('en', 'Category ' || c) ${everyNetwork} cross join generate_series(1, ${CATEGORIES}) c`],
    unindexed("catalog.product", ["products", `insert into catalog.product (network_id, product_id, sku, sku_norm, mpn, mpn_norm, brand, names, category_id, category_path, base_unit, popularity, created_at, updated_at)
      select n, pg_temp.id('product', n, p), 'BX-' || lpad(p::text, 6, '0') || '-' || (p % 7), 'BX' || lpad(p::text, 6, '0') || (p % 7), 'M' || p * 7 || '-' || (p % 13), 'M' || p * 7 || (p % 13), 'Brand ' || (p % 40),
        jsonb_build_object('en', (array['Nitrile glove','Hex bolt','Dental mirror','Drill bit','Suture','Washer','Composite','Grinding disc'])[p % 8 + 1] || ' ' || (array['small','medium','large','fine','coarse'])[p % 5 + 1] || ' ' || p),
        pg_temp.id('category', n, p % ${CATEGORIES} + 1), 'c' || (p % ${CATEGORIES} + 1) || '.', 'C62', (p * 7919) % 1000, ${MADE}, ${MADE} ${everyProduct}`]),
    ["units", `insert into catalog.product_unit (network_id, product_id, unit, factor, position) select n, pg_temp.id('product', n, p), u.unit, u.factor, u.position ${everyProduct} cross join (values ('C62', 1, 0), ('BX', 12, 1)) u(unit, factor, position)`],
    ["base prices", `insert into pricing.base_price (network_id, product_id, currency, unit, min_quantity, valid_from, unit_price, updated_at)
      select n, pg_temp.id('product', n, p), 'EUR', 'C62', q.quantity, date '2025-01-01', round((((p * 31) % 20000) / 100.0 + 0.5) * q.share, 2), ${MADE} ${everyProduct} cross join (values (1, 1.0), (10, 0.9)) q(quantity, share)`],
    ["warehouses", `insert into inventory.warehouse (network_id, warehouse_id, code, name, address, country, latitude, longitude, zone)
      select n, pg_temp.id('warehouse', n, w), 'W' || w, 'Warehouse ' || w, '{}', case when w = 1 then 'DE' else 'FR' end, case when w = 1 then 53.5 else 45.7 end, case when w = 1 then 10.0 else 4.8 end, 'Europe/Berlin' ${everyNetwork} cross join generate_series(1, 2) w`],
    ["stock", `insert into inventory.balance (network_id, product_id, warehouse_id, on_hand, movements) select n, pg_temp.id('product', n, p), pg_temp.id('warehouse', n, w), 1000000, 1 ${everyProduct} cross join generate_series(1, 2) w`],
    ["movements", `insert into inventory.movement (network_id, movement_id, product_id, warehouse_id, position, quantity, cause, reference_kind, reference_id, on_hand_after, actor, occurred_at, recorded_at)
      select n, pg_temp.id('movement', n, p, w), pg_temp.id('product', n, p), pg_temp.id('warehouse', n, w), 1, 1000000, 'receipt', 'opening', 'opening', 1000000, '{"kind":"automation","id":"automation:generator","name":"generator"}', ${MADE}, ${MADE} ${everyProduct} cross join generate_series(1, 2) w`],
    ["sourcing", `insert into inventory.sourcing_rule (network_id, rule_id, position, name, strategy) select n, pg_temp.id('sourcing', n), 1, 'Nearest with all lines', 'nearest_complete' ${everyNetwork}`],
  ]
}

function tenantSteps({ networks }: Size, { from, to }: Tenants): Step[] {
  const everyTenant = `from generate_series(1, ${networks}) n cross join generate_series(${from}, ${to}) t`
  return [
    ["tenants", `insert into tenancy.tenant (network_id, tenant_id, code, name, legal_name, kind, status, locale, currency, zone, country, brand, mail_from, created_at)
      select n, t, 'tenant-' || t, 'Tenant ' || t, 'Tenant ' || t || ' Ltd', 'dealer', 'active', 'en', 'EUR', 'Europe/Berlin', 'DE', '{"accent":"#0f62fe","ink":"#161616","canvas":"#ffffff","radius":6,"font":"inter","names":{"display":"Tenant"}}', 'orders@tenant.example', ${MADE} ${everyTenant}`],
    ["hosts", `insert into tenancy.host (host, network_id, tenant_id, verified_at, created_at) select 'n' || n || 't' || t || '.localhost', n, t, ${MADE}, ${MADE} ${everyTenant}`],
    ["roles", `insert into tenancy.role (network_id, tenant_id, code, names, reach, permissions) select n, t, r.code, '{}', r.reach, r.permissions ${everyTenant} cross join (values ${ROLES}) as r (code, reach, permissions)`],
    ["account groups", `insert into tenancy.account_group (network_id, tenant_id, code, name) select n, t, g, g ${everyTenant} cross join unnest(array['standard', 'gold']) g`],
    ["accounts", `insert into tenancy.account (network_id, tenant_id, account_id, number, name, kind, account_group, created_at)
      select n, t, pg_temp.id('account', n, t, a), 'A-' || a, 'Account ' || a, case when a = 1 then 'house' else 'customer' end, case when a % 2 = 0 then 'gold' else 'standard' end, ${MADE} ${everyTenant} cross join generate_series(1, 5) a`],
    ["addresses", `insert into tenancy.address (network_id, tenant_id, account_id, address_id, label, recipient, line1, city, postal_code, country, latitude, longitude, is_default, created_at)
      select n, t, pg_temp.id('account', n, t, a), pg_temp.id('address', n, t, a), 'Main', 'Goods in', 'Road 1', 'Berlin', '10115', 'DE', 52.5, 13.4, true, ${MADE} ${everyTenant} cross join generate_series(1, 5) a`],
    ["credit", `insert into ordering.credit_line (network_id, tenant_id, account_id, currency, limit_minor, updated_at) select n, t, pg_temp.id('account', n, t, a), 'EUR', null, ${MADE} ${everyTenant} cross join generate_series(1, 5) a`],
    ["numbers", `insert into ordering.document_number (network_id, tenant_id, kind, prefix, next) select n, t, k, upper(left(k, 1)) || '-', 1000000 ${everyTenant} cross join unnest(array['order', 'shipment', 'subscription']) k`],
    ["people", `insert into tenancy.tenant_user (network_id, tenant_id, user_id, email, name, locale, created_at)
      select n, t, pg_temp.id('user', n, t, u), 'user' || u || '@tenant.example', 'User ' || u, 'en', ${MADE} ${everyTenant} cross join generate_series(1, 2) u`],
    ["grants", `insert into tenancy.role_grant (network_id, tenant_id, account_id, user_id, role, granted_at)
      select n, t, pg_temp.id('account', n, t, u), pg_temp.id('user', n, t, u), case when u = 1 then 'dealer_admin' else 'account_buyer' end, ${MADE} ${everyTenant} cross join generate_series(1, 2) u`],
    ["segments", `insert into catalog.segment_rule (network_id, tenant_id, rule_id, effect, target, category_path, created_at)
      select n, t, pg_temp.id('segment', n, t, s), case when s <= 3 then 'include' else 'exclude' end, case when s = 1 then 'all' else 'category' end, case when s = 1 then null else 'c' || (s * 7) || '.' end, ${MADE} ${everyTenant} cross join generate_series(1, 4) s`],
    ["price rules", `insert into pricing.price_rule (network_id, tenant_id, rule_id, side, name, target, category_path, basis, percent, valid_from, position, created_at)
      select n, t, pg_temp.id('rule', n, t, r), case when r <= 2 then 'supply' else 'sale' end, 'Rule ' || r, case when r in (1, 3) then 'all' else 'category' end, case when r in (1, 3) then null else 'c' || (r * 3) || '.' end, 'base', case when r <= 2 then -25 else -r end, date '2025-01-01', r, ${MADE}
        ${everyTenant} cross join generate_series(1, 8) r`],
    ["taxes", `insert into pricing.tax_rate (network_id, tenant_id, country, tax_category, valid_from, label, percent) select n, t, 'DE', 'standard', date '2020-01-01', 'USt 19 %', 19 ${everyTenant}`],
    ["tax registrations", `insert into pricing.tax_registration (network_id, tenant_id, kind, country, valid_from) select n, t, 'local', 'DE', date '2020-01-01' ${everyTenant}`],
    ["price lists", `insert into pricing.price_list (network_id, tenant_id, list_id, side, kind, name, currency, valid_from, status, created_at) select n, t, pg_temp.id('list', n, t), 'sale', 'contract', 'Contract', 'EUR', date '2025-01-01', 'published', ${MADE} ${everyTenant}`],
    ["price list entries", `insert into pricing.price_list_entry (network_id, tenant_id, list_id, product_id, unit, min_quantity, unit_price)
      select n, t, pg_temp.id('list', n, t), b.product_id, 'C62', 1, round(b.unit_price * 0.8, 2)
        from (select p.network_id as n, p.product_id, s.unit_price, row_number() over (partition by p.network_id order by p.popularity desc, p.sku_norm) as place
                from catalog.product p join pricing.base_price s on s.network_id = p.network_id and s.product_id = p.product_id and s.min_quantity = 1) b
        cross join generate_series(${from}, ${to}) t where b.place <= 100`],
    ["assignments", `insert into pricing.price_list_assignment (network_id, tenant_id, list_id, assignment_id, target, target_account) select n, t, pg_temp.id('list', n, t), pg_temp.id('assignment', n, t), 'account', pg_temp.id('account', n, t, 2) ${everyTenant}`],
  ]
}

function orderSteps({ networks, tenants, orderLines }: Size, { from, to }: Tenants): Step[] {
  const everyTenant = `from generate_series(1, ${networks}) n cross join generate_series(${from}, ${to}) t`
  const perTenant = Math.max(1, Math.floor(orderLines / LINES_PER_ORDER / tenants))
  return [
    ["orders", `insert into ordering.order (network_id, tenant_id, account_id, order_id, number, status, user_id, ship_to_id, currency, net_minor, tax_minor, total_minor, created_at, submitted_at, confirmed_at, updated_at)
      select n, t, pg_temp.id('account', n, t, 2), pg_temp.id('order', n, t, o), 'O-' || o, 'shipped', pg_temp.id('user', n, t, 2), pg_temp.id('address', n, t, 2), 'EUR', 100000, 19000, 119000, ${MADE}, ${MADE} - o * interval '1 hour', ${MADE}, ${MADE}
        ${everyTenant} cross join generate_series(1, ${perTenant}) o`],
    unindexed("ordering.order_line", ["order lines", `insert into ordering.order_line (network_id, tenant_id, account_id, order_id, line_id, position, product_id, sku, name, category_path, unit, unit_factor, quantity, shipped_base, unit_price, net_minor)
      select n, t, pg_temp.id('account', n, t, 2), pg_temp.id('order', n, t, o), pg_temp.id('line', n * 100000 + t, o, l), l, pg_temp.id('product', n, (o * 10 + l) % 200 + 1), 'BX', 'Product', 'c1.', 'C62', 1, 2, 2, 50, 10000
        ${everyTenant} cross join generate_series(1, ${perTenant}) o cross join generate_series(1, ${LINES_PER_ORDER}) l`]),
  ]
}
