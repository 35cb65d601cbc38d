import { z } from "zod"

/** Shapes that every printed document is made of: plain JSON, so that a row keeps them and a hash covers them. */

export const Day = z.iso.date()
export const MoneyText = z.object({ amount: z.string().regex(/^-?\d{1,18}$/), currency: z.string().regex(/^[A-Z]{3}$/) })
/** A decimal without exponent or grouping, as `numeric(18, 6)` holds it. */
export const DecimalText = z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/)
export const Country = z.string().regex(/^[A-Z]{2}$/)
export const Text = z.string().min(1)

/** Both ends belong to the period; one day has equal ends. */
export const Period = z.object({ from: Day, to: Day })
export type Period = z.infer<typeof Period>

export const PostalAddress = z.object({
  line1: z.string(), line2: z.string().default(""), city: z.string(), region: z.string().default(""), postalCode: z.string(), country: Country,
})
export type PostalAddress = z.infer<typeof PostalAddress>

/** Where electronic documents reach a party: an address within a scheme of the EAS code list, such as 0088 (GLN) or 9930 (German VAT id). */
export const ElectronicAddress = z.object({ scheme: z.string().regex(/^[0-9A-Z]{2,4}$/), id: Text })
export type ElectronicAddress = z.infer<typeof ElectronicAddress>

export const Party = z.object({
  legalName: Text,
  /** The name that it trades under, where it is another one. */
  tradeName: z.string().nullable().default(null),
  /** What the other side calls it: a customer number on an invoice. */
  number: z.string().nullable().default(null),
  address: PostalAddress,
  /** With its country's prefix: "DE123456789". */
  vatId: z.string().nullable().default(null),
  /** A tax number without VAT: a German Steuernummer, an EIN. */
  taxId: z.string().nullable().default(null),
  /** In the register of companies, with the scheme of ISO 6523 where it has one. */
  registration: z.object({ id: Text, scheme: z.string().regex(/^\d{4}$/).nullable().default(null) }).nullable().default(null),
  /** What the law asks for beneath a letter: court, directors, capital. */
  legalNote: z.string().nullable().default(null),
  contactName: z.string().nullable().default(null),
  email: z.string().nullable().default(null),
  phone: z.string().nullable().default(null),
  endpoint: ElectronicAddress.nullable().default(null),
})
export type Party = z.infer<typeof Party>

/** The account that money is to be sent to. */
export const RemitTo = z.object({
  accountHolder: Text,
  bankName: z.string().nullable().default(null),
  /** Without spaces. Outside of the countries that have one, `accountNumber` with `routingNumber` instead. */
  iban: z.string().regex(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/).nullable().default(null),
  bic: z.string().regex(/^[A-Z0-9]{8}([A-Z0-9]{3})?$/).nullable().default(null),
  accountNumber: z.string().nullable().default(null),
  routingNumber: z.string().nullable().default(null),
  /** What the payer is asked to write, so that the money finds its invoice. */
  reference: z.string().nullable().default(null),
})
export type RemitTo = z.infer<typeof RemitTo>

/** How the document looks. The logo is named by its hash, so that the snapshot stays small and the picture cannot change beneath it. */
export const DocumentBrand = z.object({
  displayName: Text,
  accent: z.string().regex(/^#[0-9a-f]{6}$/i),
  font: z.enum(["inter", "source-sans-3", "manrope", "system"]),
  logoHash: z.string().regex(/^[0-9a-f]{64}$/).nullable().default(null),
})
export type DocumentBrand = z.infer<typeof DocumentBrand>

export const DocumentLocale = z.enum(["en", "de", "fr"])
export type DocumentLocale = z.infer<typeof DocumentLocale>
