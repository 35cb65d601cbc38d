import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"
import type { SaleTreatment } from "../../pricing/contract.ts"

export type { Action } from "../../tenancy/contract.ts"

/* What several of the nouns share. */

export const INVOICE_STATUSES = ["draft", "open", "partly_paid", "paid", "void", "uncollectible"] as const
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number]

export const Id = z.uuid()
export const Day = z.iso.date()
export const Version = z.int().positive()
export const Reason = z.string().trim().min(1).max(1000)
export const Code = z.string().regex(/^[A-Z]{3}$/)
export const Minor = z.string().regex(/^\d{1,15}$/)
export const Positive = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/).refine((text) => /[1-9]/.test(text), "above zero")
export const Percent = z.string().regex(/^\d{1,2}(\.\d{1,4})?$/)
export const MoneyText = z.object({ amount: Minor, currency: Code })
export const AboveZero = MoneyText.refine(({ amount }) => BigInt(amount) > 0n, "above zero")
export const Cursor = z.string().max(200).nullish()
export const Limit = z.int().min(1).max(100).default(50)
/** Made by the page when it is drawn: the same key again is the same click. */
export const RequestKey = z.uuid()
/** A page of the portal's own, such as "/invoices". */
export const ReturnPath = z.string().regex(/^\/(?!\/)[\w\-./?=&%]*$/).max(300)
export const AccountChoice = z.object({ accountId: Id.optional() })
export type AccountChoice = z.infer<typeof AccountChoice>

export type Party = {
  readonly name: string; readonly legalName: string; readonly number: string | null; readonly taxId: string | null; readonly email: string | null; readonly address: PartyAddress
}
export type PartyAddress = { readonly recipient: string; readonly line1: string; readonly line2: string; readonly postalCode: string; readonly city: string; readonly region: string; readonly country: string }
export type RemitTo = { readonly holder: string; readonly iban: string; readonly bic: string; readonly bank: string; readonly accountNumber: string; readonly routingNumber: string }
export type TermsView = { readonly netDays: number; readonly discountPercent: string; readonly discountDays: number; readonly origin: "account" | "tenant" }
/** What one jurisdiction has of a tax, where several levels add up to its rate. */
export type TaxPartView = { readonly level: "country" | "region" | "county" | "city" | "district"; readonly locality: string; readonly label: string; readonly percent: string; readonly tax: MoneyJson }
export type TaxView = { readonly jurisdiction: string; readonly taxCategory: string; readonly percent: string; readonly net: MoneyJson; readonly tax: MoneyJson; /** Why; null of a document from before that was kept. */ readonly treatment?: SaleTreatment | null; readonly parts: readonly TaxPartView[] }
