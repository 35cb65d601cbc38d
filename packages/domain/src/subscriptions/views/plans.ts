import type { MoneyJson } from "@entrepot/kernel"
import type { CatchUp, Collect, Invoicing } from "../contract/parts.ts"
import type { PlanMode, ServiceFee } from "../contract/plans.ts"
import type { Cadence, PricePolicy, StockOutPolicy } from "../contract/policies.ts"

/** What is charged per period beside the deliveries. */
export type ServiceFeeView = { readonly name: string; readonly amount: MoneyJson; readonly everyMonths: number }

/** What a plan leaves a customer to choose of. No cadence is any; no term runs on. `renews`: it is still offered. */
export type PlanOffers = { readonly cadences: readonly Cadence[]; readonly collect: readonly Collect[]; readonly termMonths: number | null; readonly renews: boolean }

export type PlanTermsView = {
  readonly name: string; readonly description: string; readonly cadences: readonly Cadence[]; readonly discountPercent: string; readonly pricePolicy: PricePolicy; readonly stockOut: StockOutPolicy
  readonly invoicing: Invoicing; readonly collect: readonly Collect[]; readonly catchUp: CatchUp; readonly noticeDays: number; readonly ceilingPercent: string; readonly termMonths: number | null
  /** In minor units of the tenant's currency. */
  readonly serviceFee: ServiceFee | null
}

export type PlanView = PlanTermsView & {
  readonly planId: string; readonly version: number; readonly status: "active" | "retired"
  /** Which plan of the template it is, in which release's words, and since which release the template no longer has it; null is the tenant's own. */
  readonly template: { readonly code: string; readonly release: number; readonly mode: PlanMode; readonly droppedRelease: number | null } | null
  /** The published series that its prices follow, where they do. */
  readonly indexSeries: { readonly seriesId: string; readonly code: string; readonly name: string } | null
  /** How many active subscriptions stand on it. */
  readonly subscriptions: number
}

/** What the template's newest release says of a plan that the tenant has otherwise, or not yet. */
export type OfferedPlan = {
  readonly code: string; readonly template: string; readonly release: number; readonly offeredAt: string
  /** The plan that it would change; null would be a new one. */
  readonly planId: string | null
  readonly draft: PlanTermsView & Pick<PlanView, "indexSeries">
  /** The plan as it is, where it would be changed. */
  readonly current: (PlanTermsView & Pick<PlanView, "indexSeries">) | null
}

/** Without a mode, the template speaks of no plans. */
export type OfferedPlans = { readonly mode: PlanMode | null; readonly offers: readonly OfferedPlan[] }
