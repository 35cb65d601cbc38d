import { z } from "zod"
import { Country, Day, DocumentBrand, DocumentLocale, MoneyText, Party, Period, RemitTo, Text } from "./parts.ts"

export const STATEMENT_ENTRIES = ["invoice", "credit_note", "payment", "discount", "write_off", "void", "refund", "dispute"] as const

export const StatementEntry = z.object({
  on: Day,
  kind: z.enum(STATEMENT_ENTRIES),
  /** Money that went back has none. */
  number: z.string(),
  /** The customer's own word for it: a PO number, a payment's reference. */
  reference: z.string().nullable().default(null),
  dueOn: Day.nullable().default(null),
  /** Its own day, where the books took it on a later one. */
  occurredOn: Day.nullable().default(null),
  /** What makes the customer owe more, and what makes it owe less; one of them is nothing. */
  debit: MoneyText.nullable(),
  credit: MoneyText.nullable(),
  /** After this entry. */
  balance: MoneyText,
})
export type StatementEntry = z.infer<typeof StatementEntry>

/** What is open on the last day of the period, by days overdue; the last bucket has no upper end. */
const Ageing = z.object({
  notDue: MoneyText,
  overdue: z.array(z.object({ fromDays: z.int().positive(), toDays: z.int().positive().nullable(), amount: MoneyText })),
})

/** What an account was charged and paid within a period, in one currency: all that its PDF is made of. */
export const StatementDocument = z.object({
  layout: z.literal(1),
  issuedOn: Day,
  period: Period,
  locale: DocumentLocale,
  currency: z.string().regex(/^[A-Z]{3}$/),
  seller: Party,
  buyer: Party,
  opening: MoneyText,
  closing: MoneyText,
  entries: z.array(StatementEntry),
  ageing: Ageing,
  /** Credit that was given or paid and not yet used on an invoice. */
  unapplied: MoneyText,
  remitTo: RemitTo.nullable(),
  notes: z.array(Text).default([]),
  brand: DocumentBrand,
  paperCountry: Country,
})
export type StatementDocument = z.infer<typeof StatementDocument>
export type StatementDocumentInput = z.input<typeof StatementDocument>
