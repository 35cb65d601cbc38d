import type { SumPart } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { moneyFromJson, toDecimalString } from "@entrepot/kernel"
import { ENTRY_KINDS, type StatementSums } from "@entrepot/domain/settlement/contract"
import { getFormats } from "../format/server.ts"

/** What a statement comes to, kind by kind. */
export async function partsOf(sums: StatementSums): Promise<SumPart[]> {
  const [kinds, { money }] = await Promise.all([getTranslations("settlement.kinds"), getFormats()])
  return ENTRY_KINDS.map((kind) => ({ label: kinds(kind), value: Number(toDecimalString(moneyFromJson(sums[kind]))), text: money(sums[kind]) }))
}
