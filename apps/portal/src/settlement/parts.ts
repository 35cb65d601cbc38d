import { getTranslations } from "next-intl/server"
import type { SumPart } from "@entrepot/ui"
import { ENTRY_KINDS, type StatementSums } from "@entrepot/domain/settlement/contract"
import { moneyFromJson, toDecimalString } from "@entrepot/kernel"
import { formats as theFormats } from "#server/formats.ts"

/** What a statement comes to, kind by kind, and the tax on it. */
export async function partsOf(sums: StatementSums): Promise<SumPart[]> {
  const [kinds, t, { money }] = await Promise.all([getTranslations("domain.settlement.kind"), getTranslations("settlement"), theFormats()])
  const part = (label: string, sum: StatementSums["total"]): SumPart => ({ label, value: Number(toDecimalString(moneyFromJson(sum))), text: money(sum) })
  return [...ENTRY_KINDS.map((kind) => part(kinds(kind), sums[kind])), part(t("tax.title"), sums.tax)]
}
