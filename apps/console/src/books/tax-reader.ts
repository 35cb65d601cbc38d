import { getTranslations } from "next-intl/server"
import type { ReportReader } from "@entrepot/domain/settlement/contract"
import { getFormats } from "../format/server.ts"
import { accountNamer } from "./account-name.ts"

/** How the console writes the tax report; a rate of tax exactly. */
export async function taxReader(): Promise<ReportReader> {
  const [t, ledger, { money, percent, day, number, locale }] = await Promise.all([getTranslations("refusals.settlement.report"), getTranslations("refusals.ledger"), getFormats()])
  const exact = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 4 })
  return { t: t as never, money, percent: (text) => exact.format(Number(text) / 100), day: (date) => day(date), number: (count) => number(count), locale, account: accountNamer(ledger as never, percent) }
}
