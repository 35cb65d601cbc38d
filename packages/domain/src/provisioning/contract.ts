export * from "./schemas.ts"
export { itemsOf, planStamp, type PlanItem, type PlanProblem, type StampPlan, type TenantPlan } from "./plan-stamp.ts"
