import { moneyFromJson, toDecimalString } from "@entrepot/kernel"
import type { DocumentLocale } from "./parts.ts"
import { sayIn } from "./pdf/words.ts"
import type { StatementDocument, StatementEntry } from "./statement-document.ts"

/**
 * A statement for a spreadsheet of the reader's language: where a comma is the decimal sign, a semicolon parts the columns.
 * Text that a spreadsheet would take for a formula is marked as text.
 */
export function statementCsv(document: StatementDocument): string {
  const say = sayIn(document.locale)
  const amount = (value: StatementEntry["debit"]) => (value ? decimal(toDecimalString(moneyFromJson(value)), document.locale) : "")
  const edge = (on: string, label: string, balance: StatementDocument["opening"]) => [on, label, "", "", "", "", "", amount(balance), document.currency]
  const rows = [
    [say("date"), say("document"), say("number"), say("reference"), say("dueOn"), say("debit"), say("credit"), say("balance"), say("currency")],
    edge(document.period.from, say("opening"), document.opening),
    ...document.entries.map((entry) => [entry.on, say(`entry_${entry.kind}`), entry.number, entry.reference ?? "", entry.dueOn ?? "", amount(entry.debit), amount(entry.credit), amount(entry.balance), document.currency]),
    edge(document.period.to, say("closing"), document.closing),
  ]
  const separator = document.locale === "en" ? "," : ";"
  return `\ufeff${rows.map((row) => row.map((cell) => quoted(cell)).join(separator)).join("\r\n")}\r\n`
}

function decimal(text: string, locale: DocumentLocale): string {
  return locale === "en" ? text : text.replace(".", ",")
}

function quoted(cell: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(cell) ? `'${cell}` : cell
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
