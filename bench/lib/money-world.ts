import { fill, unindexed, type Size, type Step } from "./dataset.ts"

/** Subscriptions and money of the largest network, put into the benchmark's world when a case first asks for them. */
export const SUBSCRIPTIONS = 50
/** A tenth of the network's invoices are the first tenant's, spread over so many customers; a thousandth are the second one's. */
const BIG = { tenant: 1, accounts: 500, share: 0.1 }
const SMALL_TENANT = { tenant: 2, share: 0.001 }
export const [BIG_TENANT, LITTLE_TENANT] = [BIG.tenant, SMALL_TENANT.tenant]
/** Their second account has a long statement. Of its documents, half are invoices, nine twentieths payments, and one twentieth credit notes. */
export const STATEMENT_TENANTS = [3, 5, 6, 7, 9, 10] as const

const ACTOR = `'{"kind":"automation","id":"automation:generator","name":"generator"}'`
const YEARS_BACK = 2

const tenantsOf = ({ tenants, networks }: Size) => Math.floor(tenants / networks)

/** How many invoices the network has in all, and how many documents are on a long statement. */
export const moneySizeOf = ({ products }: Size) => (products >= 100_000 ? { invoices: 1_000_000, documents: 10_000 } : { invoices: 20_000, documents: 1_000 })

export function generateSubscriptions(adminUrl: string, size: Size): Promise<void> {
  return fill(adminUrl, subscriptionSteps(Math.min(40, tenantsOf(size))), () => undefined, ["subscriptions.subscription", "subscriptions.subscription_line", "subscriptions.schedule_version", "subscriptions.occurrence"])
}

/**
 * Account A-2 of each tenant gets fifty subscriptions of three lines. Of ten, two come every week, three every other week, four
 * every month (by its day, its weekday or its end), one every quarter; every fourth was moved or skipped once, every fifth line has
 * a price policy of its own. The next date is written, as the runner leaves it; whatever follows has to be worked out.
 */
function subscriptionSteps(tenants: number): Step[] {
  const every = `from generate_series(1, ${tenants}) t cross join generate_series(1, ${SUBSCRIPTIONS}) s`
  const account = "pg_temp.id('account', 1, t, 2)"
  const subscription = "pg_temp.id('subscription', 1, t, s)"
  const start = "(current_date + 3 + s % 14)"
  const cadence = `(case when s % 10 < 2 then jsonb_build_object('on', 'interval', 'unit', 'weeks', 'every', 1) when s % 10 < 5 then jsonb_build_object('on', 'interval', 'unit', 'weeks', 'every', 2)
    when s % 10 < 7 then jsonb_build_object('on', 'interval', 'unit', 'months', 'every', 1) when s % 10 = 7 then jsonb_build_object('on', 'nth_weekday', 'everyMonths', 1, 'nth', 2, 'weekday', 2)
    when s % 10 = 8 then jsonb_build_object('on', 'month_end', 'everyMonths', 1) else jsonb_build_object('on', 'interval', 'unit', 'months', 'every', 3) end)`
  const anchor = `(case when s % 10 = 7 then date_trunc('month', ${start} + interval '1 month')::date + 7 + ((9 - extract(isodow from date_trunc('month', ${start} + interval '1 month')))::int % 7)
    when s % 10 = 8 then (date_trunc('month', ${start}) + interval '1 month - 1 day')::date else ${start} end)`
  return [
    ["subscriptions", `insert into subscriptions.subscription (network_id, tenant_id, account_id, subscription_id, number, name, status, currency, ship_to_id, invoicing, collect, catch_up, notice_days, ceiling_percent, starts_on, owner_id, created_by, created_at, updated_at)
      select 1, t, ${account}, ${subscription}, 'S-' || lpad(s::text, 4, '0'), 'Refill ' || s, 'active', 'EUR', case when s % 2 = 0 then pg_temp.id('address', 1, t, 2) end, 'at_shipment', 'terms', 'ship_one', 5, 5, ${start}, pg_temp.id('user', 1, t, 2), ${ACTOR}, now(), now() ${every}`],
    ["schedules", `insert into subscriptions.schedule_version (network_id, tenant_id, account_id, subscription_id, version, cadence, anchor, shift, created_by, created_at) select 1, t, ${account}, ${subscription}, 1, ${cadence}, ${anchor}, 'next', ${ACTOR}, now() ${every}`],
    ["lines", `insert into subscriptions.subscription_line (network_id, tenant_id, account_id, subscription_id, line_id, position, product_id, unit, quantity, price_policy, stock_out)
      select 1, t, ${account}, ${subscription}, pg_temp.id('subscription line', t, s, l), l, v.product_id, 'C62', s % 5 + l,
        case when (s + l) % 5 = 0 then jsonb_build_object('policy', 'current_within', 'capPercent', '5', 'floorPercent', '5', 'basePrice', '20') else '{"policy":"current"}'::jsonb end, '[{"step":"split"}]'
        ${every} cross join generate_series(1, 3) l join (select product_id, row_number() over (order by popularity desc, sku_norm) - 1 as place from catalog.product where network_id = 1 and category_path <> 'c28.' limit 90) v on v.place = (s * 3 + l + t) % 90`],
    ["changes", `insert into subscriptions.occurrence_change (network_id, tenant_id, account_id, subscription_id, change_id, kind, schedule_version, from_n, to_n, detail, reason, actor, occurred_at)
      select 1, t, ${account}, ${subscription}, pg_temp.id('change', 1, t, s), case when s % 8 = 0 then 'move' else 'skip' end, 1, 2, 2, case when s % 8 = 0 then jsonb_build_object('to', current_date + 70) else '{}' end, 'Holiday', ${ACTOR}, now() ${every} where s % 4 = 0`],
    ["occurrences", `insert into subscriptions.occurrence (network_id, tenant_id, account_id, occurrence_id, subscription_id, schedule_version, n, status, scheduled_on, due_on, notify_at, order_at, created_at, updated_at)
      select 1, t, ${account}, pg_temp.id('occurrence', 1, t, s), ${subscription}, 1, 0, 'planned', ${anchor}, ${anchor}, ${anchor} + time '08:00' - interval '3 days', ${anchor} + time '12:00' - interval '2 days', now(), now() ${every}`],
  ]
}

export function generateInvoices(adminUrl: string, size: Size, say: (step: string) => void): Promise<void> {
  const { invoices, documents } = moneySizeOf(size)
  return fill(adminUrl, [...invoiceSteps(tenantsOf(size), invoices), ...STATEMENT_TENANTS.filter((tenant) => tenant <= tenantsOf(size)).flatMap((tenant) => statementSteps(tenant, documents))], say,
    ["tenancy.account", "billing.invoice", "billing.open_item", "billing.payment", "billing.credit_note", "billing.clearing", "billing.credit_balance"])
}

/** What a generated invoice says, given its tenant `t`, its customer's place `a` and its own place `k` of `per`, the youngest first. */
const invoiceColumns = `network_id, tenant_id, account_id, invoice_id, number, source, source_key, order_number, collect, currency, seller, buyer, bill_to, po_number, tax_rounding, net_days, discount_percent,
  net_minor, tax_minor, total_minor, discount_minor, issued_on, supplied_on, due_on, created_by, finalised_at`
const invoiceValues = (kind: string) => `1, t, pg_temp.id('account', 1, t, a), pg_temp.id('${kind}', 1, t, k), '${kind === "invoice" ? "INV" : "ST"}-' || lpad(k::text, 7, '0'), 'manual', 'manual:${kind}:' || t || ':' || k, 'O-' || k, 'terms', 'EUR',
  '{"name":"Tenant Ltd","country":"DE","vatId":"DE123456789"}', jsonb_build_object('name', 'Account ' || a, 'number', 'A-' || a), '{"line1":"Road 1","city":"Berlin","postalCode":"10115","country":"DE"}',
  'PO-' || k, 'per_line', 30, 0, m.net, m.net * 19 / 100, m.net + m.net * 19 / 100, 0, m.issued, m.issued, m.issued + m.days, ${ACTOR}, m.issued + time '12:00' + (k % 3600) * interval '1 second'`
const moment = (per: string) => `cross join lateral (select current_date - (k * ${YEARS_BACK * 365}::bigint / ${per})::integer as issued, (array[14, 30, 30, 60])[k % 4 + 1] as days, 1000 + (k * 7919::bigint) % 400000 as net) m`

function invoiceSteps(tenants: number, invoices: number): Step[] {
  const [big, little] = [Math.floor(invoices * BIG.share), Math.max(10, Math.floor(invoices * SMALL_TENANT.share))]
  const each = Math.floor((invoices - big - little) / (tenants - 2))
  const per = `(case t when ${BIG.tenant} then ${big} when ${SMALL_TENANT.tenant} then ${little} else ${each} end)`
  const every = `from generate_series(1, ${tenants}) t cross join lateral generate_series(1, ${per}) k cross join lateral (select case t when ${BIG.tenant} then 2 + k % ${BIG.accounts} else 2 + k % 4 end as a) x ${moment(per)}`
  return [
    ["customers of the big tenant", `insert into tenancy.account (network_id, tenant_id, account_id, number, name, kind, account_group, created_at)
      select 1, ${BIG.tenant}, pg_temp.id('account', 1, ${BIG.tenant}, a), 'A-' || a, 'Account ' || a, 'customer', 'standard', now() from generate_series(6, ${BIG.accounts + 2}) a`],
    unindexed("billing.invoice", [`${invoices} invoices`, `insert into billing.invoice (${invoiceColumns}) select ${invoiceValues("invoice")} ${every}`]),
    unindexed("billing.open_item", ["open items", openItems("invoice.number like 'INV-%'")]),
  ]
}

/** Younger than five weeks or one in ten: nobody has paid it yet; one in fifty was paid in part. */
const openItems = (where: string) => `insert into billing.open_item (network_id, tenant_id, account_id, invoice_id, currency, status, total_minor, paid_minor, issued_on, due_on, settled_at, updated_at)
  select network_id, tenant_id, account_id, invoice_id, currency, case paid when 0 then 'open' when total_minor then 'paid' else 'partly_paid' end, total_minor, paid, issued_on, due_on, case when paid = total_minor then now() end, now()
    from (select invoice.*, case when right(number, 2)::int % 50 = 0 then total_minor / 2 when right(number, 1) = '7' or issued_on > current_date - 35 then 0 else total_minor end as paid from billing.invoice where network_id = 1 and ${where}) i`

function statementSteps(t: number, documents: number): Step[] {
  const [invoices, payments, credits] = [documents / 2, (documents * 9) / 20, documents / 20]
  const account = `pg_temp.id('account', 1, ${t}, 2)`
  const from = (count: number) => `from (select ${t} as t, 2 as a) x cross join generate_series(1, ${count}) k ${moment(String(invoices * YEARS_BACK))}`
  const cleared = (source: string, kind: string) => `insert into billing.clearing (network_id, tenant_id, account_id, clearing_id, invoice_id, kind, source_id, business_key, currency, amount_minor, actor, occurred_on, booked_on, occurred_at)
    select 1, ${t}, ${account}, pg_temp.id('clearing ${kind}', 1, ${t}, k), pg_temp.id('statement', 1, ${t}, k), '${kind}', pg_temp.id('${kind}', 1, ${t}, k), '${kind}:${t}:' || k, 'EUR', 100 + k, ${ACTOR}, m.issued, m.issued, now() ${source}`
  return [
    [`a statement of ${documents} documents`, `insert into billing.invoice (${invoiceColumns}) select ${invoiceValues("statement")} ${from(invoices)}`],
    ["its open items", openItems(`invoice.tenant_id = ${t} and number like 'ST-%'`)],
    ["its payments", `insert into billing.payment (network_id, tenant_id, account_id, payment_id, business_key, method, reference, currency, amount_minor, received_on, booked_on, actor, recorded_at)
      select 1, ${t}, ${account}, pg_temp.id('payment', 1, ${t}, k), 'generated:${t}:' || k, 'bank_transfer', 'Transfer ' || k, 'EUR', m.net, m.issued + 14, m.issued + 14, ${ACTOR}, now() ${from(payments)}`],
    ["its credit notes", `insert into billing.credit_note (network_id, tenant_id, account_id, credit_note_id, number, invoice_id, invoice_number, reason_code, reason, currency, seller, buyer, bill_to, net_minor, tax_minor, total_minor, issued_on, created_by, finalised_at)
      select 1, ${t}, ${account}, pg_temp.id('credit', 1, ${t}, k), 'CN-' || k, pg_temp.id('statement', 1, ${t}, k), 'ST-' || lpad(k::text, 7, '0'), 'price', 'Price', 'EUR', '{}', '{}', '{}', 100, 19, 119, m.issued, ${ACTOR}, now() ${from(credits)}`],
    ["what they settled", cleared(from(payments), "payment")], ["what was credited", cleared(from(credits), "credit")],
    ["its credit", `insert into billing.credit_balance (network_id, tenant_id, account_id, currency, balance_minor, updated_at) values (1, ${t}, ${account}, 'EUR', 12345, now())`],
  ]
}
