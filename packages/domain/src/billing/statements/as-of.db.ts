import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"

/** Of the tenant, or of one account of it. */
export const within = (work: Work, alias: string, account: string | undefined): RawBuilder<unknown> =>
  sql`${sql.ref(`${alias}.network_id`)} = ${work.scope.networkId} and ${sql.ref(`${alias}.tenant_id`)} = ${work.scope.tenantId} ${account ? sql`and ${sql.ref(`${alias}.account_id`)} = ${account}` : sql``}`

const OF_INVOICE = sql`(c.network_id, c.tenant_id, c.account_id, c.invoice_id) = (o.network_id, o.tenant_id, o.account_id, o.invoice_id)`

/* Of a day is what the books have on it: what was received in a month that was closed by then came on the first open day. */

/**
 * What was open at the end of a day: what is open now, and what has been cleared since. Of a day that is not over, what is
 * open now. Only open items and later clearings are read, whatever was invoiced in all.
 */
export function owedOn(work: Work, on: string, today: string, account: string | undefined): RawBuilder<unknown> {
  const now = sql`select o.account_id, o.currency, o.due_on, o.invoice_id, o.open_minor as minor from billing.open_item o where ${within(work, "o", account)} and o.open_minor > 0`
  if (on >= today) return now
  return sql`${now} and o.issued_on <= ${on}::date union all
    select o.account_id, o.currency, o.due_on, o.invoice_id, c.amount_minor from billing.clearing c join billing.open_item o on ${OF_INVOICE} where ${within(work, "c", account)} and c.booked_on > ${on}::date and o.issued_on <= ${on}::date`
}

/**
 * What was to an account's credit at the end of a day: what is now, without what came and went since. Money that was recorded
 * as received before the invoice that it paid was issued counts as credit on the days between.
 */
export function keptOn(work: Work, on: string, today: string, account: string | undefined): RawBuilder<unknown> {
  const now = sql`select b.account_id, b.currency, b.balance_minor as minor from billing.credit_balance b where ${within(work, "b", account)} and b.balance_minor > 0`
  if (on >= today) return now
  return sql`select b.account_id, b.currency, b.balance_minor as minor from billing.credit_balance b where ${within(work, "b", account)}
    union all select e.account_id, e.currency, -e.amount_minor from billing.credit_entry e where ${within(work, "e", account)} and e.booked_on > ${on}::date
    union all select o.account_id, o.currency, c.amount_minor from billing.open_item o join billing.clearing c on ${OF_INVOICE} where ${within(work, "o", account)} and o.issued_on > ${on}::date and c.booked_on <= ${on}::date`
}
