import { z } from "zod"
import { DELIVERY_TERMS, REGISTRATION_KINDS } from "./tax-terms.ts"

/** Browser-safe: what the verbs of tax setup take. Days are YYYY-MM-DD, percentages decimal text. */
const Day = z.iso.date()
const Country = z.string().regex(/^[A-Z]{2}$/)
const Region = z.string().trim().toUpperCase().max(10)
const text = (most: number) => z.string().trim().max(most)
const Category = text(40).min(1)

export const TAX_LEVELS = ["country", "region", "county", "city", "district"] as const
export type TaxRateLevel = (typeof TAX_LEVELS)[number]
export const TAX_RATE_STATES = ["current", "coming", "past"] as const
export type TaxRateState = (typeof TAX_RATE_STATES)[number]

/** A registration from a day on. One that was ended may begin again. */
export const AddTaxRegistration = z.object({ kind: z.enum(REGISTRATION_KINDS), country: Country, region: Region.default(""), number: text(40).min(1), validFrom: Day, validTo: Day.nullable().default(null) })
export type AddTaxRegistration = z.input<typeof AddTaxRegistration>
/** Its last day. What was sold under it stays as it is. */
export const EndTaxRegistration = z.object({ kind: z.enum(REGISTRATION_KINDS), country: Country, region: Region.default(""), validFrom: Day, validTo: Day })
export type EndTaxRegistration = z.input<typeof EndTaxRegistration>
/** What would change with a registration that begins (`from` is its first day) or ends (its last). */
export const PreviewTaxRegistration = z.object({ change: z.enum(["add", "end"]), kind: z.enum(REGISTRATION_KINDS), country: Country, region: Region.default(""), day: Day })
export type PreviewTaxRegistration = z.input<typeof PreviewTaxRegistration>
export const SetDeliveryTerms = z.object({ terms: z.enum(DELIVERY_TERMS) })
export type SetDeliveryTerms = z.input<typeof SetDeliveryTerms>

/** Which rate is meant. A country's and a region's have no locality, postal codes and city. */
export const TaxRateKey = z.object({
  level: z.enum(TAX_LEVELS), country: Country, region: Region.default(""), locality: text(60).default(""), taxCategory: Category,
  postalFrom: text(12).default(""), postalTo: text(12).default(""), city: text(80).default(""), validFrom: Day,
})
export type TaxRateKey = z.input<typeof TaxRateKey>
/** A rate from a day on. Of the same place and category the later one counts. */
export const AddTaxRate = TaxRateKey.extend({ validTo: Day.nullable().default(null), label: text(80), percent: text(12) })
export type AddTaxRate = z.input<typeof AddTaxRate>
/** Its last day. What was sold at it stays as it is. */
export const EndTaxRate = TaxRateKey.extend({ validTo: Day })
export type EndTaxRate = z.input<typeof EndTaxRate>
/** `search` reads places, postal codes and labels; `cursor` is the last key of the page before. */
export const ListTaxRates = z.object({ search: text(60).default(""), country: Country.nullable().default(null), taxCategory: Category.nullable().default(null), state: z.enum(TAX_RATE_STATES).nullable().default("current"), cursor: z.string().max(400).nullable().default(null) })
export type ListTaxRates = z.input<typeof ListTaxRates>
/** A file of rates. Nothing is written unless `apply`, and unless all of it holds. */
export const ImportTaxRates = z.object({ csv: z.string().min(1).max(2_000_000), apply: z.boolean() })
export type ImportTaxRates = z.input<typeof ImportTaxRates>

/** A sale that may be: to an address, to a buyer, on a day (today). Without `terms` the seller's usual ones hold. */
export const ExplainSaleTax = z.object({
  to: z.object({ country: Country, region: Region.default(""), postalCode: text(20).default(""), city: text(80).default("") }), taxCategory: Category.default("standard"),
  buyer: z.object({ taxId: text(40).default(""), exempt: z.boolean().default(false), terms: z.enum(DELIVERY_TERMS).nullable().default(null) }).default({ taxId: "", exempt: false, terms: null }), on: Day.optional(),
})
export type ExplainSaleTax = z.input<typeof ExplainSaleTax>
