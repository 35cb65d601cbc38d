/**
 * Browser-safe: what the verbs of settlement take and what pages show. Amounts are minor units as text, days YYYY-MM-DD, months YYYY-MM,
 * instants ISO text, quantities and unit prices decimal text.
 */
export { ENTRY_KINDS, DISPUTE_STATUSES, type Action, type DisputeStatus, type DocumentOf, type EntryKind, type PartnerRef, type PersonRef } from "./contract/parts.ts"
export * from "./contract/agreements.ts"
export * from "./contract/balances.ts"
export * from "./contract/disputes.ts"
export * from "./contract/lines.ts"
export * from "./contract/statements.ts"
export * from "./contract/tax.ts"
export * from "./contract/tax-in-words.ts"
export * from "./contract/tax-report.ts"
export * from "./contract/tax-report-in-words.ts"
