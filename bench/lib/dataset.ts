import { Client } from "pg"

/** How large the benchmark's world is. The largest network has `products` products; the others a twentieth of that. */
export type Size = { readonly networks: number; readonly tenants: number; readonly products: number; readonly orderLines: number }

export const FULL: Size = { networks: 10, tenants: 1_000, products: 100_000, orderLines: 1_000_000 }
export const SMALL: Size = { networks: 10, tenants: 10, products: 2_000, orderLines: 10_000 }

const LINES_PER_ORDER = 10
const CATEGORIES = 60
const MADE = "timestamptz '2026-01-01 00:00:00Z'"

/**
 * Fills an empty, migrated database with generated networks, tenants, products, prices, stock and past orders, as its superuser
 * and by set-based SQL alone. Search terms and facets are left to the catalogue's own door, so that they are what a product gets.
 */
export async function generate(adminUrl: string, size: Size, onProgress: (step: string) => void): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    // Generated rows keep every rule by construction; foreign keys are not checked row by row.
    await client.query("set session_replication_role = replica")
    await client.query(`create or replace function pg_temp.id(kind text, a bigint, b bigint default 0, c bigint default 0) returns uuid language sql immutable as
      $$ select (substr(h, 1, 12) || '7' || substr(h, 14, 3) || '8' || substr(h, 18))::uuid from (select md5(kind || ':' || a || ':' || b || ':' || c) as h) x $$`)
    for (const [step, sql] of steps(size)) {
      onProgress(step)
      await client.query(sql)
    }
    onProgress("analyze")
    await client.query("set session_replication_role = origin")
    await client.query("vacuum analyze")
  } finally {
    await client.end()
  }
}

function steps({ networks, tenants, products, orderLines }: Size): (readonly [string, string])[] {
  const perNetwork = Math.max(1, Math.floor(tenants / networks))
  const productsOf = `(case when n = 1 then ${products} else greatest(${products} / 20, 200) end)`
  const everyProduct = `from generate_series(1, ${networks}) n cross join lateral generate_series(1, ${productsOf}) p`
  const everyTenant = `from generate_series(1, ${networks}) n cross join generate_series(1, ${perNetwork}) t`
  const orders = Math.floor(orderLines / LINES_PER_ORDER)
  const role = "(values ('dealer_admin', 'tenant', array['order.place','order.view','order.change','order.cancel','margin.view','account.view']), ('account_buyer', 'account', array['order.place','order.view','account.view'])) as r(code, reach, permissions)"
  return [
    ["networks", `insert into tenancy.network (network_id, code, name, currency, zone, locale, created_at) select n, 'net-' || n, 'Network ' || n, 'EUR', 'Europe/Berlin', 'en', ${MADE} from generate_series(1, ${networks}) n`],
    ["tenants", `insert into tenancy.tenant (network_id, tenant_id, code, name, legal_name, kind, status, locale, currency, zone, country, brand, mail_from, created_at)
      select n, t, 'tenant-' || t, 'Tenant ' || t, 'Tenant ' || t || ' Ltd', 'dealer', 'active', 'en', 'EUR', 'Europe/Berlin', 'DE', '{"accent":"#0f62fe","ink":"#161616","canvas":"#ffffff","radius":6,"font":"inter","names":{"display":"Tenant"}}', 'orders@tenant.example', ${MADE} ${everyTenant}`],
    ["hosts", `insert into tenancy.host (host, network_id, tenant_id, verified_at, created_at) select 'n' || n || 't' || t || '.localhost', n, t, ${MADE}, ${MADE} ${everyTenant}`],
    ["roles", `insert into tenancy.role (network_id, tenant_id, code, names, reach, permissions) select n, t, r.code, '{}', r.reach, r.permissions ${everyTenant} cross join ${role}`],
    ["account groups", `insert into tenancy.account_group (network_id, tenant_id, code, name) select n, t, g, g ${everyTenant} cross join unnest(array['standard', 'gold']) g`],
    ["accounts", `insert into tenancy.account (network_id, tenant_id, account_id, number, name, kind, account_group, created_at)
      select n, t, pg_temp.id('account', n, t, a), 'A-' || a, 'Account ' || a, case when a = 1 then 'house' else 'customer' end, case when a % 2 = 0 then 'gold' else 'standard' end, ${MADE} ${everyTenant} cross join generate_series(1, 5) a`],
    ["addresses", `insert into tenancy.address (network_id, tenant_id, account_id, address_id, label, recipient, line1, city, postal_code, country, latitude, longitude, is_default, created_at)
      select n, t, pg_temp.id('account', n, t, a), pg_temp.id('address', n, t, a), 'Main', 'Goods in', 'Road 1', 'Berlin', '10115', 'DE', 52.5, 13.4, true, ${MADE} ${everyTenant} cross join generate_series(1, 5) a`],
    ["credit", `insert into ordering.credit_line (network_id, tenant_id, account_id, currency, limit_minor, updated_at) select n, t, pg_temp.id('account', n, t, a), 'EUR', null, ${MADE} ${everyTenant} cross join generate_series(1, 5) a`],
    ["numbers", `insert into ordering.document_number (network_id, tenant_id, kind, prefix, next) select n, t, k, upper(left(k, 1)) || '-', 1000000 ${everyTenant} cross join unnest(array['order', 'shipment']) k`],
    ["people", `insert into tenancy.tenant_user (network_id, tenant_id, user_id, email, name, locale, created_at)
      select n, t, pg_temp.id('user', n, t, u), 'user' || u || '@tenant.example', 'User ' || u, 'en', ${MADE} ${everyTenant} cross join generate_series(1, 2) u`],
    ["grants", `insert into tenancy.role_grant (network_id, tenant_id, account_id, user_id, role, granted_at)
      select n, t, pg_temp.id('account', n, t, u), pg_temp.id('user', n, t, u), case when u = 1 then 'dealer_admin' else 'account_buyer' end, ${MADE} ${everyTenant} cross join generate_series(1, 2) u`],
    ["categories", `insert into catalog.category (network_id, category_id, code, path, names) select n, pg_temp.id('category', n, c), 'c' || c, 'c' || c || '.', jsonb_build_object('en', 'Category ' || c) from generate_series(1, ${networks}) n cross join generate_series(1, ${CATEGORIES}) c`],
    ["products", `insert into catalog.product (network_id, product_id, sku, sku_norm, mpn, mpn_norm, brand, names, category_id, category_path, base_unit, popularity, created_at, updated_at)
      select n, pg_temp.id('product', n, p), 'BX-' || lpad(p::text, 6, '0') || '-' || (p % 7), 'BX' || lpad(p::text, 6, '0') || (p % 7), 'M' || p * 7 || '-' || (p % 13), 'M' || p * 7 || (p % 13), 'Brand ' || (p % 40),
        jsonb_build_object('en', (array['Nitrile glove','Hex bolt','Dental mirror','Drill bit','Suture','Washer','Composite','Grinding disc'])[p % 8 + 1] || ' ' || (array['small','medium','large','fine','coarse'])[p % 5 + 1] || ' ' || p),
        pg_temp.id('category', n, p % ${CATEGORIES} + 1), 'c' || (p % ${CATEGORIES} + 1) || '.', 'C62', (p * 7919) % 1000, ${MADE}, ${MADE} ${everyProduct}`],
    ["units", `insert into catalog.product_unit (network_id, product_id, unit, factor, position) select n, pg_temp.id('product', n, p), u.unit, u.factor, u.position ${everyProduct} cross join (values ('C62', 1, 0), ('BX', 12, 1)) u(unit, factor, position)`],
    ["facets", `insert into catalog.facet_count (network_id, category_path, brand, brand_norm, products) select network_id, category_path, min(brand), brand_norm, count(*) from catalog.product group by network_id, category_path, brand_norm`],
    ["base prices", `insert into pricing.base_price (network_id, product_id, currency, unit, min_quantity, valid_from, unit_price, updated_at)
      select n, pg_temp.id('product', n, p), 'EUR', 'C62', q.quantity, date '2025-01-01', round((((p * 31) % 20000) / 100.0 + 0.5) * q.share, 2), ${MADE} ${everyProduct} cross join (values (1, 1.0), (10, 0.9)) q(quantity, share)`],
    ["warehouses", `insert into inventory.warehouse (network_id, warehouse_id, code, name, address, country, latitude, longitude, zone)
      select n, pg_temp.id('warehouse', n, w), 'W' || w, 'Warehouse ' || w, '{}', case when w = 1 then 'DE' else 'FR' end, case when w = 1 then 53.5 else 45.7 end, case when w = 1 then 10.0 else 4.8 end, 'Europe/Berlin' from generate_series(1, ${networks}) n cross join generate_series(1, 2) w`],
    ["stock", `insert into inventory.balance (network_id, product_id, warehouse_id, on_hand) select n, pg_temp.id('product', n, p), pg_temp.id('warehouse', n, w), 1000000 ${everyProduct} cross join generate_series(1, 2) w`],
    ["sourcing", `insert into inventory.sourcing_rule (network_id, rule_id, position, name, strategy) select n, pg_temp.id('sourcing', n), 1, 'Nearest with all lines', 'nearest_complete' from generate_series(1, ${networks}) n`],
    ["segments", `insert into catalog.segment_rule (network_id, tenant_id, rule_id, effect, target, category_path, created_at)
      select n, t, pg_temp.id('segment', n, t, s), case when s <= 3 then 'include' else 'exclude' end, case when s = 1 then 'all' else 'category' end, case when s = 1 then null else 'c' || (s * 7) || '.' end, ${MADE} ${everyTenant} cross join generate_series(1, 4) s`],
    ["price rules", `insert into pricing.price_rule (network_id, tenant_id, rule_id, side, name, target, category_path, basis, percent, valid_from, position, created_at)
      select n, t, pg_temp.id('rule', n, t, r), case when r <= 2 then 'supply' else 'sale' end, 'Rule ' || r, case when r in (1, 3) then 'all' else 'category' end, case when r in (1, 3) then null else 'c' || (r * 3) || '.' end, 'base', case when r <= 2 then -25 else -r end, date '2025-01-01', r, ${MADE}
        ${everyTenant} cross join generate_series(1, 8) r`],
    ["taxes", `insert into pricing.tax_rate (network_id, tenant_id, country, tax_category, valid_from, label, percent) select n, t, 'DE', 'standard', date '2020-01-01', 'USt 19 %', 19 ${everyTenant}`],
    ["price lists", `insert into pricing.price_list (network_id, tenant_id, list_id, side, kind, name, currency, valid_from, status, created_at) select n, t, pg_temp.id('list', n, t), 'sale', 'contract', 'Contract', 'EUR', date '2025-01-01', 'published', ${MADE} ${everyTenant}`],
    ["price list entries", `insert into pricing.price_list_entry (network_id, tenant_id, list_id, product_id, unit, min_quantity, unit_price)
      select n, t, pg_temp.id('list', n, t), pg_temp.id('product', n, p), 'C62', 1, round(((p * 31) % 20000) / 120.0 + 0.4, 2) ${everyTenant} cross join generate_series(1, 100) p`],
    ["assignments", `insert into pricing.price_list_assignment (network_id, tenant_id, list_id, assignment_id, target, target_account) select n, t, pg_temp.id('list', n, t), pg_temp.id('assignment', n, t), 'account', pg_temp.id('account', n, t, 2) ${everyTenant}`],
    ["orders", `insert into ordering.order (network_id, tenant_id, account_id, order_id, number, status, user_id, ship_to_id, currency, net_minor, tax_minor, total_minor, created_at, submitted_at, confirmed_at, updated_at)
      select n, t, pg_temp.id('account', n, t, 2), pg_temp.id('order', n, t, o), 'O-' || o, 'shipped', pg_temp.id('user', n, t, 2), pg_temp.id('address', n, t, 2), 'EUR', 100000, 19000, 119000, ${MADE}, ${MADE} - o * interval '1 hour', ${MADE}, ${MADE}
        ${everyTenant} cross join generate_series(1, ${Math.max(1, Math.floor(orders / (networks * perNetwork)))}) o`],
    ["order lines", `insert into ordering.order_line (network_id, tenant_id, account_id, order_id, line_id, position, product_id, sku, name, category_path, unit, unit_factor, quantity, shipped_base, unit_price, net_minor)
      select n, t, pg_temp.id('account', n, t, 2), pg_temp.id('order', n, t, o), pg_temp.id('line', n * 100000 + t, o, l), l, pg_temp.id('product', n, (o * 10 + l) % 200 + 1), 'BX', 'Product', 'c1.', 'C62', 1, 2, 2, 50, 10000
        ${everyTenant} cross join generate_series(1, ${Math.max(1, Math.floor(orders / (networks * perNetwork)))}) o cross join generate_series(1, ${LINES_PER_ORDER}) l`],
  ]
}
