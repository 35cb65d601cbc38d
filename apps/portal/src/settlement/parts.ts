import { getTranslations } from "next-intl/server"
import type { SumPart } from "@entrepot/ui"
import { ENTRY_KINDS, type StatementSums } from "@entrepot/domain/settlement/contract"
import { moneyFromJson, toDecimalString } from "@entrepot/kernel"
import { formats as theFormats } from "#server/formats.ts"

/** What a statement comes to, kind by kind. */
export async function partsOf(sums: StatementSums): Promise<SumPart[]> {
  const [kinds, { money }] = await Promise.all([getTranslations("domain.settlement.kind"), theFormats()])
  return ENTRY_KINDS.map((kind) => ({ label: kinds(kind), value: Number(toDecimalString(moneyFromJson(sums[kind]))), text: money(sums[kind]) }))
}
