import { currency, money, type Money } from "@entrepot/kernel"
import type { Journal, JournalEntry, TaxKey } from "../ledger/index.ts"
import type { LedgerRole } from "../ledger/contract.ts"
import type { DocumentOf, EntryKind } from "./contract.ts"
import { taxKeyOf, type EntryTax } from "./tax/rule.ts"

/** A fact between the distributor and a partner. Above zero the partner owes; the tax comes on top of the amount. Quantities and prices are decimal text. */
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
  /** Null where nothing is supplied. */
  readonly tax?: EntryTax | null
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
 * The two journals of one document: what the distributor is owed by the partner, and the same as the partner owes it. The tax that
 * is charged is the distributor's to pay and the partner's to recover; what the partner accounts for itself stands in its own books alone, on
 * both sides. Nothing where the entries come to nothing, line by line.
 */
export function journalsOf(tenantId: number, entries: readonly NewEntry[]): readonly Journal[] {
  const counted = entries.filter(({ amountMinor, tax }) => amountMinor !== 0n || (tax && (tax.taxMinor !== 0n || tax.accountedMinor !== 0n)))
  const [first] = counted
  if (!first) return []
  const common = { document: first.document, postedOn: first.occurredOn, currency: first.currency, businessKey: `settlement:${first.businessKey}` }
  const lines = (of: (entry: NewEntry) => readonly Part[]) => merged(counted.flatMap(of), first.currency)
  const journals = [
    { ...common, entity: 0, partnerId: tenantId, lines: lines(partsOfDistributor) },
    { ...common, entity: tenantId, lines: lines(partsOfPartner) },
  ]
  return journals.filter((journal) => journal.lines.length > 0)
}

type Part = { readonly role: LedgerRole; readonly minor: bigint; readonly tax?: TaxKey }

function partsOfDistributor(entry: NewEntry): readonly Part[] {
  const { amountMinor, tax } = entry
  const charged = tax?.taxMinor ?? 0n
  return [{ role: "partner_receivable", minor: amountMinor + charged }, { role: legsOf(entry).distributor, minor: -amountMinor }, ...(tax ? [{ role: "tax_payable" as const, minor: -charged, tax: taxKeyOf(tax) }] : [])]
}

function partsOfPartner(entry: NewEntry): readonly Part[] {
  const { amountMinor, tax } = entry
  const charged = tax?.taxMinor ?? 0n
  const owed: readonly Part[] = [{ role: "payable_to_distributor", minor: -amountMinor - charged }, { role: legsOf(entry).tenant, minor: amountMinor }]
  if (!tax) return owed
  const key = taxKeyOf(tax)
  return [...owed, { role: "tax_recoverable", minor: charged + tax.accountedMinor, tax: key }, { role: "tax_payable", minor: -tax.accountedMinor, tax: key }]
}

/** One line a role, and of a tax one per rate and jurisdiction: a debit above zero, a credit below. */
function merged(parts: readonly Part[], code: string): JournalEntry[] {
  const sums = new Map<string, Part>()
  for (const part of parts) {
    const key = `${part.role} ${part.tax ? JSON.stringify(part.tax) : ""}`
    sums.set(key, { ...part, minor: (sums.get(key)?.minor ?? 0n) + part.minor })
  }
  return [...sums.values()].filter(({ minor }) => minor !== 0n).map(({ role, minor, tax }) => ({ ...sideOf(role, money(minor, currency(code))), ...(tax && { tax }) }))
}

export function sideOf(role: LedgerRole, signed: Money): JournalEntry {
  return signed.amount > 0n ? { role, debit: signed } : { role, credit: money(-signed.amount, signed.currency) }
}
