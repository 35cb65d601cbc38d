import { SumList } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import type { StatementSums } from "@entrepot/domain/settlement/contract"
import { getFormats } from "../format/server.ts"
import { partsOf } from "./parts.ts"

/** What adds up to a total, kind by kind; what did not happen is left out. */
export async function Sums({ sums }: { sums: StatementSums }) {
  const [t, parts, { money, number }] = await Promise.all([getTranslations("settlement"), partsOf(sums), getFormats()])
  return <SumList parts={parts} total={{ label: t("total"), text: money(sums.total), hint: t("lineCount", { count: sums.lines, shown: number(sums.lines) }) }} />
}
