import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"
import type { RemitTo } from "../../billing/contract.ts"
import type { PersonRef } from "./parts.ts"

/**
 * How a supply is taxed: by the distributor; not, because it is delivered into another member state, or the partner owes the tax itself; not, because
 * it leaves the country, is bought to be sold on, or is taxed elsewhere; or not, because the distributor is not registered there.
 */
export const TAX_TREATMENTS = ["taxed", "intra_community", "reverse_charge", "export", "resale", "outside_scope", "unregistered"] as const
export type TaxTreatment = (typeof TAX_TREATMENTS)[number]
/** The partner owes the tax itself, and recovers it where it may. */
export const isAccounted = (treatment: TaxTreatment): boolean => treatment === "intra_community" || treatment === "reverse_charge"
/** Somebody owes tax on it, at a rate. */
export const owesTax = (treatment: TaxTreatment): boolean => treatment === "taxed" || isAccounted(treatment)

const line = (most: number) => z.string().trim().max(most)
const Country = z.string().regex(/^[A-Z]{2}$/)
/** The distributor by law: its seat, where it is paid and reached. A new version; what was supplied before stays as it was taxed. `numbers`, where they are said, replace its registrations by country. */
export const SaveTaxProfile = z.object({
  expectedVersion: z.int().min(0), legalName: line(160).min(1), country: Country,
  address: z.object({ line1: line(160).min(1), line2: line(160).default(""), postalCode: line(20), city: line(80).min(1), region: line(40).default("") }),
  /** Where its statements are paid to: an IBAN where there is one; elsewhere the number of the account and of its bank. */
  remitTo: z.object({ holder: line(120).default(""), iban: line(60).default(""), bic: line(20).default(""), bank: line(120).default(""), accountNumber: line(34).default(""), routingNumber: line(20).default("") }).default({ holder: "", iban: "", bic: "", bank: "", accountNumber: "", routingNumber: "" }),
  /** Where a partner's answer to a statement goes. */
  email: z.union([z.literal(""), z.email().max(160)]).default(""),
  numbers: z.array(z.object({ country: Country, number: line(40).min(1) })).max(60).refine((numbers) => new Set(numbers.map((one) => one.country)).size === numbers.length).optional(),
})
export type SaveTaxProfile = z.input<typeof SaveTaxProfile>

/** What stands under one law and rate. `accounted`: what the partner owes its own authority on it, which is not part of the total. */
export type StatementTax = { readonly treatment: TaxTreatment; readonly jurisdiction: string; readonly percent: string; readonly net: MoneyJson; readonly tax: MoneyJson; readonly accounted: MoneyJson }
/** A side of a statement by law, as it was when it was issued. */
export type StatementParty = { readonly legalName: string; readonly address: { readonly line1: string; readonly line2: string; readonly postalCode: string; readonly city: string; readonly region: string; readonly country: string }; readonly taxNumbers: readonly string[] }
export type TaxProfileView = { readonly version: number; readonly legalName: string; readonly country: string; readonly address: Omit<StatementParty["address"], "country">; readonly numbers: Readonly<Record<string, string>>; readonly remitTo: RemitTo; readonly email: string; readonly by: PersonRef; readonly since: string; readonly manages: boolean }

/** A supply to a partner that may be: from a country (the distributor's own), to an address (the partner's), on a day (today). */
export const ExplainSupplyTax = z.object({
  tenantId: z.int().min(1), from: Country.nullable().default(null), to: z.object({ country: Country, region: line(10).toUpperCase().default(""), postalCode: line(20).default(""), city: line(80).default("") }).nullable().default(null),
  taxCategory: line(40).min(1).default("standard"), on: z.iso.date().optional(),
})
export type ExplainSupplyTax = z.input<typeof ExplainSupplyTax>
/** `numbers`: the distributor's, by country, on that day; null where it has not said who it is by law. */
export type ExplainedSupply = { readonly on: string; readonly treatment: TaxTreatment; readonly jurisdiction: string; readonly percent: string; readonly partnerNumber: string | null; readonly numbers: Readonly<Record<string, string>> | null }
