import { getTranslations } from "next-intl/server"
import { SumList } from "@entrepot/ui"
import type { StatementSums } from "@entrepot/domain/settlement/contract"
import { formats as theFormats } from "#server/formats.ts"
import { partsOf } from "./parts.ts"

/** What adds up to a total, kind by kind; what did not happen is left out. */
export async function Sums({ sums }: { sums: StatementSums }) {
  const [t, parts, { money, number }] = await Promise.all([getTranslations("settlement"), partsOf(sums), theFormats()])
  return <SumList parts={parts} total={{ label: t("total"), text: money(sums.total), hint: t("lineCount", { count: sums.lines, shown: number(sums.lines) }) }} />
}
