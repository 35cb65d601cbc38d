import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"
import { Id, MoneyText, Percent, type Action, type RemitTo, type TermsView } from "./parts.ts"

/* How a tenant invoices, and what an account agreed to. */

const Terms = { netDays: z.int().min(0).max(365), discountPercent: Percent.default("0"), discountDays: z.int().min(0).max(365).default(0) }
export const SaveAccountTerms = z.object({ accountId: Id, ...Terms })
export type SaveAccountTerms = z.input<typeof SaveAccountTerms>
export const AccountTermsRef = z.object({ accountId: Id })
export type AccountTermsRef = z.infer<typeof AccountTermsRef>
export const SaveBillingProfile = z.object({
  taxRounding: z.enum(["per_line", "per_invoice"]), ...Terms, invoicePrefix: z.string().regex(/^[A-Z0-9-]{0,12}$/), creditPrefix: z.string().regex(/^[A-Z0-9-]{0,12}$/),
  /** An IBAN where there is one; elsewhere the number of the account and of its bank. */
  remitTo: z.object({
    holder: z.string().trim().max(120).default(""), iban: z.string().trim().max(60).default(""), bic: z.string().trim().max(20).default(""), bank: z.string().trim().max(120).default(""),
    accountNumber: z.string().trim().max(34).default(""), routingNumber: z.string().trim().max(20).default(""),
  }),
  /** Credit notes above this need somebody else's word: null is never, 0 is always. In the tenant's currency. */
  creditThreshold: MoneyText.nullable(),
  /** The same of what is written off of an invoice. */
  writeOffThreshold: MoneyText.nullable().default(null), expectedVersion: z.int().min(0),
})
export type SaveBillingProfile = z.input<typeof SaveBillingProfile>
export const SavePaymentSettings = z.object({ accountRef: z.string().regex(/^[\w-]{1,80}$/).nullable(), cardsEnabled: z.boolean(), expectedVersion: z.int().min(0) })
export type SavePaymentSettings = z.infer<typeof SavePaymentSettings>
/** What an account pays by, and what it would pay by without terms of its own. Saving and going back are one right. */
export type AccountTermsView = { readonly accountId: string; readonly terms: TermsView; readonly tenant: TermsView; readonly save: Action }
export type BillingSettings = {
  readonly profile: { readonly taxRounding: "per_line" | "per_invoice"; readonly terms: TermsView; readonly invoicePrefix: string; readonly creditPrefix: string; readonly remitTo: RemitTo; readonly creditThreshold: MoneyJson | null; readonly writeOffThreshold: MoneyJson | null; readonly version: number }
  /** What the next documents are called, without their prefix: year and counter. */
  readonly next: { readonly invoice: string; readonly creditNote: string }
  readonly payments: { readonly provider: "stripe"; readonly accountRef: string | null; readonly cardsEnabled: boolean; readonly version: number }
}
