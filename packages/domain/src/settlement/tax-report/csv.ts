import type { Work } from "@entrepot/db"
import { currency, money, moneyFromJson, toDecimalString, type MoneyJson } from "@entrepot/kernel"
import { csvDecimal, csvOf, type DocumentLocale } from "../../billing/index.ts"
import type { ReportTreatment, TaxReportOf, TaxReportSide } from "../contract.ts"
import { messages } from "../messages.ts"
import { readTaxDocuments, type DocumentSums } from "./documents.ts"
import { taxReport } from "./report.ts"
import { spanOf } from "./span.ts"

type Asked = TaxReportOf & { readonly locale: DocumentLocale }
export type TaxFile = { readonly name: string; readonly csv: string }
type Column = "side" | "jurisdiction" | "treatment" | "rate" | "documents" | "net" | "payable" | "recoverable" | "currency" | "booked_on" | "document_on" | "kind" | "number" | "party" | "party_number" | "statement" | "own_currency" | "own_net" | "own_payable" | "own_recoverable"

const headOf = (columns: readonly Column[], locale: DocumentLocale) => columns.map((column) => messages[locale][`settlement.report.column.${column}`])
const treatmentIn = (locale: DocumentLocale, treatment: ReportTreatment | null) => messages[locale][`settlement.report.treatment.${treatment ?? "unrecorded"}`]

/** The rows of the report for a spreadsheet of the reader's language, in the books' currency. */
export async function taxReportFile(work: Work, { locale, ...asked }: Asked): Promise<TaxFile> {
  const report = await taxReport(work, asked)
  const amount = (value: MoneyJson) => csvDecimal(toDecimalString(moneyFromJson(value)), locale)
  const rowsOf = ({ side, rows }: TaxReportSide) => rows.map((row) => [
    messages[locale][`settlement.report.side.${side}`], row.jurisdiction, treatmentIn(locale, row.treatment), csvDecimal(row.percent, locale), String(row.documents), amount(row.net), amount(row.payable), amount(row.recoverable), report.currency,
  ])
  const head = headOf(["side", "jurisdiction", "treatment", "rate", "documents", "net", "payable", "recoverable", "currency"], locale)
  return { name: `tax-report_${report.from}_${report.until}.csv`, csv: csvOf([head, ...report.sides.flatMap(rowsOf)], locale) }
}

/** Every document of the report, one line per jurisdiction, treatment and rate: in the books' currency and in its own. */
export async function taxDocumentsFile(work: Work, { locale, ...asked }: Asked): Promise<TaxFile> {
  const span = await spanOf(work, asked)
  const found = await readTaxDocuments(work, span)
  const head = headOf(["booked_on", "document_on", "side", "kind", "number", "statement", "party", "party_number", "jurisdiction", "treatment", "rate", "net", "payable", "recoverable", "currency", "own_net", "own_payable", "own_recoverable", "own_currency"], locale)
  return { name: `tax-report_${span.from}_${span.until}_documents.csv`, csv: csvOf([head, ...found.map((row) => lineOf(row, span.entity.currency, locale))], locale) }
}

function lineOf(row: DocumentSums, base: string, locale: DocumentLocale): readonly string[] {
  const words = messages[locale]
  const amount = (minor: string, code: string) => csvDecimal(toDecimalString(money(BigInt(minor), currency(code))), locale)
  return [
    row.bookedOn, row.documentOn, words[`settlement.report.side.${row.side}`], words[`settlement.report.document.${row.kind as "invoice"}`] ?? row.kind, row.number, row.statementNumber ?? "", row.partyName, row.partyNumber, row.jurisdiction, treatmentIn(locale, row.treatment), csvDecimal(row.percent, locale),
    ...[row.netBase, row.payableBase, row.recoverableBase].map((minor) => amount(minor, base)), base, ...[row.net, row.payable, row.recoverable].map((minor) => amount(minor, row.currency)), row.currency,
  ]
}
