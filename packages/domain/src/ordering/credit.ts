import { sql } from "kysely"
import { audit, scoped, type Work } from "@entrepot/db"
import { compare, currency, money, moneyFromJson, moneyToJson, Refusal, subtract, type MoneyJson } from "@entrepot/kernel"
import { actingAccount, authorize, getAccount, getTenant } from "../tenancy/index.ts"
import { SetCreditLimit } from "./contract.ts"
import type { CreditStanding } from "./decide-submission.ts"
import type { Order } from "./order.ts"
import { newAddressOf } from "./price-order.ts"

export type Judged = { readonly credit: CreditStanding; readonly usedBy: string | null; readonly newAddress: boolean }

/**
 * Locks the account's credit line, so that two orders are judged one after the other, and then reads what the judgement of a
 * submission needs: exposure without this order, an earlier order with the same PO number, a ship-to that is new. The lock
 * and the read are two statements in one round trip; in one, the read would not see what the lock waited for. A preview
 * does not lock.
 */
export async function judgementFacts(work: Work, order: Order, { lock }: { readonly lock: boolean } = { lock: true }): Promise<Judged> {
  const [limit, facts] = await Promise.all([creditLine(work, order, lock), readFacts(work, order)])
  const unit = currency(order.currency)
  if (limit && limit.currency !== order.currency) throw new Error(`The credit line of account ${order.accountId} is kept in ${limit.currency}, the order in ${order.currency}`)
  return {
    credit: { limit: limit?.limit_minor == null ? null : money(limit.limit_minor, unit), exposure: money(facts.exposure + (limit?.unpaid_minor ?? 0n), unit), restricted: limit?.restricted_at != null },
    usedBy: facts.usedBy, newAddress: facts.newAddress,
  }
}

async function creditLine(work: Work, order: Order, lock: boolean) {
  return scoped(work, "ordering.credit_line").select(["currency", "limit_minor", "unpaid_minor", "restricted_at"]).where("account_id", "=", order.accountId).$if(lock, (query) => query.forNoKeyUpdate()).executeTakeFirst()
}

async function readFacts(work: Work, order: Order): Promise<{ exposure: bigint; usedBy: string | null; newAddress: boolean }> {
  const own = sql`network_id = ctx.network_id() and tenant_id = ${order.tenantId} and account_id = ${order.accountId} and order_id <> ${order.orderId}`
  const { rows } = await sql<{ exposure: bigint; usedBy: string | null; newAddress: boolean }>`
    select (select coalesce(sum(exposure_minor), 0)::bigint from ordering.order where ${own} and exposure_minor > 0) as exposure,
           (select number from ordering.order where ${own} and po_norm = upper(${order.poNumber}) and po_norm <> '' and status not in ('draft', 'rejected', 'cancelled') limit 1) as "usedBy",
           ${newAddressOf(order)} as "newAddress"`.execute(work.db)
  return rows[0]!
}

/** An account's credit as a page shows it. limit null is unlimited; headroom is what may still be ordered, never below zero. */
export type CreditView = {
  readonly accountId: string; readonly limit: MoneyJson | null; readonly exposure: MoneyJson; readonly headroom: MoneyJson | null; readonly prepaid: boolean
  /** Of the exposure: what is invoiced and not paid. */
  readonly unpaid: MoneyJson
  /** The account may not order on credit, because it does not pay. */
  readonly restricted: boolean
}

/** Exposure = open orders + delivered, not yet invoiced + unpaid. Three round trips. Throws tenancy.account_not_found. */
export async function creditStanding(work: Work, accountId: string = actingAccount(work)): Promise<CreditView> {
  authorize(work, "account.view")
  const [account, tenant] = await Promise.all([getAccount(work, accountId), getTenant(work)])
  const { rows } = await sql<{ limit: bigint | null; unpaid: bigint; restricted: boolean; exposure: bigint }>`
    select c.limit_minor as limit, coalesce(c.unpaid_minor, 0)::bigint as unpaid, c.restricted_at is not null as restricted, e.exposure
      from (select coalesce(sum(exposure_minor), 0)::bigint as exposure from ordering.order o
             where o.network_id = ${work.scope.networkId} and o.tenant_id = ${work.scope.tenantId} and o.account_id = ${accountId} and o.exposure_minor > 0) e
      left join ordering.credit_line c on c.network_id = ${work.scope.networkId} and c.tenant_id = ${work.scope.tenantId} and c.account_id = ${accountId}`.execute(work.db)
  const unit = currency(tenant.currency)
  const { limit, exposure, unpaid, restricted } = rows[0]!
  const standing = { limit: limit === null ? null : money(limit, unit), exposure: money(exposure + unpaid, unit), restricted }
  return { accountId, prepaid: account.prepaid, unpaid: moneyToJson(money(unpaid, unit)), restricted, ...creditView(standing) }
}

export function creditView({ limit, exposure }: CreditStanding): Pick<CreditView, "limit" | "exposure" | "headroom"> {
  const left = limit && subtract(limit, exposure)
  const headroom = left && (left.amount < 0n ? money(0n, left.currency) : left)
  return { limit: limit && moneyToJson(limit), exposure: moneyToJson(exposure), headroom: headroom && moneyToJson(headroom) }
}

/** Sets how much an account may owe: null is unlimited, 0 is blocked. Orders on hold stay there until somebody releases them. */
export async function setCreditLimit(work: Work, input: SetCreditLimit): Promise<void> {
  authorize(work, "credit.manage")
  const { accountId, limit, reason } = SetCreditLimit.parse(input)
  await getAccount(work, accountId)
  const tenant = await getTenant(work)
  const given = limit && moneyFromJson(limit)
  if (given && (given.currency !== tenant.currency || compare(given, money(0n, given.currency)) < 0)) throw new Refusal("ordering.credit_limit_is_invalid", "invalid", { currency: tenant.currency })
  const { rows } = await sql<{ before: bigint | null }>`
    with before as (select limit_minor from ordering.credit_line where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and account_id = ${accountId} for no key update),
    saved as (
      insert into ordering.credit_line (network_id, tenant_id, account_id, currency, limit_minor, updated_at)
      values (${work.scope.networkId}, ${work.scope.tenantId}, ${accountId}, ${tenant.currency}, ${given?.amount ?? null}, ${work.now.toString()})
      on conflict (network_id, tenant_id, account_id) do update set limit_minor = excluded.limit_minor, updated_at = excluded.updated_at)
    select (select limit_minor from before) as before`.execute(work.db)
  audit(work, { action: "credit.limit_set", subjectKind: "account", subjectId: accountId, reason, before: { limit: rows[0]?.before?.toString() ?? null }, after: { limit: given?.amount.toString() ?? null } })
}
