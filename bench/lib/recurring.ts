import { Client } from "pg"
import { fill, FEW_PRODUCTS, type Size } from "./dataset.ts"

/** Tenants, subscriptions of each, and which of them: each measurement has its own, because what was ordered is ordered. */
export type Due = { readonly set: string; readonly tenants: number; readonly each: number }

const LINES = 3
const TABLES = ["subscription", "subscription_line", "schedule_version", "occurrence"].map((table) => `subscriptions.${table}`)

/**
 * Subscriptions that wait for tomorrow, spread evenly over the tenants and over the four customers of each: three lines of products
 * that are there, monthly, invoiced at the order, paid on terms. `makeDue` brings a set's first date forward to now.
 */
export function generateSubscriptions(adminUrl: string, size: Size, { set, tenants, each }: Due): Promise<void> {
  const perNetwork = Math.max(1, Math.floor(tenants / size.networks))
  const every = `from generate_series(1, ${size.networks}) n cross join generate_series(1, ${perNetwork}) t cross join generate_series(1, ${each}) s`
  const key = (kind: string) => `pg_temp.id('${kind} ${set}', n, t, s)`
  const account = "pg_temp.id('account', n, t, 2 + s % 4)"
  const products = `case n when 1 then ${size.products} when ${size.networks} then ${FEW_PRODUCTS} else greatest(${size.products} / 100, ${FEW_PRODUCTS}) end`
  // Any product of the network but those of the twenty-eighth of sixty categories, which is not sold.
  const hash = "abs(hashtext(n || ':' || t || ':' || s || ':' || l))"
  const product = `pg_temp.id('product', n, ${hash} % (${products} / 60) * 60 + ${hash} % 7919 % 26 + 1)`
  const day = "(current_date + 6)"
  return fill(adminUrl, [
    ["subscriptions", `insert into subscriptions.subscription (network_id, tenant_id, account_id, subscription_id, number, name, status, currency, ship_to_id, invoicing, collect, catch_up, notice_days, ceiling_percent, starts_on, owner_id, created_by, created_at, updated_at)
      select n, t, ${account}, ${key("subscription")}, 'R-${set}-' || lpad(s::text, 5, '0'), 'Subscription ' || s, 'active', 'EUR', null, 'at_order', 'terms', 'ship_one', 0, 10, ${day}, pg_temp.id('user', n, t, 2), '{}', now(), now() ${every}`],
    ["subscription lines", `insert into subscriptions.subscription_line (network_id, tenant_id, account_id, subscription_id, line_id, position, product_id, unit, quantity, price_policy, stock_out)
      select n, t, ${account}, ${key("subscription")}, pg_temp.id('subscription line ${set}', n * 100000 + t, s, l), l, ${product}, 'C62', l * 2, '{"policy":"current"}', '[{"step":"split"}]' ${every} cross join generate_series(1, ${LINES}) l`],
    ["schedules", `insert into subscriptions.schedule_version (network_id, tenant_id, account_id, subscription_id, version, cadence, anchor, shift, created_by, created_at)
      select n, t, ${account}, ${key("subscription")}, 1, '{"on":"interval","every":1,"unit":"months"}', ${day}, 'as_is', '{}', now() ${every}`],
    ["dates", `insert into subscriptions.occurrence (network_id, tenant_id, account_id, occurrence_id, subscription_id, schedule_version, n, status, scheduled_on, due_on, order_at, created_at, updated_at)
      select n, t, ${account}, ${key("occurrence")}, ${key("subscription")}, 1, 0, 'planned', ${day}, ${day}, now() + interval '1 day', now(), now() ${every}`],
  ], () => undefined, TABLES)
}

/** A set's first dates come to their cut-off, all in one moment. Answers how many. */
export async function makeDue(adminUrl: string, set: string): Promise<number> {
  return counted(adminUrl, `with due as (update subscriptions.occurrence o set order_at = now() - interval '1 minute' from subscriptions.subscription s
      where s.number ^@ 'R-${set}-' and (o.network_id, o.tenant_id, o.account_id, o.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id) and o.n = 0 and o.status = 'planned' returning 1)
    select count(*)::int as n from due`)
}

/** What has become of a set: its dates that have an order, and the invoices of those. */
export async function progressOf(client: Client, set: string): Promise<{ readonly ordered: number; readonly invoiced: number }> {
  const { rows } = await client.query<{ ordered: number; invoiced: number }>(`
    select count(*) filter (where o.status = 'ordered')::int as ordered,
           count(*) filter (where exists (select from billing.invoice i where i.network_id = o.network_id and i.tenant_id = o.tenant_id and i.source_key = 'order:' || o.order_id))::int as invoiced
      from subscriptions.subscription s join subscriptions.occurrence o on (o.network_id, o.tenant_id, o.account_id, o.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id) and o.n = 0
     where s.number ^@ 'R-${set}-'`)
  return rows[0]!
}

export async function counted(adminUrl: string, sql: string): Promise<number> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    return Number((await client.query<{ n: number }>(sql)).rows[0]?.n ?? 0)
  } finally {
    await client.end()
  }
}
