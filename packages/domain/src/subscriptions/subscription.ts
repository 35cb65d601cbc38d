import type { IndexBook } from "../pricing/index.ts"
import { type CutOffCalendar, type Schedule } from "./schedule.ts"
import type { IndexPriceView } from "./views.ts"
import type { CatchUp, ChangeKind, Collect, HoldCode, Invoicing, OccurrenceStatus, PricePolicy, RecurringSettings, StockOutPolicy, SubscriptionStatus, UsagePolicy } from "./contract.ts"

/** A line as it stands in the database; what an occurrence has of it is worked out by `linesAt`. */
export type SubscriptionLine = {
  readonly lineId: string; readonly position: number; readonly productId: string; readonly unit: string; readonly quantity: string
  readonly pricePolicy: PricePolicy; readonly stockOut: StockOutPolicy; readonly usage: UsagePolicy | null
  /** Put in by a change, and in the occurrences of that change alone. */
  readonly addedLater: boolean
  readonly termsFor: TermsFor
}

/** What a line's price, substitutes and bounds of use were agreed for: this product in this unit, from this quantity on. */
export type TermsFor = { readonly productId: string; readonly unit: string; readonly from: string }

/** One thing that somebody wanted of the future, of the current version of the schedule. */
export type ChangeFact = {
  readonly changeId: string; readonly kind: ChangeKind | "carried"; readonly scheduleVersion: number; readonly fromN: number | null; readonly toN: number | null
  readonly detail: Readonly<Record<string, unknown>>; readonly reason: string
}

export type OccurrenceRow = {
  readonly occurrenceId: string; readonly scheduleVersion: number; readonly n: number; readonly status: OccurrenceStatus; readonly scheduledOn: string; readonly dueOn: string
  readonly notifyAt: string | null; readonly orderAt: string | null; readonly holdCode: HoldCode | null; readonly holdFacts: HoldFacts | null; readonly heldAt: string | null; readonly reason: string; readonly cleared: readonly string[]
  readonly expectedMinor: string | null; readonly ceilingMinor: string | null; readonly lines: readonly MadeLine[] | null; readonly orderId: string | null; readonly orderNumber: string | null
  readonly orderNetMinor: string | null; readonly orderTaxMinor: string | null; readonly orderTotalMinor: string | null
  /** Left out for whoever may not see margins. */
  readonly orderSupplyMinor?: string | null
  readonly notifiedAt: string | null; readonly orderedAt: string | null
}
/** What was found when it was held; amounts are minor units of its currency. */
export type HoldFacts = { readonly why?: string; readonly lines?: readonly { readonly sku: string; readonly problem: string }[]; readonly total?: string; readonly usual?: string }
export type LineOutcome = "as_subscribed" | "substituted" | "split" | "partial" | "skipped"
export type MadeLine = {
  readonly lineId: string; readonly productId: string; readonly unit: string; readonly quantity: string; readonly outcome: LineOutcome
  /** How the price that was ordered came about, where it follows an index; what is published or agreed later does not change it. */
  readonly index?: IndexPriceView | undefined
}

export type Subscription = {
  readonly tenantId: number; readonly accountId: string; readonly subscriptionId: string; readonly number: string; readonly name: string; readonly status: SubscriptionStatus
  readonly accountNumber: string; readonly accountName: string; readonly planId: string | null; readonly planName: string | null; readonly discountPercent: string; readonly currency: string
  readonly shipToId: string | null; readonly poNumber: string; readonly invoicing: Invoicing; readonly collect: Collect; readonly catchUp: CatchUp; readonly noticeDays: number; readonly ceilingPercent: string
  readonly startsOn: string; readonly endsOn: string | null; readonly ownerId: string; readonly ownerName: string; readonly pausedAt: string | null; readonly pausedUntil: string | null
  readonly endedAt: string | null; readonly version: number; readonly createdAt: string
  readonly schedule: Schedule
  readonly lines: readonly SubscriptionLine[]
  /** The published series that prices of its lines follow. */
  readonly indices: IndexBook
  readonly changes: readonly ChangeFact[]
  /** The rows that were asked for: at least those of the current version that are not over, and the last one. */
  readonly occurrences: readonly OccurrenceRow[]
  /** The highest n of the current version that is written; -1 where none is. */
  readonly lastN: number
}

/** The tenant's days, and what it decided of what comes again. */
export type Recurring = { readonly settings: RecurringSettings; readonly version: number; readonly calendar: CutOffCalendar; readonly locale: string }

/** The term ends within so many days: somebody should talk to the customer. */
export const RENEWAL_DAYS = 45

/** Those lie ahead and can still be changed. */
export const OPEN: ReadonlySet<OccurrenceStatus> = new Set(["planned", "notified"])

/** For what somebody may take the higher price, let a date go, or leave it out. A payment is paid, a credit and an approval are decided where they are. */
export const ACCEPTABLE: readonly Decidable[] = ["price"]
export const RELEASABLE: readonly Decidable[] = ["stock", "safety", "catch_up", "attention", "failed"]
export const REFUSABLE: readonly Decidable[] = [...RELEASABLE, ...ACCEPTABLE]
export type Decidable = HoldCode | "failed"

/** What a date waits for here. What has an order already is decided at its order. */
export function waitsFor({ status, holdCode, orderId }: Pick<OccurrenceRow, "status" | "holdCode" | "orderId">): Decidable | null {
  return orderId !== null ? null : status === "held" ? holdCode : status === "failed" ? "failed" : null
}

/** Whether a person's word decides about it. */
export function isDecidable(row: Pick<OccurrenceRow, "status" | "holdCode" | "orderId">, codes: readonly Decidable[]): boolean {
  const waits = waitsFor(row)
  return waits !== null && codes.includes(waits)
}

/** What a runner has in hand, for as long as its lease holds. */
export type Claimed = { readonly tenantId: number; readonly accountId: string; readonly subscriptionId: string; readonly occurrenceId: string; readonly attempts: number; readonly runId: string }
