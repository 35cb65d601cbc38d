import { moneyFromJson, toDecimalString, type MoneyJson } from "@entrepot/kernel"
import { AGEING_BUCKETS, type AgeingView } from "../contract.ts"
import { messages } from "../messages.ts"
import { csvDecimal, csvOf } from "./csv.ts"
import type { DocumentLocale } from "./parts.ts"
import { sayIn } from "./pdf/words.ts"

/** Who owed what on a day and for how long, for a spreadsheet of the reader's language: one row per account and currency. */
export function ageingCsv({ on, accounts }: Pick<AgeingView, "on" | "accounts">, locale: DocumentLocale): string {
  const say = sayIn(locale)
  const amount = (value: MoneyJson) => csvDecimal(toDecimalString(moneyFromJson(value)), locale)
  return csvOf([
    [say("date"), say("customerNumber"), say("customer"), say("currency"), ...AGEING_BUCKETS.map((bucket) => messages[locale][`billing.ageing.${bucket}`]), say("openTotal"), say("overdue"), say("unapplied"), say("oldestDueOn"), say("stage")],
    ...accounts.map((row) => [on, row.accountNumber, row.accountName, row.currency, ...AGEING_BUCKETS.map((bucket) => amount(row[bucket])), amount(row.total), amount(row.overdue), amount(row.credit), row.oldestDueOn ?? "", messages[locale][`billing.stage.${row.stage}`]]),
  ], locale)
}
