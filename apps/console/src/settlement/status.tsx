import { SettlementBadge } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import type { StatementStatus } from "@entrepot/domain/settlement/contract"

export async function StatementStatusBadge({ status }: { status: StatementStatus }) {
  const words = await getTranslations("refusals.settlement.status")
  return <SettlementBadge state={status} label={words(status)} />
}
