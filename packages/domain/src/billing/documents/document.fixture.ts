import { currency as currencyOf, extend, money, moneyToJson, quantity, sumOf, taxDocument, unitPrice, zero, type Money } from "@entrepot/kernel"
import { InvoiceDocument, type InvoiceDocumentInput, type TaxCategory } from "./invoice-document.ts"
import { StatementDocument } from "./statement-document.ts"

/** Documents of the companies that the tests know: they add up, and everything on them can be set. */

const SELLER: InvoiceDocumentInput["seller"] = {
  legalName: "Nordwind Dental GmbH", address: { line1: "Speicherstraße 12", city: "Hamburg", postalCode: "20457", country: "DE" }, vatId: "DE136695976", taxId: "22/815/08154",
  registration: { id: "HRB 154321" }, legalNote: "Amtsgericht Hamburg · Geschäftsführung: Petra Nowak", contactName: "Petra Nowak", email: "rechnung@nordwind.example", phone: "+49 40 5550100",
  endpoint: { scheme: "9930", id: "DE136695976" },
}
const BUYER: InvoiceDocumentInput["buyer"] = {
  legalName: "Praxis Dr. Œuvrard & Łukasz Großmann", number: "K-10042", address: { line1: "Königsallee 4", line2: "3. Etage", city: "Düsseldorf", postalCode: "40212", country: "DE" },
  vatId: "DE811907980", contactName: "Anaïs Œuvrard", email: "praxis@example.com", endpoint: { scheme: "9930", id: "DE811907980" },
}

export type FixtureLine = { readonly name: string; readonly price: string; readonly quantity: string; readonly category?: TaxCategory; readonly percent?: string; readonly sku?: string; readonly unit?: { code: string; name: string }; readonly description?: string; readonly allowance?: bigint }

export const LINES: readonly FixtureLine[] = [
  { name: "Nitril-Handschuhe, Größe M, puderfrei", price: "7.45", quantity: "24", sku: "ND-1001-M", unit: { code: "XBX", name: "Schachtel" } },
  { name: "Komposit A2, Spritze 4 g", price: "38.9", quantity: "6", sku: "ND-2207-A2", description: "Lichthärtend, nano-hybrid" },
  { name: "Ernährungsberatung, Broschüre", price: "2.105", quantity: "12.5", percent: "7", sku: "ND-9010" },
  { name: "Absaugkanülen", price: "0.0825", quantity: "1000", sku: "ND-4410", allowance: 250n },
]

export type Asked = Partial<Omit<InvoiceDocumentInput, "lines">> & { readonly lines?: readonly FixtureLine[]; readonly freight?: bigint; readonly prepaid?: bigint }

/** An invoice that adds up, with whatever is asked for set on top. */
export function invoiceOf({ lines = LINES, freight = 0n, prepaid = 0n, ...asked }: Asked = {}): InvoiceDocument {
  const currency = currencyOf(asked.currency ?? "EUR")
  const amount = (value: bigint) => moneyToJson(money(value, currency))
  const drawn = lines.map((line, index) => lineOf(line, index, currency))
  const charges = freight > 0n ? [{ kind: "charge" as const, reason: "Fracht", amount: amount(freight), taxCategory: drawn[0]!.taxCategory, taxPercent: drawn[0]!.taxPercent }] : []
  const taxed = [...drawn, ...charges.map((charge) => ({ ...charge, net: charge.amount }))]
  const { groups } = taxDocument(taxed.map((line) => ({ net: money(BigInt(line.net.amount), currency), category: line.taxCategory, percent: line.taxPercent })), asked.rounding?.taxMethod ?? "per_invoice", currency)
  const total = (values: readonly Money[]) => sumOf(values, currency).amount
  const lineTotal = total(drawn.map(({ net }) => money(BigInt(net.amount), currency)))
  const [net, tax] = [lineTotal + freight, total(groups.map((group) => group.tax))]
  return InvoiceDocument.parse({
    layout: 1, kind: "invoice", number: "RE-2026-000042", issuedOn: "2026-11-28", dueOn: "2026-12-28", supply: { from: "2026-11-27", to: "2026-11-27" }, locale: "de", currency,
    seller: SELLER, buyer: BUYER, shipTo: { recipient: "Praxis Großmann, Wareneingang", address: { line1: "Hinterhof 4a", city: "Düsseldorf", postalCode: "40213", country: "DE" } },
    buyerReference: "04011000-12345-03", poNumber: "PO 4711", orderNumbers: ["A-100231"], shipmentNumbers: ["L-200871"], lines: drawn, adjustments: charges,
    taxSubtotals: groups.map((group) => ({
      taxCategory: group.category, taxPercent: group.percent, label: "USt", taxable: moneyToJson(group.taxable), tax: moneyToJson(group.tax),
      exemptionReason: group.category === "S" || group.category === "Z" ? null : "Steuerfreie innergemeinschaftliche Lieferung (§ 4 Nr. 1b UStG)",
    })),
    totals: { lines: amount(lineTotal), allowances: amount(0n), charges: amount(freight), net: amount(net), tax: amount(tax), gross: amount(net + tax), prepaid: amount(prepaid), payable: amount(net + tax - prepaid) },
    terms: { text: "30 Tage netto, ohne Abzug.", earlyPayment: { percent: "2", payBy: "2026-12-08", discount: amount(((net + tax) * 2n) / 100n) } },
    remitTo: { accountHolder: "Nordwind Dental GmbH", bankName: "Hamburger Sparkasse", iban: "DE02120300000000202051", bic: "BYLADEM1001", reference: "RE-2026-000042" },
    notes: ["Die Ware bleibt bis zur vollständigen Bezahlung unser Eigentum."],
    brand: { displayName: "Nordwind Dental", accent: "#0f766e", font: "inter" }, rounding: { taxMethod: "per_invoice", mode: "half_away_from_zero" }, paperCountry: "DE", ...asked,
  } satisfies InvoiceDocumentInput)
}

function lineOf(line: FixtureLine, index: number, currency: ReturnType<typeof currencyOf>): InvoiceDocument["lines"][number] {
  const { name, price, quantity: many, category = "S", percent = "19", sku = `SKU-${index + 1}`, unit = { code: "C62", name: "Stück" }, description = null, allowance = 0n } = line
  const full = extend(unitPrice(price), quantity(many), currency)
  return {
    position: index + 1, sku, name, description, gtin: null, buyerSku: null, unit, quantity: many, unitPrice: price, taxCategory: category, taxPercent: percent, period: null, orderNumber: null, shipmentNumber: null,
    adjustments: allowance > 0n ? [{ kind: "allowance", reason: "Mengenrabatt", amount: moneyToJson(money(allowance, currency)), percent: null, base: null }] : [],
    net: moneyToJson(money(full.amount - allowance, currency)),
  }
}

export function statementOf(count: number, asked: Partial<StatementDocument> = {}): StatementDocument {
  const { seller, buyer, remitTo, brand } = invoiceOf()
  const eur = (amount: bigint) => moneyToJson(money(amount, "EUR"))
  let balance = 125_000n
  const entries = Array.from({ length: count }, (_, index) => {
    const paid = index % 3 === 2
    const amount = BigInt(12_345 + index * 101)
    balance += paid ? -amount : amount
    return {
      on: `2026-11-${String(1 + (index % 28)).padStart(2, "0")}`, kind: paid ? "payment" as const : "invoice" as const, number: `${paid ? "ZE" : "RE"}-2026-${String(index + 1).padStart(6, "0")}`,
      reference: paid ? null : `PO ${4700 + index}`, dueOn: paid ? null : "2026-12-28", debit: paid ? null : eur(amount), credit: paid ? eur(amount) : null, balance: eur(balance),
    }
  })
  return StatementDocument.parse({
    layout: 1, issuedOn: "2026-11-30", period: { from: "2026-11-01", to: "2026-11-30" }, locale: "de", currency: "EUR", seller, buyer, opening: eur(125_000n), closing: eur(balance), entries,
    ageing: { notDue: eur(balance - 30_000n), overdue: [{ fromDays: 1, toDays: 30, amount: eur(20_000n) }, { fromDays: 31, toDays: 60, amount: eur(10_000n) }, { fromDays: 61, toDays: 90, amount: eur(0n) }, { fromDays: 91, toDays: null, amount: eur(0n) }] },
    unapplied: moneyToJson(zero("EUR")), remitTo, brand, paperCountry: "DE", ...asked,
  })
}
