import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"
import type { DunningStage } from "./dunning.ts"
import { Code, Cursor, Day, Id, Limit, type Action, type InvoiceStatus } from "./parts.ts"
import type { AttemptStatus, DisputeView } from "./payments.ts"

/* Statement, ageing, and what an account owes and has to its credit. */

/** Days overdue: not yet due, 1 to 30, 31 to 60, 61 to 90, more. */
export const AGEING_BUCKETS = ["current", "days_1_30", "days_31_60", "days_61_90", "days_over_90"] as const
export type AgeingBucket = (typeof AGEING_BUCKETS)[number]
export const AskStatement = z.object({ accountId: Id.optional(), currency: Code.optional(), from: Day, to: Day })
export type AskStatement = z.infer<typeof AskStatement>
export const AskAgeing = z.object({
  accountId: Id.optional(), on: Day.optional(), currency: Code.optional(),
  /** The start of an account's number, or any part of its name. */
  search: z.string().trim().max(60).default(""),
  cursor: Cursor, limit: Limit,
})
export type AskAgeing = z.input<typeof AskAgeing>
export const AskReceivable = z.object({ accountId: Id })
export type AskReceivable = z.infer<typeof AskReceivable>

export type StatementEntry = {
  readonly on: string
  /** Its own day, where the books took it later because that day's month was closed. */
  readonly occurredOn: string | null
  readonly kind: "invoice" | "payment" | "credit_note" | "discount" | "write_off" | "void" | "refund" | "dispute"; readonly documentId: string; readonly number: string; readonly reference: string; readonly debit: MoneyJson | null; readonly credit: MoneyJson | null; readonly balance: MoneyJson
}
export type OpenItemView = { readonly invoiceId: string; readonly number: string; readonly issuedOn: string; readonly dueOn: string; readonly overdueDays: number; readonly total: MoneyJson; readonly open: MoneyJson; readonly bucket: AgeingBucket }
export type StatementView = {
  readonly accountId: string; readonly accountName: string; readonly currency: string; readonly currencies: readonly string[]; readonly from: string; readonly to: string
  readonly opening: MoneyJson; readonly entries: readonly StatementEntry[]; readonly closing: MoneyJson; readonly credit: MoneyJson; readonly openItems: readonly OpenItemView[]; readonly ageing: AgeingRow
}
export type AgeingRow = Readonly<Record<AgeingBucket, MoneyJson>> & { readonly total: MoneyJson; readonly overdue: MoneyJson; readonly credit: MoneyJson; readonly invoices: number }
export type AccountAgeing = AgeingRow & { readonly accountId: string; readonly accountNumber: string; readonly accountName: string; readonly currency: string; readonly oldestDueOn: string | null; readonly stage: DunningStage }
export type AgeingView = { readonly on: string; readonly totals: readonly (AgeingRow & { readonly currency: string })[]; readonly accounts: readonly AccountAgeing[]; /** Open ones, whatever the day. */ readonly disputes: readonly DisputeView[]; readonly nextCursor: string | null }
export type ReceivableItem = OpenItemView & {
  readonly status: InvoiceStatus; readonly poNumber: string; readonly attempt: AttemptStatus | null
  /** What is taken off when all of it is paid in time. */
  readonly discount: { readonly amount: MoneyJson; readonly until: string } | null
  readonly actions: { readonly void: Action; readonly writeOff: Action }
}
/** What an account owes and has to its credit, and what the reader may do about it. */
export type ReceivableView = {
  readonly accountId: string; readonly accountNumber: string; readonly accountName: string; readonly today: string; readonly currency: string
  /** One per currency in which anything is open or kept; none where nothing is. */
  readonly balances: readonly (AgeingRow & { readonly currency: string; readonly oldestDueOn: string | null; readonly stage: DunningStage; readonly applyCredit: Action })[]
  readonly record: Action; readonly disputes: readonly DisputeView[]; readonly items: readonly ReceivableItem[]
  /** Whether more is open than is shown. */
  readonly more: boolean
}
export type CreditBalanceView = { readonly accountId: string; readonly balances: readonly MoneyJson[]; readonly entries: readonly { readonly on: string; readonly kind: "credit_note" | "unapplied_payment" | "applied" | "refunded" | "restored" | "disputed"; readonly amount: MoneyJson; readonly invoiceNumber: string | null }[] }
