import { getLocale, getTranslations } from "next-intl/server"
import { SumChart } from "@entrepot/ui"
import type { StatementSums } from "@entrepot/domain/settlement/contract"
import { formats as theFormats } from "#server/formats.ts"
import { partsOf } from "./parts.ts"

/** The parts of a statement side by side: to the right what is charged, to the left what is credited. */
export async function MadeOf({ sums }: { sums: StatementSums }) {
  const [t, locale, parts, { money }] = await Promise.all([getTranslations("settlement"), getLocale(), partsOf(sums), theFormats()])
  return <SumChart title={t("madeOf")} summary={t("madeOfSummary", { total: money(sums.total) })} labels={{ showTable: t("showTable"), category: t("line.kind"), amount: t("line.amount") }} parts={parts} locale={locale} />
}
