import { createHash } from "node:crypto"
import { fill } from "./dataset.ts"

export const METERED_TENANTS = 4
const COUNTERS = 50
/** Half of the tenants' counters have been reporting for so many reports. */
export const HISTORY = 2_000

export const tokenOf = (tenant: number) => `et_${createHash("sha256").update(`bench ${tenant}`).digest("base64url").slice(0, 43)}`

/** Bins under a scale at account A-2 of some tenants, and a key with which each may be reported. */
export function generateCounters(adminUrl: string): Promise<void> {
  const every = `from generate_series(1, ${METERED_TENANTS}) t cross join generate_series(1, ${COUNTERS}) s`
  const [account, subscription, line] = ["pg_temp.id('account', 1, t, 2)", "pg_temp.id('subscription meter', 1, t, s)", "pg_temp.id('line meter', 1, t, s)"]
  const old = `t <= ${Math.floor(METERED_TENANTS / 2)}`
  const level = "100 + (h * 37) % 800"
  const at = `now() - (${HISTORY} - h) * interval '4 hours' - interval '1 hour'`
  const keys = Array.from({ length: METERED_TENANTS }, (_, index) => `(${index + 1}, '${createHash("sha256").update(tokenOf(index + 1)).digest("hex")}')`).join(",")
  return fill(adminUrl, [
    ["keys", `insert into tenancy.api_key (network_id, tenant_id, account_id, key_id, reach, prefix, key_hash, name, permissions, created_by, created_at)
      select 1, k.t, pg_temp.id('account', 1, k.t, 2), pg_temp.id('key', 1, k.t), 'account', 'et_', k.hash, 'Scales', '{usage.report}', '{}', now() from (values ${keys}) k (t, hash)`],
    ["subscriptions", `insert into subscriptions.subscription (network_id, tenant_id, account_id, subscription_id, number, name, status, currency, invoicing, collect, catch_up, notice_days, ceiling_percent, starts_on, owner_id, created_by, created_at, updated_at)
      select 1, t, ${account}, ${subscription}, 'R-meter-' || lpad(s::text, 4, '0'), 'Bin ' || s, 'active', 'EUR', 'at_shipment', 'terms', 'ship_one', 5, 10, current_date + 20, pg_temp.id('user', 1, t, 2), '{}', now() - interval '2 years', now() ${every}`],
    ["lines", `insert into subscriptions.subscription_line (network_id, tenant_id, account_id, subscription_id, line_id, position, product_id, unit, quantity, price_policy, stock_out, usage)
      select 1, t, ${account}, ${subscription}, ${line}, 1, pg_temp.id('product', 1, s % 26 + 1), 'C62', 10, '{"policy":"current"}', '[{"step":"split"}]', '{"measure":"level","refillAt":"50","earlierDays":5,"laterDays":5}' ${every}`],
    ["schedules", `insert into subscriptions.schedule_version (network_id, tenant_id, account_id, subscription_id, version, cadence, anchor, shift, created_by, created_at)
      select 1, t, ${account}, ${subscription}, 1, '{"on":"interval","every":1,"unit":"months"}', current_date + 20, 'next', '{}', now() ${every}`],
    ["dates", `insert into subscriptions.occurrence (network_id, tenant_id, account_id, occurrence_id, subscription_id, schedule_version, n, status, scheduled_on, due_on, order_at, created_at, updated_at)
      select 1, t, ${account}, pg_temp.id('occurrence meter', 1, t, s), ${subscription}, 1, 0, 'planned', current_date + 20, current_date + 20, now() + interval '18 days', now(), now() ${every}`],
    ["reports", `insert into subscriptions.usage_event (network_id, tenant_id, account_id, usage_id, source, event_id, payload_hash, subscription_id, line_id, kind, quantity, measured_at, late, actor, recorded_at)
      select 1, t, ${account}, pg_temp.id('usage', t, s, h), 'scale', 'old-' || s || '-' || h, '', ${subscription}, ${line}, 'level', ${level}, ${at}, false, '{}', ${at} ${every} cross join generate_series(1, ${HISTORY}) h where ${old}`],
    ["what is kept of them", `insert into subscriptions.usage_state (network_id, tenant_id, account_id, subscription_id, line_id, since, counted, levels, updated_at)
      select 1, t, ${account}, ${subscription}, ${line}, now() - interval '2 years', 0, jsonb_agg(jsonb_build_array(floor(extract(epoch from at) * 1000)::bigint, level) order by at), now()
        from (select t, s, h, ${at} as at, ${level} as level, max(${level}) over (partition by t, s order by h desc rows between unbounded preceding and 1 preceding) as later ${every} cross join generate_series(1, ${HISTORY}) h where ${old}) r
       where later is null or level > later group by t, s`],
  ], () => undefined, ["subscriptions.subscription", "subscriptions.subscription_line", "subscriptions.occurrence", "subscriptions.usage_event", "subscriptions.usage_state"])
}
