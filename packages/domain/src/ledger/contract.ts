import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"

export * from "./contract/close.ts"

/** What an account is for. The books of every entity have one of each; a tax has one per rate and jurisdiction. */
export const LEDGER_ROLES = [
  "cash", "cash_in_transit", "receivable", "partner_receivable", "inventory", "tax_recoverable",
  "payable_to_distributor", "payable_to_partner", "tax_payable", "deferred_revenue", "customer_credit",
  "revenue", "supply_revenue", "commission_income", "exchange_gain_realised", "exchange_gain_unrealised", "rounding",
  "cost_of_goods", "commission", "discount_allowed", "bad_debt", "payment_fee", "adjustment", "exchange_loss_realised", "exchange_loss_unrealised",
] as const
export type LedgerRole = (typeof LEDGER_ROLES)[number]

export const ACCOUNT_KINDS = ["asset", "liability", "income", "expense"] as const
export type AccountKind = (typeof ACCOUNT_KINDS)[number]

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const Code = z.string().regex(/^[A-Z]{3}$/)
const Key = z.string().min(1).max(80)

/** A month as YYYY-MM; the current one unless said otherwise. */
export const PeriodRef = z.object({ period: Month })
export type PeriodRef = z.infer<typeof PeriodRef>
export const TrialBalanceOf = z.object({ period: Month.optional() })
export type TrialBalanceOf = z.infer<typeof TrialBalanceOf>
export const AccountLedgerOf = z.object({ accountKey: Key, from: Month.optional(), to: Month.optional(), cursor: z.string().max(200).nullish(), limit: z.int().min(1).max(200).default(50) })
export type AccountLedgerOf = z.input<typeof AccountLedgerOf>
export const ListJournals = z.object({
  period: Month.optional(), documentKind: z.string().max(40).optional(), cursor: z.string().max(200).nullish(), limit: z.int().min(1).max(200).default(50),
})
export type ListJournals = z.input<typeof ListJournals>
export const JournalRef = z.object({ journalId: z.uuid() })
export type JournalRef = z.infer<typeof JournalRef>
export const DocumentRef = z.object({ kind: z.string().min(1).max(40), id: z.string().min(1).max(80) })
export type DocumentRef = z.infer<typeof DocumentRef>
export const ReopenPeriod = z.object({ period: Month, reason: z.string().trim().min(1).max(1000) })
export type ReopenPeriod = z.infer<typeof ReopenPeriod>

export const ListExchangeRates = z.object({ from: Code.optional(), to: Code.optional() })
export type ListExchangeRates = z.infer<typeof ListExchangeRates>
/** `rate`: so much of `to` for one of `from`, from `effectiveOn` until the next one. */
export const SetExchangeRate = z.object({
  from: Code, to: Code, effectiveOn: z.iso.date(), rate: z.string().regex(/^\d{1,10}(\.\d{1,12})?$/).refine((text) => /[1-9]/.test(text), "above zero"), source: z.string().trim().min(1).max(80),
})
export type SetExchangeRate = z.infer<typeof SetExchangeRate>

export type TaxOf = { readonly country: string; readonly region: string; readonly percent: string }
export type AccountRef = { readonly accountKey: string; readonly code: string; readonly role: LedgerRole; readonly kind: AccountKind; readonly tax: TaxOf | null }
export type PersonRef = { readonly kind: string; readonly name: string }

/** Debits count up and credits down in every balance: a liability's is below zero. */
export type TrialBalanceRow = AccountRef & { readonly opening: MoneyJson; readonly debit: MoneyJson; readonly credit: MoneyJson; readonly closing: MoneyJson }
export type TrialBalance = {
  /** 0 is the distributor. */
  readonly entity: number
  readonly period: string
  readonly status: PeriodStatus
  readonly currency: string
  readonly rows: readonly TrialBalanceRow[]
  /** Of the month's movements: equal, always. */
  readonly debit: MoneyJson
  readonly credit: MoneyJson
}

export type PeriodStatus = "open" | "closed"
export type PeriodRow = {
  /** YYYY-MM */
  readonly period: string
  readonly endsOn: string
  readonly status: PeriodStatus
  readonly journals: number
  /** Who closed it or opened it again last, if anybody did. */
  readonly last: { readonly kind: "closed" | "reopened"; readonly at: string; readonly by: PersonRef; readonly reason: string } | null
  /** The next to be closed; the last that was closed can be reopened. */
  readonly canClose: boolean
  readonly canReopen: boolean
}
export type Books = { readonly entity: number; readonly currency: string; readonly zone: string; readonly closedThrough: string | null; readonly periods: readonly PeriodRow[] }

export type DocumentOf = { readonly kind: string; readonly id: string; readonly number: string }
export type JournalRow = {
  readonly journalId: string
  readonly document: DocumentOf
  readonly documentOn: string
  readonly postedOn: string
  readonly memo: string
  /** The sum of the debits. */
  readonly amount: MoneyJson
  readonly base: MoneyJson
  readonly reversesId: string | null
}
export type JournalPage = { readonly rows: readonly JournalRow[]; readonly nextCursor: string | null }
export type JournalLineView = AccountRef & {
  readonly position: number
  readonly debit: MoneyJson | null
  readonly credit: MoneyJson | null
  readonly baseDebit: MoneyJson | null
  readonly baseCredit: MoneyJson | null
  readonly customer: { readonly accountId: string; readonly name: string } | null
  readonly partner: { readonly tenantId: number; readonly name: string } | null
}
export type JournalView = JournalRow & {
  readonly businessKey: string
  readonly rate: string
  readonly reversedById: string | null
  readonly by: PersonRef
  readonly recordedAt: string
  readonly lines: readonly JournalLineView[]
}

export type AccountEntryRow = {
  readonly journalId: string
  readonly position: number
  readonly document: DocumentOf
  readonly documentOn: string
  readonly postedOn: string
  readonly memo: string
  /** Above zero a debit, below a credit: in the document's currency, in the books', and the balance after it. */
  readonly amount: MoneyJson
  readonly base: MoneyJson
  readonly balance: MoneyJson
}
export type AccountLedger = { readonly account: AccountRef; readonly currency: string; readonly from: string; readonly to: string; readonly opening: MoneyJson; readonly closing: MoneyJson; readonly rows: readonly AccountEntryRow[]; readonly nextCursor: string | null }

export type ExchangeRateRow = { readonly from: string; readonly to: string; readonly effectiveOn: string; readonly rate: string; readonly source: string; readonly by: PersonRef; readonly recordedAt: string }

/** What a night proves of the books: in themselves, against the documents, against the settlement, that what is open follows from its facts, and that the tax report says what the accounts of tax say. */
export const PROOF_CHECKS = ["books", "documents", "settlement", "open_items", "taxes"] as const
export type ProofCheck = (typeof PROOF_CHECKS)[number]
/** Every night proves; what is older was missed, whatever it said. */
export const PROOF_IS_OLD_AFTER_HOURS = 36
/**
 * What the last nightly proof said of a set of books: when it was tried, when all of it was last proven, how many milliseconds the whole network took, how many
 * differences stand and since which night there are some, and how many checks could not be made.
 */
export type BookProof = { readonly triedAt: string; readonly provenAt: string | null; readonly tookMillis: number; readonly differences: number; readonly since: string | null; readonly failed: number; readonly isOld: boolean }
/** One night of a set of books, check by check: what differed, how much of it was new, and the error of one that could not be made. */
export type NightOfBooks = { readonly triedAt: string; readonly tookMillis: number; readonly checks: readonly { readonly check: ProofCheck; readonly differences: number; readonly added: number; readonly error?: string }[] }
/** What does not agree: whose books (0: the distributor's), which check, of what, and both figures as text. */
export type BookDifference = { readonly tenantId: number; readonly check: string; readonly subject: string; readonly expected: string; readonly found: string }
