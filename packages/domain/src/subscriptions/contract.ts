/** Browser-safe: what the verbs of subscriptions take. What they answer stands in views.ts, and comes through index.ts. */
export { INVOICINGS, COLLECTS, SHIFTS, CATCH_UPS, type Invoicing, type Collect, type Shift, type CatchUp } from "./contract/parts.ts"
export * from "./contract/changes.ts"
export * from "./contract/plans.ts"
export * from "./contract/policies.ts"
export * from "./contract/runs.ts"
export * from "./contract/settings.ts"
export * from "./contract/subscriptions.ts"
export * from "./contract/usage.ts"
