import { z } from "zod"
import { CREDIT_NOTE_STATUSES, CREDIT_REASONS, INVOICE_STATUSES } from "@entrepot/domain/billing/contract"
import { InvoiceDocument } from "@entrepot/domain/billing"
import { CreateSubscription, ReportNamedUsage, SUBSCRIPTION_STATUSES, SubscriptionLineInput } from "@entrepot/domain/subscriptions/contract"

/** What the portal's public API takes and answers. Amounts are minor units as text, days YYYY-MM-DD, instants ISO 8601, decimals as text. */

const Money = z.object({ amount: z.string().describe("Minor units: \"1999\" is 19.99 EUR, 1999 JPY"), currency: z.string() })
const Day = z.iso.date()
const several = <T extends readonly [string, ...string[]]>(choices: T) => z.string().transform((text) => text.split(",").map((part) => part.trim())).pipe(z.array(z.enum(choices)).max(choices.length))
const FINALISED = INVOICE_STATUSES.filter((status) => status !== "draft") as unknown as ["open", "partly_paid", "paid", "void", "uncollectible"]

const paged = {
  accountId: z.uuid().describe("Of one account; a key that is held to an account sees its own anyway").optional(),
  cursor: z.string().max(200).describe("`next` of the page before").optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
}
export const ListInvoicesQuery = z.object({
  status: several(FINALISED).describe("One or several, separated by commas: open, partly_paid, paid, void, uncollectible").optional(),
  overdue: z.enum(["true", "false"]).describe("Only what is past its due day").optional(),
  orderId: z.uuid().optional(), subscriptionId: z.uuid().optional(),
  search: z.string().trim().max(60).describe("The start of an invoice's, an order's or a PO number").optional(),
  from: Day.describe("Issued on this day or later").optional(), to: Day.describe("Issued on this day or earlier").optional(),
  sort: z.enum(["newest", "oldest", "due"]).default("newest"), ...paged,
})
export const ListCreditNotesQuery = z.object({ invoiceId: z.uuid().optional(), ...paged })
export const StatementQuery = z.object({
  accountId: z.uuid().describe("Needed where the key reaches several accounts").optional(), currency: z.string().regex(/^[A-Z]{3}$/).optional(), from: Day, to: Day,
})

const Links = z.object({ pdf: z.string(), ubl: z.string() }).describe("Where the same document is as a PDF and as an electronic invoice (EN 16931, Peppol BIS 3)")
const InvoiceHead = {
  invoiceId: z.uuid(), number: z.string(), status: z.enum(FINALISED), accountId: z.uuid(), accountName: z.string(), orderId: z.uuid().nullable(), orderNumber: z.string().nullable(), subscriptionId: z.uuid().nullable(), poNumber: z.string(),
  issuedOn: Day, dueOn: Day, overdueDays: z.int(), total: Money, open: Money,
}
export const InvoiceRow = z.object({ ...InvoiceHead, links: Links })
export const InvoicePage = z.object({ invoices: z.array(InvoiceRow), next: z.string().nullable() })
const Clearing = z.object({ kind: z.enum(["payment", "credit", "discount", "write_off", "void", "dispute", "refund"]), reference: z.string(), amount: Money, on: Day })
export const Invoice = z.object({
  ...InvoiceHead, net: Money, tax: Money, paid: Money, credited: Money, discounted: Money, writtenOff: Money, clearings: z.array(Clearing).describe("What was taken off it, by what"),
  document: InvoiceDocument.describe("What the invoice says, as it was taken down when it was finalised; it never changes"), links: Links,
})

const CreditNoteHead = {
  creditNoteId: z.uuid(), number: z.string(), status: z.enum(CREDIT_NOTE_STATUSES), accountId: z.uuid(), accountName: z.string(), invoiceId: z.uuid(), invoiceNumber: z.string(), reasonCode: z.enum(CREDIT_REASONS), reason: z.string(), issuedOn: Day, total: Money,
}
export const CreditNoteRow = z.object({ ...CreditNoteHead, links: Links })
export const CreditNotePage = z.object({ creditNotes: z.array(CreditNoteRow), next: z.string().nullable() })
export const CreditNote = z.object({ ...CreditNoteHead, net: Money, tax: Money, document: InvoiceDocument.describe("What the credit note says; its amounts are above zero"), links: Links })

export const Statement = z.object({
  accountId: z.uuid(), accountName: z.string(), currency: z.string(), currencies: z.array(z.string()).describe("Every currency that the account has entries in"), from: Day, to: Day, opening: Money, closing: Money, credit: Money.describe("What the account has to its credit now"),
  entries: z.array(z.object({
    on: Day, kind: z.enum(["invoice", "payment", "credit_note", "discount", "write_off", "void", "refund", "dispute"]), documentId: z.string(), number: z.string(), reference: z.string(), debit: Money.nullable(), credit: Money.nullable(), balance: Money,
  })),
  openItems: z.array(z.object({ invoiceId: z.uuid(), number: z.string(), issuedOn: Day, dueOn: Day, overdueDays: z.int(), total: Money, open: Money })),
})

export const UsageReports = ReportNamedUsage.describe("Each report names its line by ids, or by the subscription's number and the SKU. Quantities are decimal text, moments ISO 8601 with an offset")
export const UsageJudged = z.object({
  reports: z.array(z.object({ source: z.string(), eventId: z.string(), verdict: z.enum(["accepted", "repeated", "late", "refused"]), why: z.string().nullable().describe("Why it was refused, in a stable code") })),
  moved: z.array(z.object({ subscriptionId: z.uuid(), number: z.string(), from: Day, to: Day, reason: z.string() })).describe("Deliveries that come on another day now"),
})

const Lines = z.array(SubscriptionLineInput).min(1).max(200).describe("Each may name the ship-to where it goes; those that name none go to the whole's")
const { name, source: _source, draft: _draft, ...terms } = CreateSubscription.shape
const Source = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("cart"), person: z.email().max(200).describe("Whose cart at the account, by e-mail. It is emptied when the subscriptions are made") }),
  z.object({ kind: z.literal("order"), orderId: z.uuid() }),
]).describe("Instead of lines: what is in a person's cart (the key needs the right to carts), or what an order has (the right to orders)")
const from = { lines: Lines.optional(), source: Source.optional() }
/** Either lines or a source; never both. */
const oneOf = (of: { readonly lines?: unknown; readonly source?: unknown }) => (of.lines === undefined) !== (of.source === undefined)
const ONE = "either lines or a source"
export const SubscriptionsAsked = z.object({ ...terms, ...from, months: z.int().min(1).max(24).default(6).describe("How far ahead its dates are shown") }).refine(oneOf, ONE)
export const SubscriptionsOrdered = z.object({ requestKey: z.uuid().describe("Names this request: sent again, it happens once"), name, ...terms, ...from }).refine(oneOf, ONE)
export const SubscriptionsPreviewed = z.object({
  currency: z.string(),
  deliveries: z.array(z.object({
    shipToId: z.uuid().nullable(), problems: z.array(z.object({ sku: z.string(), code: z.string() })).describe("What keeps it from being made"),
    dates: z.array(z.object({ on: Day, cutOffAt: z.string(), net: Money.nullable(), tax: Money.nullable(), total: Money.nullable() })),
  })).describe("One for each ship-to"),
})
export const SubscriptionsMade = z.object({ made: z.array(z.object({ subscriptionId: z.uuid(), number: z.string(), status: z.enum(SUBSCRIPTION_STATUSES), nextOn: Day.nullable() })).describe("One for each ship-to") })

const IndexValue = z.object({ period: Day.describe("The first day of the month or quarter"), version: z.int().describe("1, and one more for each correction"), value: z.string(), publishedOn: Day })
const SeriesHead = {
  seriesId: z.uuid(), owner: z.enum(["own", "distributor"]), code: z.string(), name: z.string(), unit: z.string(), basePeriod: z.string(), frequency: z.enum(["monthly", "quarterly"]), source: z.string(), sourceUrl: z.string(),
}
export const IndexSeriesList = z.object({ series: z.array(z.object({ ...SeriesHead, periods: z.int().describe("How many periods have a value"), last: IndexValue.nullable() })) })
export const IndexSeries = z.object({ ...SeriesHead, values: z.array(IndexValue.extend({ corrected: z.boolean().describe("A later version took its place") })).describe("Every version of every value, the newest period first") })
