import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"
import type { AgreementView } from "./agreements.ts"
import type { DisputeView } from "./disputes.ts"
import { Cursor, Id, Month, Tenant, type Action, type EntryKind, type PartnerRef, type PersonRef } from "./parts.ts"
import type { StatementParty, StatementTax } from "./tax.ts"

/** disputed: issued, and at least one of its lines is in an open dispute. */
export const STATEMENT_STATUSES = ["draft", "issued", "disputed", "settled"] as const
export type StatementStatus = (typeof STATEMENT_STATUSES)[number]
export const ListStatements = z.object({
  /** The distributor's choice of a partner; a portal sees its own alone. */
  tenantId: Tenant.optional(), status: z.array(z.enum(STATEMENT_STATUSES)).max(4).default([]), period: Month.optional(), cursor: Cursor, limit: z.int().min(1).max(100).default(50),
})
export type ListStatements = z.input<typeof ListStatements>
export const StatementRef = z.object({ statementId: Id })
export type StatementRef = z.infer<typeof StatementRef>
/** Of one partner, or of all; a month that is over. */
export const DraftStatements = z.object({ period: Month, tenantId: Tenant.optional() })
export type DraftStatements = z.infer<typeof DraftStatements>
export const IssueStatement = z.object({ statementId: Id, expectedVersion: z.int().positive() })
export type IssueStatement = z.infer<typeof IssueStatement>
export const SettleStatement = z.object({ statementId: Id, expectedVersion: z.int().positive(), reference: z.string().trim().min(1).max(140), paidOn: z.iso.date() })
export type SettleStatement = z.infer<typeof SettleStatement>

/** One sum per kind, before tax; with the tax they add up to `total`. */
export type StatementSums = Readonly<Record<EntryKind, MoneyJson>> & { readonly tax: MoneyJson; readonly total: MoneyJson; readonly lines: number }
export type StatementRow = {
  readonly statementId: string
  /** A draft has none. */
  readonly number: string | null
  readonly partner: PartnerRef
  readonly period: string
  readonly currency: string
  readonly status: StatementStatus
  /** With tax: what the period's facts add up to; what disputes took off afterwards; what is to be paid (below zero: by the distributor). */
  readonly total: MoneyJson
  readonly adjusted: MoneyJson
  readonly due: MoneyJson
  readonly issuedOn: string | null
  readonly dueOn: string | null
  readonly settledOn: string | null
  readonly openDisputes: number
}
export type StatementPage = { readonly rows: readonly StatementRow[]; readonly nextCursor: string | null }
export type StatementView = StatementRow & {
  readonly version: number
  readonly sums: StatementSums
  /** Per law and rate, as it was issued, and what accepted disputes changed of it since. */
  readonly taxes: readonly StatementTax[]
  readonly adjustedTaxes: readonly StatementTax[]
  /** Null on a draft. */
  readonly parties: { readonly supplier: StatementParty | null; readonly partner: StatementParty } | null
  /** What earlier statements leave unpaid, for the reader's information; it is paid with those. */
  readonly broughtForward: MoneyJson
  readonly agreement: AgreementView | null
  readonly payment: { readonly reference: string; readonly paidOn: string; readonly amount: MoneyJson; readonly by: PersonRef } | null
  readonly disputes: readonly DisputeView[]
  readonly actions: { readonly issue: Action; readonly settle: Action; readonly dispute: Action }
}
