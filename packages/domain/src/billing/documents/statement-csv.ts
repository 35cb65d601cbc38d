import { moneyFromJson, toDecimalString } from "@entrepot/kernel"
import { csvDecimal, csvOf } from "./csv.ts"
import { sayIn } from "./pdf/words.ts"
import type { StatementDocument, StatementEntry } from "./statement-document.ts"

/** A statement for a spreadsheet of the reader's language. */
export function statementCsv(document: StatementDocument): string {
  const say = sayIn(document.locale)
  const amount = (value: StatementEntry["debit"]) => (value ? csvDecimal(toDecimalString(moneyFromJson(value)), document.locale) : "")
  const edge = (on: string, label: string, balance: StatementDocument["opening"]) => [on, label, "", "", "", "", "", amount(balance), document.currency]
  return csvOf([
    [say("date"), say("document"), say("number"), say("reference"), say("dueOn"), say("debit"), say("credit"), say("balance"), say("currency")],
    edge(document.period.from, say("opening"), document.opening),
    ...document.entries.map((entry) => [entry.on, say(`entry_${entry.kind}`), entry.number, [entry.reference, entry.occurredOn && say("occurredOn", { date: entry.occurredOn })].filter(Boolean).join(" · "), entry.dueOn ?? "", amount(entry.debit), amount(entry.credit), amount(entry.balance), document.currency]),
    edge(document.period.to, say("closing"), document.closing),
  ], document.locale)
}
