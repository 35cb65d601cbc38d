import { scoped, type Work } from "@entrepot/db"
import { currency, money, moneyToJson, type MoneyJson } from "@entrepot/kernel"
import { activePolicies, checkCondition, conditionTextOf, dryRun, strandedBy, type PolicyWarning, type SubjectFacts } from "../approvals/index.ts"
import type { PolicyDraft } from "../approvals/contract.ts"
import { authorize, getTenant } from "../tenancy/index.ts"

export type PolicyDryRun = {
  readonly looked: number
  readonly matched: { readonly orders: number; readonly value: MoneyJson }
  /** Of those, the ones that today's policies do not ask these people about. */
  readonly newlyAsked: { readonly orders: number; readonly value: MoneyJson }
  readonly examples: readonly { readonly orderId: string; readonly number: string; readonly submittedAt: string; readonly accountName: string; readonly total: MoneyJson; readonly isNew: boolean }[]
  readonly months: readonly { readonly month: string; readonly orders: number; readonly matched: number }[]
  readonly warnings: readonly PolicyWarning[]
}

const MOST_ORDERS = 5_000
const EXAMPLES = 10

/**
 * What a rule would have done to the orders that were submitted between two days, judged by the facts that each stated then.
 * Writes nothing. At most the latest 5,000 orders; five statements.
 */
export async function dryRunPolicy(work: Work, { draft, policyId = "", from, to }: { readonly draft: PolicyDraft; readonly policyId?: string | undefined; readonly from: string; readonly to: string }): Promise<PolicyDryRun> {
  authorize(work, "policy.manage")
  const condition = conditionTextOf(draft)
  checkCondition(condition)
  const [tenant, inForce, past, warnings] = await Promise.all([getTenant(work), activePolicies(work), pastOrders(work, from, to), strandedBy(work, draft.levels)])
  const result = dryRun({ policyId, version: 0, name: draft.name, condition, levels: draft.levels, position: draft.position }, inForce, past)
  const [matched, newly] = [new Set(result.matched), new Set(result.newlyAsked)]
  const unit = currency(tenant.currency)
  const valueOf = (ids: ReadonlySet<string>) => moneyToJson(money(past.reduce((sum, order) => sum + (ids.has(order.id) ? order.total : 0n), 0n), unit))
  return {
    looked: result.looked, matched: { orders: matched.size, value: valueOf(matched) }, newlyAsked: { orders: newly.size, value: valueOf(newly) }, warnings,
    examples: past.filter((order) => matched.has(order.id)).slice(0, EXAMPLES).map((order) => ({ orderId: order.id, number: order.number, submittedAt: order.submittedAt, accountName: order.accountName, total: moneyToJson(money(order.total, unit)), isNew: newly.has(order.id) })),
    months: [...new Set(past.map((order) => order.submittedAt.slice(0, 7)))].sort().map((month) => {
      const of = past.filter((order) => order.submittedAt.startsWith(month))
      return { month, orders: of.length, matched: of.filter((order) => matched.has(order.id)).length }
    }),
  }
}

type PastOrder = { readonly id: string; readonly number: string; readonly submittedAt: string; readonly accountName: string; readonly total: bigint; readonly facts: SubjectFacts }

/** Days are whole days of UTC: a dry run is a picture, not a ledger. */
async function pastOrders(work: Work, from: string, to: string): Promise<readonly PastOrder[]> {
  const rows = await scoped(work, "ordering.order")
    .innerJoin("tenancy.account as a", (join) => join.onRef("a.network_id", "=", "ordering.order.network_id").onRef("a.tenant_id", "=", "ordering.order.tenant_id").onRef("a.account_id", "=", "ordering.order.account_id"))
    .select(["ordering.order.order_id", "ordering.order.number", "submitted_at", "total_minor", "approval_facts", "a.name as account_name"])
    .where("ordering.order.status", "<>", "draft").where("approval_facts", "is not", null)
    .where("submitted_at", ">=", new Date(`${from}T00:00:00Z`)).where("submitted_at", "<", new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000))
    .orderBy("submitted_at", "desc").limit(MOST_ORDERS).execute()
  return rows.map((row) => ({ id: row.order_id, number: row.number ?? "", submittedAt: row.submitted_at?.toISOString() ?? "", accountName: row.account_name, total: row.total_minor, facts: row.approval_facts as SubjectFacts }))
}
