import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"
import type { StatementLine } from "./lines.ts"
import { Above, Cursor, DISPUTE_STATUSES, Id, Reason, Tenant, type Action, type DisputeStatus, type PartnerRef, type PersonRef } from "./parts.ts"

export const DISPUTE_REASONS = ["not_received", "wrong_price", "wrong_quantity", "returned", "damaged", "paid_already", "other"] as const
export type DisputeReason = (typeof DISPUTE_REASONS)[number]
export const RaiseDispute = z.object({ statementId: Id, entryId: Id, reasonCode: z.enum(DISPUTE_REASONS), reason: Reason, claim: Above })
export type RaiseDispute = z.infer<typeof RaiseDispute>
export const DisputeRef = z.object({ disputeId: Id })
export type DisputeRef = z.infer<typeof DisputeRef>
/** accepted: at most what was claimed is taken off, as an adjustment on the same statement, with a document of its own. */
export const ResolveDispute = z.object({ disputeId: Id, verdict: z.enum(["accepted", "rejected"]), answer: Reason, amount: Above.optional() })
export type ResolveDispute = z.infer<typeof ResolveDispute>
export const ListDisputes = z.object({ tenantId: Tenant.optional(), statementId: Id.optional(), status: z.array(z.enum(DISPUTE_STATUSES)).max(4).default([]), cursor: Cursor, limit: z.int().min(1).max(100).default(50) })
export type ListDisputes = z.input<typeof ListDisputes>

export type DisputeView = {
  readonly disputeId: string
  readonly statementId: string
  readonly statementNumber: string
  readonly partner: PartnerRef
  readonly line: StatementLine
  readonly status: DisputeStatus
  readonly reasonCode: DisputeReason
  readonly reason: string
  /** Of the line's amount, before tax; what is granted takes its tax along. */
  readonly claim: MoneyJson
  readonly raisedBy: PersonRef
  readonly raisedAt: string
  readonly answer: string
  readonly granted: MoneyJson | null
  /** The document of what was taken off: a credit note, or an invoice where a credit was lowered. Null where nothing was. */
  readonly correction: { readonly number: string; readonly issuedOn: string } | null
  readonly resolvedBy: PersonRef | null
  readonly resolvedAt: string | null
  readonly actions: { readonly withdraw: Action; readonly resolve: Action }
}
export type DisputePage = { readonly rows: readonly DisputeView[]; readonly nextCursor: string | null }
