import { currency, money, type Money } from "@entrepot/kernel"
import type { Journal, JournalEntry } from "../ledger/index.ts"
import type { LedgerRole } from "../ledger/contract.ts"
import type { DocumentOf, EntryKind } from "./contract.ts"

/** A fact between the distributor and a partner. Above zero the partner owes. Quantities and prices are decimal text. */
export type NewEntry = {
  readonly businessKey: string
  readonly kind: EntryKind
  readonly currency: string
  readonly amountMinor: bigint
  /** The day of the fact in the partner's zone. */
  readonly occurredOn: string
  readonly document: DocumentOf
  readonly orderId?: string | null
  readonly orderNumber?: string | null
  readonly orderLineId?: string | null
  /** Goods for the partner's own stock, not for a customer. */
  readonly stocked?: boolean
  readonly sku?: string | null
  readonly name?: string | null
  readonly unit?: string | null
  readonly quantity?: string | null
  readonly baseQuantity?: string | null
  readonly unitPrice?: string | null
  readonly percent?: string | null
  readonly agreementVersion?: number | null
  readonly memo?: string
}

type Legs = { readonly distributor: LedgerRole; readonly tenant: LedgerRole }

/** What the other side of what is owed is, in each ledger. */
function legsOf({ kind, stocked = false }: Pick<NewEntry, "kind" | "stocked">): Legs {
  switch (kind) {
    case "supply": case "supply_return": return { distributor: "supply_revenue", tenant: stocked ? "inventory" : "cost_of_goods" }
    // What the platform took in is cash of the distributor's, and was on its way in the partner's books.
    case "collected": case "refunded": return { distributor: "cash", tenant: "cash_in_transit" }
    case "commission": case "commission_return": return { distributor: "commission_income", tenant: "commission" }
    case "adjustment": return { distributor: "adjustment", tenant: "adjustment" }
  }
}

/**
 * The two journals of one document: what the distributor is owed by the partner, and the same as the partner owes it. Nothing
 * where the entries come to nothing, line by line.
 */
export function journalsOf(tenantId: number, entries: readonly NewEntry[]): readonly Journal[] {
  const counted = entries.filter(({ amountMinor }) => amountMinor !== 0n)
  const [first] = counted
  if (!first) return []
  const common = { document: first.document, postedOn: first.occurredOn, currency: first.currency, businessKey: `settlement:${first.businessKey}` }
  const lines = (of: (entry: NewEntry) => readonly [owing: LedgerRole, other: LedgerRole, sign: bigint]) => merged(counted.flatMap((entry) => {
    const [owing, other, sign] = of(entry)
    const minor = sign * entry.amountMinor
    return [[owing, minor], [other, -minor]] as const
  }), first.currency)
  return [
    { ...common, entity: 0, partnerId: tenantId, lines: lines((entry) => ["partner_receivable", legsOf(entry).distributor, 1n]) },
    { ...common, entity: tenantId, lines: lines((entry) => ["payable_to_distributor", legsOf(entry).tenant, -1n]) },
  ]
}

/** One line a role: a debit above zero, a credit below. */
function merged(parts: readonly (readonly [LedgerRole, bigint])[], code: string): JournalEntry[] {
  const sums = new Map<LedgerRole, bigint>()
  for (const [role, minor] of parts) sums.set(role, (sums.get(role) ?? 0n) + minor)
  return [...sums].filter(([, minor]) => minor !== 0n).map(([role, minor]) => sideOf(role, money(minor, currency(code))))
}

export function sideOf(role: LedgerRole, signed: Money): JournalEntry {
  return signed.amount > 0n ? { role, debit: signed } : { role, credit: money(-signed.amount, signed.currency) }
}
