import { getTranslations } from "next-intl/server"
import type { ReportReader } from "@entrepot/domain/settlement/contract"
import { formats as theFormats } from "#server/formats.ts"
import { accountNamer } from "./account-name.ts"

/** How this portal writes the tax report. */
export async function taxReader(): Promise<ReportReader> {
  const [t, ledger, { money, percent, day, number, locale }] = await Promise.all([getTranslations("domain.settlement.report"), getTranslations("domain.ledger"), theFormats()])
  return { t: t as never, money, percent, day: (date) => day(date), number: (count) => number(count), locale, account: accountNamer(ledger as never, percent) }
}
