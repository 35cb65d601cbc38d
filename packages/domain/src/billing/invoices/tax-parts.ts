import type { MoneyJson } from "@entrepot/kernel"
import { taxLabel, type SharedPart, type TaxPart } from "../../pricing/index.ts"
import type { TaxPartView } from "../contract.ts"

/** As a row keeps it: an amount is text in JSON. */
export type KeptPart = TaxPart & { readonly taxMinor: string }

export const keepParts = (parts: readonly SharedPart[]): KeptPart[] => parts.map((part) => ({ ...part, taxMinor: String(part.taxMinor) }))

/** What a page shows of them. */
export const partViews = (parts: readonly (SharedPart | KeptPart)[], amount: (minor: bigint) => MoneyJson): TaxPartView[] =>
  parts.map(({ level, locality, label, percent, taxMinor }) => ({ level, locality, label: taxLabel(label, percent), percent, tax: amount(BigInt(taxMinor)) }))
