import type { SumPart } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { moneyFromJson, toDecimalString } from "@entrepot/kernel"
import { ENTRY_KINDS, type StatementSums } from "@entrepot/domain/settlement/contract"
import { getFormats } from "../format/server.ts"

/** What a statement comes to, kind by kind, and the tax on it. */
export async function partsOf(sums: StatementSums): Promise<SumPart[]> {
  const [kinds, t, { money }] = await Promise.all([getTranslations("settlement.kinds"), getTranslations("settlement"), getFormats()])
  const part = (label: string, sum: StatementSums["total"]): SumPart => ({ label, value: Number(toDecimalString(moneyFromJson(sum))), text: money(sum) })
  return [...ENTRY_KINDS.map((kind) => part(kinds(kind), sums[kind])), part(t("tax.title"), sums.tax)]
}
