import { getTranslations } from "next-intl/server"
import { DescriptionList, MoneyText } from "@entrepot/ui"
import { ENTRY_KINDS, type StatementSums } from "@entrepot/domain/settlement/contract"
import { formats as theFormats } from "#server/formats.ts"

/** What adds up to a total, kind by kind; what did not happen is left out. */
export async function Sums({ sums }: { sums: StatementSums }) {
  const [t, words, { money, number }] = await Promise.all([getTranslations("settlement"), getTranslations("domain.settlement.kind"), theFormats()])
  return (
    <DescriptionList align="end" items={[
      ...ENTRY_KINDS.filter((kind) => sums[kind].amount !== "0").map((kind) => ({ term: words(kind), value: <MoneyText>{money(sums[kind])}</MoneyText> })),
      { term: t("total"), value: <MoneyText strong>{money(sums.total)}</MoneyText>, hint: t("lineCount", { count: sums.lines, shown: number(sums.lines) }) },
    ]} />
  )
}
