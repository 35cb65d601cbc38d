import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"
import { Code, Cursor, ENTRY_KINDS, Id, Reason, Signed, Tenant, type DisputeStatus, type DocumentOf, type EntryKind } from "./parts.ts"
import type { StatementTax } from "./tax.ts"

/** What an adjustment by hand changes: what goods cost, what the platform's service costs, or only who owes money, which no tax is on. */
export const ADJUSTMENT_KINDS = ["money", "goods", "service"] as const
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number]
/** `requestKey` is made by the page when it is drawn: the same key again is the same click. */
export const AdjustSettlement = z.object({ requestKey: Id, tenantId: Tenant, amount: Signed, reason: Reason, about: z.enum(ADJUSTMENT_KINDS).default("money") })
export type AdjustSettlement = z.input<typeof AdjustSettlement>
export const StatementLinesOf = z.object({ statementId: Id, kind: z.enum(ENTRY_KINDS).optional(), disputed: z.boolean().default(false), cursor: Cursor, limit: z.int().min(1).max(200).default(100) })
export type StatementLinesOf = z.input<typeof StatementLinesOf>
export const NextLinesOf = z.object({ tenantId: Tenant.optional(), currency: Code, cursor: Cursor, limit: z.int().min(1).max(200).default(100) })
export type NextLinesOf = z.input<typeof NextLinesOf>
export const OrderEntriesOf = z.object({ orderId: Id })
export type OrderEntriesOf = z.infer<typeof OrderEntriesOf>

export type StatementLine = {
  readonly entryId: string
  readonly kind: EntryKind
  readonly occurredOn: string
  /** The shipment, payment, credit note or dispute that it comes from. */
  readonly document: DocumentOf
  readonly orderId: string | null
  readonly orderNumber: string | null
  readonly sku: string | null
  readonly name: string | null
  readonly quantity: string | null
  readonly unit: string | null
  /** The transfer price for one unit. */
  readonly unitPrice: string | null
  /** Of a commission. */
  readonly percent: string | null
  readonly memo: string
  /** Before tax. */
  readonly amount: MoneyJson
  /** Null where nothing is supplied: money that was taken in or paid back. */
  readonly tax: Omit<StatementTax, "net"> | null
  /** What disputes took off it before, before tax: only the rest can be disputed. */
  readonly granted: MoneyJson
  readonly dispute: { readonly disputeId: string; readonly status: DisputeStatus } | null
}
export type StatementLines = { readonly rows: readonly StatementLine[]; readonly nextCursor: string | null }
/** A fact of an order, and the issued statement on which it stands. */
export type OrderEntry = StatementLine & { readonly statement: { readonly statementId: string; readonly number: string } | null }
