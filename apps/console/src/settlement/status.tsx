import { StatusBadge, type Tone } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import type { DisputeStatus, StatementStatus } from "@entrepot/domain/settlement/contract"

const STATEMENT: Record<StatementStatus, Tone> = { draft: "neutral", issued: "info", disputed: "warning", settled: "success" }
const DISPUTE: Record<DisputeStatus, Tone> = { open: "warning", accepted: "success", rejected: "danger", withdrawn: "neutral" }

export async function StatementStatusBadge({ status }: { status: StatementStatus }) {
  const words = await getTranslations("refusals.settlement.status")
  return <StatusBadge tone={STATEMENT[status]}>{words(status)}</StatusBadge>
}

export async function DisputeStatusBadge({ status }: { status: DisputeStatus }) {
  const words = await getTranslations("refusals.settlement.dispute_status")
  return <StatusBadge tone={DISPUTE[status]}>{words(status)}</StatusBadge>
}
