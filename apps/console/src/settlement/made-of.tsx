import { SumChart } from "@entrepot/ui"
import { getLocale, getTranslations } from "next-intl/server"
import type { StatementSums } from "@entrepot/domain/settlement/contract"
import { getFormats } from "../format/server.ts"
import { partsOf } from "./parts.ts"

/** The parts of a statement side by side: to the right what the partner owes, to the left what is owed to it. */
export async function MadeOf({ sums }: { sums: StatementSums }) {
  const [t, common, locale, parts, { money }] = await Promise.all([getTranslations("settlement"), getTranslations("common"), getLocale(), partsOf(sums), getFormats()])
  return <SumChart title={t("madeOf")} summary={t("madeOfSummary", { total: money(sums.total) })} labels={{ showTable: common("showTable"), category: t("line.kind"), amount: t("line.amount") }} parts={parts} locale={locale} />
}
