import type { Work } from "@entrepot/db"
import { Refusal, pageOf } from "@entrepot/kernel"
import { sql } from "kysely"
import { authorize } from "../tenancy/index.ts"
import type { ListTenants, TenantRef } from "./contract.ts"

export type TenantHealth = {
  readonly networkId: number
  readonly network: string
  readonly tenantId: number
  readonly code: string
  readonly name: string
  readonly legalName: string
  readonly kind: "distributor" | "dealer" | "reseller" | "oem"
  readonly status: "provisioning" | "active" | "suspended" | "closed"
  readonly locale: string
  readonly currency: string
  readonly country: string
  readonly host: string | null
  readonly createdAt: string
  readonly suspendedReason: string | null
  /** When an order last came in. Operators read events, never orders. */
  readonly lastOrderAt: string | null
  readonly deadLetters: number
  readonly failedMails: number
  /** sick: something was given up and waits for a person. quiet: no order for thirty days. */
  readonly health: "well" | "quiet" | "sick" | "suspended"
}

const QUIET_DAYS = 30

type Row = Omit<TenantHealth, "health" | "createdAt" | "lastOrderAt"> & { createdAt: Date; lastOrderAt: Date | null }

/** Tenants of all networks or of one, with what ails them: one statement. The platform sees no commerce rows; this reads the outbox, deliveries and mails. */
export async function listTenants(work: Work, { networkId, search, status, after, limit }: ListTenants): Promise<{ rows: TenantHealth[]; next: { networkId: number; tenantId: number } | null }> {
  authorize(work, work.scope.audience === "platform" ? "platform.tenant.view" : "network.tenant.view")
  const network = work.scope.networkId ?? networkId
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const { rows } = await sql<Row>`${select(sql`
    true ${network === undefined ? sql`` : sql`and t.network_id = ${network}::integer`} ${status === undefined ? sql`` : sql`and t.status = ${status}`}
    ${search === "" ? sql`` : sql`and (t.code ilike ${pattern} or t.name ilike ${pattern} or t.legal_name ilike ${pattern})`}
    ${after === undefined ? sql`` : sql`and (t.network_id, t.tenant_id) > (${after.networkId}::integer, ${after.tenantId}::integer)`}`, limit + 1)}`.execute(work.db)
  const { page, last } = pageOf(rows.map((row) => asHealth(work, row)), limit)
  return { rows: page, next: last ? { networkId: last.networkId, tenantId: last.tenantId } : null }
}

/** One tenant with its health. Throws provisioning.tenant_not_found. */
export async function getTenantHealth(work: Work, { networkId, tenantId }: TenantRef): Promise<TenantHealth> {
  authorize(work, work.scope.audience === "platform" ? "platform.tenant.view" : "network.tenant.view")
  const { rows } = await sql<Row>`${select(sql`t.network_id = ${work.scope.networkId ?? networkId} and t.tenant_id = ${tenantId}`, 1)}`.execute(work.db)
  if (!rows[0]) throw new Refusal("provisioning.tenant_not_found", "not_found")
  return asHealth(work, rows[0])
}

/** A tenant's number from the code that people know it by. Throws provisioning.tenant_not_found. */
export async function findTenantByCode(work: Work, networkId: number, code: string): Promise<TenantRef> {
  authorize(work, "platform.tenant.view")
  const row = await work.db.selectFrom("tenancy.tenant").select("tenant_id").where("network_id", "=", networkId).where("code", "=", code).executeTakeFirst()
  if (!row) throw new Refusal("provisioning.tenant_not_found", "not_found", { code })
  return { networkId, tenantId: row.tenant_id }
}

function select(condition: ReturnType<typeof sql>, limit: number) {
  return sql`
    select t.network_id as "networkId", n.name as network, t.tenant_id as "tenantId", t.code, t.name, t.legal_name as "legalName", t.kind, t.status, t.locale, t.currency, t.country,
           t.created_at as "createdAt", t.suspended_reason as "suspendedReason",
           (select h.host from tenancy.host h where h.network_id = t.network_id and h.tenant_id = t.tenant_id and h.verified_at is not null order by h.is_primary desc limit 1) as host,
           (select e.occurred_at from work.event e where e.network_id = t.network_id and e.tenant_id = t.tenant_id and e.name = 'ordering.order_submitted' order by e.occurred_at desc limit 1) as "lastOrderAt",
           (select count(*)::integer from work.delivery d where d.network_id = t.network_id and d.tenant_id = t.tenant_id and d.status = 'dead') as "deadLetters",
           (select count(*)::integer from integrations.mail_message m where m.network_id = t.network_id and m.tenant_id = t.tenant_id and m.status = 'failed') as "failedMails"
      from tenancy.tenant t join tenancy.network n on n.network_id = t.network_id
     where ${condition} order by t.network_id, t.tenant_id limit ${limit}`
}

function asHealth(work: Work, row: Row): TenantHealth {
  return { ...row, createdAt: row.createdAt.toISOString(), lastOrderAt: row.lastOrderAt?.toISOString() ?? null, health: judge(row, work.now.epochMilliseconds) }
}

/** A new tenant has had no time to order, so it is not quiet yet. */
export function judge({ status, deadLetters, failedMails, lastOrderAt, createdAt }: Pick<Row, "status" | "deadLetters" | "failedMails" | "lastOrderAt" | "createdAt">, nowMillis: number): TenantHealth["health"] {
  if (status === "suspended" || status === "closed") return "suspended"
  if (deadLetters > 0 || failedMails > 0) return "sick"
  const last = lastOrderAt ?? createdAt
  return nowMillis - last.getTime() > QUIET_DAYS * 86_400_000 ? "quiet" : "well"
}
