import { money, moneyFromJson, moneyToJson, Temporal, type MoneyJson } from "@entrepot/kernel"
import type { AccountRef } from "../../ledger/contract.ts"
import { TaxReportOf, type TaxDocuments, type TaxReport, type TaxReportRow, type TaxReportSide } from "./tax-report.ts"

/** The report's own words (`report` of settlement's messages), and how the page writes things. */
export type ReportReader = {
  readonly locale: string; readonly t: (key: string, facts?: Record<string, string | number>) => string; readonly money: (amount: MoneyJson) => string; readonly percent: (text: string) => string; readonly number: (count: number) => string
  readonly day: (day: string) => string; readonly account: (account: Pick<AccountRef, "role" | "tax">) => string
}
export const TAX_REPORT_PATH = "/books/tax"
export const TAX_DOCUMENTS_PATH = "/books/tax/documents"

/** The days that an address asks for. What ends before it begins is shown again as it was asked, beside the current month. */
export function taxDaysOf(query: Readonly<Record<string, unknown>>): { readonly days: TaxReportOf; readonly wrong: { readonly from: string; readonly until: string } | null } {
  const { success, data } = TaxReportOf.safeParse(query)
  if (!success) return { days: {}, wrong: null }
  const { from, until } = data
  return from && until && until < from ? { days: {}, wrong: { from, until } } : { days: data, wrong: null }
}

type Days = { readonly from: string; readonly until: string }
const addressOf = (path: string, ask: Readonly<Record<string, string>>) => `${path}?${new URLSearchParams(ask).toString()}`
const isNothing = ({ amount }: MoneyJson) => amount === "0"

/** The spans that people ask for most, from the day that it is. */
export function taxSpans(today: string): readonly (Days & { readonly name: "month" | "last_month" | "quarter" | "last_quarter" })[] {
  const month = Temporal.PlainDate.from(today).with({ day: 1 })
  const quarter = month.subtract({ months: (month.month - 1) % 3 })
  const span = <Name extends string>(name: Name, first: Temporal.PlainDate, months: number) => ({ name, from: first.toString(), until: first.add({ months }).subtract({ days: 1 }).toString() })
  return [span("month", month, 1), span("last_month", month.subtract({ months: 1 }), 1), span("quarter", quarter, 3), span("last_quarter", quarter.subtract({ months: 3 }), 3)]
}

/** "Germany", "United States, CA": a country, or a country and its region. */
function placeIn(locale: string, jurisdiction: string): string {
  const [country = "", region] = jurisdiction.split("-")
  if (country === "") return "–"
  return [new Intl.DisplayNames(locale, { type: "region" }).of(country) ?? country, ...(region ? [region] : [])].join(", ")
}

/** Everything that the page of the report shows, in its reader's words. */
export function taxReportInWords(report: TaxReport, reader: ReportReader, wrong: ReturnType<typeof taxDaysOf>["wrong"] = null) {
  const { t } = reader
  const { from, until } = report
  const spans = taxSpans(report.today)
  return {
    title: t("page.title"), lead: t("page.lead", { currency: report.currency }), span: `${reader.day(from)} – ${reader.day(until)}`,
    status: { closed: report.status === "closed", label: t(`status.${report.status}`) },
    filter: {
      labels: { views: t("page.views"), filters: t("page.filters"), from: t("page.from"), until: t("page.until"), show: t("page.show") }, path: TAX_REPORT_PATH, from: wrong?.from ?? from, until: wrong?.until ?? until, error: wrong ? t("page.wrong_days") : null,
      spans: spans.map(({ name, ...days }) => ({ label: t(`page.${name}`), href: addressOf(TAX_REPORT_PATH, days), current: days.from === from && days.until === until })),
    },
    files: [{ href: `/files/tax-report/rows_${from}_${until}.csv`, label: t("page.rows_file") }, { href: `/files/tax-report/documents_${from}_${until}.csv`, label: t("page.documents_file") }],
    agreement: agreementIn(report, reader), unrecorded: report.unrecorded === 0 ? null : { title: t("page.unrecorded", { count: report.unrecorded }), text: t("page.unrecorded_text", { count: report.unrecorded }) },
    stats: report.sides.length === 0 ? [] : statsIn(report, reader), sides: report.sides.map((side) => sideIn(side, { from, until }, reader)), ...furtherIn(report, reader),
    empty: { title: t("page.empty"), text: t("page.empty_text") },
  }
}

function agreementIn({ accounts, difference, from }: TaxReport, { t, money: write, account }: ReportReader) {
  const agrees = isNothing(difference)
  return {
    agrees, title: t(agrees ? "page.agrees" : "page.differs", { amount: write(difference) }), text: agrees ? null : t("page.differs_text"), caption: t("page.agreement"),
    labels: { account: t("page.account"), books: t("page.books"), report: t("page.report"), difference: t("page.difference") },
    rows: accounts.map((one) => ({
      id: one.account.accountKey, code: one.account.code, name: account(one.account), href: one.account.code === "" ? null : `/books/accounts/${encodeURIComponent(one.account.accountKey)}?period=${from.slice(0, 7)}`,
      books: write(one.books), report: write(one.documents), difference: write(one.difference), differs: !isNothing(one.difference),
    })),
  }
}

/** What is owed of all sides, what is due back, and what that leaves. */
function statsIn({ sides, currency }: TaxReport, { t, money: write }: ReportReader) {
  const sum = (of: "payable" | "recoverable") => sides.reduce((all, side) => all + moneyFromJson(side[of]).amount, 0n)
  const inWords = (minor: bigint) => write(moneyToJson(money(minor, moneyFromJson({ amount: "0", currency }).currency)))
  const left = sum("payable") - sum("recoverable")
  return [
    { label: t("column.payable"), value: inWords(sum("payable")) }, { label: t("column.recoverable"), value: inWords(sum("recoverable")) },
    { label: t(left < 0n ? "page.due_back" : "page.to_pay"), value: inWords(left < 0n ? -left : left) },
  ]
}

const labelsOf = ({ t }: ReportReader) => ({ law: t("column.jurisdiction"), treatment: t("column.treatment"), rate: t("column.rate"), documents: t("column.documents"), net: t("column.net"), payable: t("column.payable"), recoverable: t("column.recoverable"), total: t("page.total") })

function sideIn(side: TaxReportSide, days: Days, reader: ReportReader) {
  const { t, money: write, number } = reader
  return {
    id: side.side, title: t(`side.${side.side}`), labels: labelsOf(reader), recovers: side.side === "purchase", all: { href: addressOf(TAX_DOCUMENTS_PATH, { ...days, side: side.side }), label: t("page.all_documents") },
    rows: side.rows.map((row) => rowIn(row, side.side, days, reader)), total: { documents: number(side.documents), net: write(side.net), payable: write(side.payable), recoverable: write(side.recoverable) },
  }
}

function rowIn(row: TaxReportRow, side: TaxReportSide["side"], days: Days, { t, money: write, percent, number, locale }: ReportReader) {
  const key = { jurisdiction: row.jurisdiction, treatment: row.treatment ?? "unrecorded", percent: row.percent }
  return {
    id: Object.values(key).join(" "), href: addressOf(TAX_DOCUMENTS_PATH, { ...days, side, ...key }), law: placeIn(locale, row.jurisdiction), treatment: t(`treatment.${key.treatment}`), rate: percent(row.percent), documents: number(row.documents),
    net: write(row.net), payable: write(row.payable), recoverable: write(row.recoverable),
    foreign: row.foreign.map(({ currency, net, payable, recoverable }) => ({ currency, net: t("page.foreign", { amount: write(net) }), payable: isNothing(payable) ? null : write(payable), recoverable: isNothing(recoverable) ? null : write(recoverable) })),
  }
}

/** What the returns ask for beside the sums: what each locality is owed, the one-stop shop's states, and the buyers in other member states. */
function furtherIn({ localities, oneStopShop, recapitulative }: TaxReport, { t, money: write, percent, number, locale }: ReportReader) {
  const table = (caption: string, columns: readonly { label: string; end?: boolean }[], rows: readonly (readonly string[])[]) => ({ caption, columns, rows: rows.map((cells) => ({ id: cells.join(" "), cells })) })
  const [rate, net, tax, documents] = [{ label: t("column.rate"), end: true }, { label: t("page.net"), end: true }, { label: t("page.tax"), end: true }, { label: t("column.documents"), end: true }]
  return {
    further: [
      table(t("page.one_stop_shop"), [{ label: t("page.state") }, { label: t("page.quarter_of") }, rate, documents, net, tax], oneStopShop.map((row) => [placeIn(locale, row.country), row.quarter, percent(row.percent), number(row.documents), write(row.net), write(row.tax)])),
      table(t("page.recapitulative"), [{ label: t("page.number") }, { label: t("page.buyer") }, { label: t("page.what") }, documents, net], recapitulative.map((row) => [row.number || t("page.missing"), row.name, t(`page.${row.kind}`), number(row.documents), write(row.net)])),
      table(t("page.localities"), [{ label: t("page.locality") }, { label: t("page.level") }, rate, net, tax], localities.map((row) => [[row.locality || row.label, placeIn(locale, row.jurisdiction)].filter(Boolean).join(" · "), t(`level.${row.level}`), percent(row.percent), write(row.net), write(row.tax)])),
    ].filter(({ rows }) => rows.length > 0),
  }
}

/** The documents behind a row, in their reader's words; the link to each is the page's own. */
export function taxDocumentsInWords(documents: TaxDocuments, reader: ReportReader) {
  const { t, money: write, day, percent, locale } = reader
  return {
    title: t("page.documents"), span: `${day(documents.from)} – ${day(documents.until)}`, back: { href: addressOf(TAX_REPORT_PATH, { from: documents.from, until: documents.until }), label: t("page.title"), to: t("page.to_report") },
    paging: { previous: t("page.first"), next: t("page.next"), atStart: t("page.at_start"), atEnd: t("page.at_end") }, empty: { title: t("page.empty"), text: t("page.empty_text") },
    labels: { booked: t("column.booked_on"), document: t("column.number"), party: t("page.party"), ...labelsOf(reader), own: t("page.own") },
    rows: documents.rows.map((row) => ({
      id: `${row.journalId} ${row.jurisdiction} ${row.treatment ?? ""} ${row.percent}`, kind: row.kind, documentId: row.documentId, name: t(`document.${row.kind}`), number: row.number, statement: row.statement, booked: day(row.bookedOn), dated: row.bookedOn === row.documentOn ? null : `${t("column.document_on")}: ${day(row.documentOn)}`,
      party: row.party.name, partyNumber: row.party.number || null, law: placeIn(locale, row.jurisdiction), treatment: `${t(`treatment.${row.treatment ?? "unrecorded"}`)} · ${percent(row.percent)}`,
      net: write(row.base.net), payable: write(row.base.payable), recoverable: write(row.base.recoverable), own: row.own.net.currency === row.base.net.currency ? null : write(row.own.net),
    })),
  }
}
