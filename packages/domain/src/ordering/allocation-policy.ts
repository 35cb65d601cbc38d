import { sql } from "kysely"
import { actorRecord, audit, json, scoped, type ActorRecord, type Work } from "@entrepot/db"
import { quantity, Refusal, sumOfQuantities, type Quantity } from "@entrepot/kernel"
import { availabilityOf, hardAvailable, type Availability } from "../inventory/index.ts"
import { authorize } from "../tenancy/index.ts"
import { rankClaims, type Claim } from "./allocation.ts"
import { currentPolicy, rankOrder } from "./allocation.db.ts"
import { AllocationPolicy, PreviewAllocation, SaveAllocationPolicy } from "./contract.ts"
import { shareOut } from "./share-out.ts"

export type AllocationVersion = { readonly version: number; readonly policy: AllocationPolicy; readonly reason: string; readonly by: string; readonly at: string }
export type AllocationSettings = {
  readonly version: number; readonly policy: AllocationPolicy
  /** The latest first. */
  readonly history: readonly AllocationVersion[]
  /** Whom a step may name. */
  readonly partners: readonly { readonly tenantId: number; readonly name: string }[]
  readonly groups: readonly string[]
}

/** The policy that counts, what counted before, and whom it may name. */
export async function allocationSettings(work: Work): Promise<AllocationSettings> {
  authorize(work, "network.stock.view")
  const [current, history, partners, groups] = await Promise.all([
    currentPolicy(work),
    scoped(work, "ordering.allocation_policy").select(["version", "policy", "reason", "created_by", "created_at"]).orderBy("version", "desc").limit(20).execute(),
    scoped(work, "tenancy.tenant").select(["tenant_id as tenantId", "name"]).where("tenant_id", ">", 0).where("status", "=", "active").orderBy("name").limit(1_000).execute(),
    scoped(work, "tenancy.account_group").select("code").distinct().orderBy("code").limit(200).execute(),
  ])
  return {
    ...current, partners, groups: groups.map(({ code }) => code),
    history: history.map((row) => ({ version: row.version, policy: AllocationPolicy.parse(row.policy), reason: row.reason, by: (row.created_by as ActorRecord).name, at: row.created_at.toISOString() })),
  }
}

/** Decides who gets scarce stock from now on; what is reserved stays. Refuses `ordering.allocation_changed`. */
export async function saveAllocationPolicy(work: Work, input: SaveAllocationPolicy): Promise<{ readonly version: number }> {
  authorize(work, "network.sourcing.manage")
  const { version, policy, reason } = SaveAllocationPolicy.parse(input)
  const before = await currentPolicy(work)
  const { rows } = await sql<{ version: number }>`
    insert into ordering.allocation_policy (network_id, version, policy, reason, created_by, created_at)
    select ${work.scope.networkId}, ${version + 1}, ${json(policy)}::jsonb, ${reason}, ${json(actorRecord(work.actor))}::jsonb, ${work.now.toString()}::timestamptz
     where ${before.version}::integer = ${version}::integer on conflict (network_id, version) do nothing returning version`.execute(work.db)
  if (!rows[0]) throw new Refusal("ordering.allocation_changed", "conflict")
  audit(work, { action: "allocation_policy.saved", subjectKind: "allocation_policy", subjectId: String(rows[0].version), tenantId: 0, reason, before: before.policy, after: policy })
  return rows[0]
}

/** A backorder as a claim, with what a person wants to know of it. */
export type WaitingClaim = Claim & { readonly tenantName: string; readonly accountName: string; readonly orderId: string; readonly number: string }

const MOST_CLAIMS = 500

/** Those who wait for a product, in the policy's order, over all tenants. One statement. */
export async function waitingClaims(work: Work, productId: string, policy: AllocationPolicy): Promise<readonly WaitingClaim[]> {
  const { rows } = await sql<Omit<WaitingClaim, "wanted"> & { wanted: string }>`
    select b.order_id || ' ' || b.line_id as id, b.tenant_id as "tenantId", a.account_group as "accountGroup", o.standing, b.promise_on::text as "promisedOn", to_char(b.queued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "queuedAt",
           trim_scale(b.base_quantity)::text as wanted, t.name as "tenantName", a.name as "accountName", b.order_id as "orderId", o.number, case when o.ship_complete then b.order_id end as whole
      from ordering.backorder b
      join ordering.order o on (o.network_id, o.tenant_id, o.account_id, o.order_id) = (b.network_id, b.tenant_id, b.account_id, b.order_id) and o.status in ('confirmed', 'partly_shipped')
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (b.network_id, b.tenant_id)
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (b.network_id, b.tenant_id, b.account_id)
     where b.network_id = ${work.scope.networkId} and b.product_id = ${productId} order by ${rankOrder(policy)}, b.line_id limit ${MOST_CLAIMS}`.execute(work.db)
  return rankClaims(rows.map((row) => ({ ...row, wanted: quantity(row.wanted) })), policy)
}

export type AllocationPreview = {
  readonly available: Quantity; readonly wanted: Quantity
  /** In the tried policy's order; `now` is what the policy that counts would give. */
  readonly rows: readonly (Omit<WaitingClaim, "wanted"> & { readonly wanted: Quantity; readonly gets: Quantity; readonly now: Quantity })[]
}

/** Who would get what of a product that is there or would arrive, by a policy that is not saved yet. Writes nothing. Refuses `ordering.product_not_found`. */
export async function previewAllocation(work: Work, input: PreviewAllocation): Promise<AllocationPreview> {
  authorize(work, "network.stock.view")
  const { productId, quantity: asked, policy } = PreviewAllocation.parse(input)
  const [current, ranked, { rows }] = await Promise.all([
    currentPolicy(work), waitingClaims(work, productId, policy),
    sql<{ availability: Availability }>`select ${availabilityOf("p")} as availability from catalog.product p where p.network_id = ${work.scope.networkId} and p.product_id = ${productId}`.execute(work.db),
  ])
  if (!rows[0]) throw new Refusal("ordering.product_not_found", "not_found")
  const available = asked === undefined ? hardAvailable(rows[0].availability) : quantity(asked)
  const shares = shareOut(ranked, available, policy)
  const today = rankClaims(ranked, current.policy)
  const now = new Map(shareOut(today, available, current.policy).map((share, at) => [today[at]!.id, share]))
  return { available, wanted: sumOfQuantities(ranked.map((claim) => claim.wanted)), rows: ranked.map((claim, at) => ({ ...claim, gets: shares[at]!, now: now.get(claim.id)! })) }
}
