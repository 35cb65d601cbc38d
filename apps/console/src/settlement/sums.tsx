import { DescriptionList, MoneyText } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { ENTRY_KINDS, type StatementSums } from "@entrepot/domain/settlement/contract"
import { getFormats } from "../format/server.ts"

/** What adds up to a total, kind by kind; what did not happen is left out. */
export async function Sums({ sums }: { sums: StatementSums }) {
  const [t, kinds, { money, number }] = await Promise.all([getTranslations("settlement"), getTranslations("settlement.kinds"), getFormats()])
  return (
    <DescriptionList align="end" items={[
      ...ENTRY_KINDS.filter((kind) => sums[kind].amount !== "0").map((kind) => ({ term: kinds(kind), value: <MoneyText>{money(sums[kind])}</MoneyText> })),
      { term: t("total"), value: <MoneyText strong>{money(sums.total)}</MoneyText>, hint: t("lineCount", { count: sums.lines, shown: number(sums.lines) }) },
    ]} />
  )
}
