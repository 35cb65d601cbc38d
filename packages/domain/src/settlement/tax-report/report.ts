import type { Work } from "@entrepot/db"
import type { MoneyJson } from "@entrepot/kernel"
import { taxAccountsMoved, type TaxMoved } from "../../ledger/index.ts"
import { TAX_SIDES, TaxReportOf, type TaxAgreement, type TaxReport, type TaxReportRow, type TaxReportSide } from "../contract.ts"
import { jsonOf } from "../partner.ts"
import { readReport, type ReportSums, type RowSums } from "./report.db.ts"
import { spanOf, type Span } from "./span.ts"

type Amounts = { readonly net: string; readonly payable: string; readonly recoverable: string }

/**
 * What the reader's legal entity owes of tax for some days of its books, by jurisdiction, treatment and rate, with what its accounts of tax say beside it.
 * What is booked on another day than it is dated counts on the day of the books, so that a closed period stays as it is. Three statements.
 * Refuses `settlement.report_ends_before_it_begins`.
 */
export async function taxReport(work: Work, input: TaxReportOf): Promise<TaxReport> {
  const span = await spanOf(work, TaxReportOf.parse(input))
  const { entity: { tenantId, currency, closedThrough }, today, from, until } = span
  const [sums, moved] = await Promise.all([readReport(work, span), taxAccountsMoved(work, span)])
  const amount = (minor: string | bigint) => jsonOf(minor, currency)
  const accounts = agreementsOf(sums, moved, amount)
  return {
    entity: tenantId, currency, today, from, until, closedThrough, status: statusOf(span),
    sides: TAX_SIDES.flatMap((side) => sideOf(side, sums, currency)),
    localities: sums.localities.map((row) => ({ ...row, net: amount(row.net), tax: amount(row.tax) })),
    oneStopShop: sums.oneStopShop.map((row) => ({ ...row, net: amount(row.net), tax: amount(row.tax) })),
    recapitulative: sums.recapitulative.map((row) => ({ ...row, net: amount(row.net) })),
    accounts, difference: amount(accounts.reduce((sum, { difference }) => sum + magnitude(BigInt(difference.amount)), 0n)), unrecorded: sums.unrecorded,
  }
}

const magnitude = (minor: bigint) => (minor < 0n ? -minor : minor)

function statusOf({ entity: { closedThrough }, from, until }: Span): TaxReport["status"] {
  if (closedThrough === null || closedThrough < from) return "open"
  return closedThrough >= until ? "closed" : "partly_closed"
}

/** A side of which nothing is said is left out. */
function sideOf(side: TaxReportSide["side"], sums: ReportSums, code: string): readonly TaxReportSide[] {
  const mine = sums.rows.filter((row) => row.side === side)
  if (mine.length === 0) return []
  const keys = [...new Set(mine.map(keyOf))]
  const rows = keys.map((key) => rowOf(mine.filter((row) => keyOf(row) === key), code))
  return [{ side, rows, ...totalOf(mine, code), documents: sums.documents[side] ?? 0 }]
}

const keyOf = ({ jurisdiction, treatment, percent }: RowSums) => `${jurisdiction} ${treatment ?? ""} ${percent}`

/** The currencies of one row: all of it in the books' own, and what is foreign of it beside. */
function rowOf(all: readonly RowSums[], code: string): TaxReportRow {
  const { jurisdiction, treatment, percent } = all[0]!
  const foreign = all.filter((row) => row.currency !== code).map((row) => ({ currency: row.currency, ...inMoney(row.own, row.currency) }))
  return { jurisdiction, treatment, percent, documents: all.reduce((sum, row) => sum + row.documents, 0), ...totalOf(all, code), foreign }
}

function totalOf(rows: readonly RowSums[], code: string) {
  const sum = (of: keyof Amounts) => String(rows.reduce((all, row) => all + BigInt(row.base[of]), 0n))
  return inMoney({ net: sum("net"), payable: sum("payable"), recoverable: sum("recoverable") }, code)
}

export const inMoney = ({ net, payable, recoverable }: Amounts, code: string) => ({ net: jsonOf(net, code), payable: jsonOf(payable, code), recoverable: jsonOf(recoverable, code) })

/** Every account that moved, and every one that documents speak of though it did not. */
function agreementsOf({ rows }: ReportSums, moved: readonly TaxMoved[], amount: (minor: bigint) => MoneyJson): readonly TaxAgreement[] {
  const said = new Map<string, bigint>()
  const add = (key: string, minor: string) => said.set(key, (said.get(key) ?? 0n) + BigInt(minor))
  for (const { jurisdiction, percent, base } of rows) {
    add(`tax_payable:${jurisdiction}:${percent}`, base.payable)
    add(`tax_recoverable:${jurisdiction}:${percent}`, base.recoverable)
  }
  const known = new Map(moved.map((one) => [one.account.accountKey, one]))
  const missing = [...said].filter(([key, minor]) => minor !== 0n && !known.has(key)).map(([key]): TaxMoved => ({ account: unopened(key), minor: 0n }))
  return [...moved, ...missing].map(({ account, minor }) => {
    const documents = said.get(account.accountKey) ?? 0n
    return { account, books: amount(minor), documents: amount(documents), difference: amount(minor - documents) }
  })
}

/** An account that no journal has opened. */
function unopened(accountKey: string): TaxMoved["account"] {
  const [role, jurisdiction = "", percent = "0"] = accountKey.split(":")
  const [country = "", region = ""] = jurisdiction.split("-")
  return { accountKey, code: "", role: role === "tax_recoverable" ? role : "tax_payable", kind: role === "tax_recoverable" ? "asset" : "liability", tax: { country, region, percent } }
}
