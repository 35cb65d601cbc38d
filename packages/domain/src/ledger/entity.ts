import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { businessDate, currency, money, moneyToJson, Temporal, type Currency, type MoneyJson } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"

export type Entity = { readonly tenantId: number; readonly currency: Currency; readonly zone: string; readonly closedThrough: string | null }

/** Whose books this work keeps: its tenant's, or the distributor's (0) where it is in none. */
export function entityOf({ scope }: Work): number {
  return scope.audience === "network" ? 0 : (scope.tenantId ?? 0)
}

/** A portal's people need `books.*` in their tenant, the distributor's staff `network.books.*` in entity 0. The worker does what its job needs. */
export function authorizeBooks(work: Work, what: "view" | "close"): void {
  if (work.scope.audience !== "worker") authorize(work, work.scope.audience === "network" ? `network.books.${what}` : `books.${what}`)
}

/** The entity's head; books that nothing was posted to yet have the currency and zone that they will be opened with. */
export async function findEntity(work: Work, { lock = false } = {}): Promise<Entity> {
  const tenantId = entityOf(work)
  const { networkId } = work.scope
  if (lock) await sql`select 1 from ledger.entity where network_id = ${networkId} and tenant_id = ${tenantId} for no key update`.execute(work.db)
  const { rows } = await sql<Entity>`
    select own.tenant_id as "tenantId", coalesce(e.base_currency, own.currency) as currency, coalesce(e.zone, own.zone) as zone, e.closed_through as "closedThrough"
      from (${tenantId === 0 ? sql`select network_id, 0 as tenant_id, currency, zone from tenancy.network where network_id = ${networkId}` : sql`select network_id, tenant_id, currency, zone from tenancy.tenant where network_id = ${networkId} and tenant_id = ${tenantId}`}) own
      left join ledger.entity e on e.network_id = own.network_id and e.tenant_id = own.tenant_id`.execute(work.db)
  const entity = rows[0]
  if (!entity) throw new Error(`There is no entity ${tenantId} in network ${networkId}.`)
  return { ...entity, currency: currency(entity.currency) }
}

/** The first day of a month that is written YYYY-MM. */
export function firstDay(period: string): string {
  return `${period}-01`
}

export function lastDay(period: string): string {
  return Temporal.PlainYearMonth.from(period).toPlainDate({ day: 1 }).add({ months: 1 }).subtract({ days: 1 }).toString()
}

export function nextMonth(period: string): string {
  return Temporal.PlainYearMonth.from(period).add({ months: 1 }).toString()
}

export function monthOf(day: string): string {
  return day.slice(0, 7)
}

/** The month that it is in the entity's zone. */
export function currentMonth(work: Work, { zone }: Pick<Entity, "zone">): string {
  return monthOf(businessDate(work.now, zone).toString())
}

/** Sums come from the database as text. */
export function jsonOf(minor: string | bigint, code: Currency): MoneyJson {
  return moneyToJson(money(BigInt(minor), code))
}
