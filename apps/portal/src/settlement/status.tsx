import { StatusBadge, type Tone } from "@entrepot/ui"
import type { DisputeStatus, StatementStatus } from "@entrepot/domain/settlement/contract"

const STATEMENT: Record<StatementStatus, Tone> = { draft: "neutral", issued: "info", disputed: "warning", settled: "success" }
const DISPUTE: Record<DisputeStatus, Tone> = { open: "warning", accepted: "success", rejected: "danger", withdrawn: "neutral" }

type Words = (key: string) => string

export function StatementStatusBadge({ status, words }: { status: StatementStatus; words: Words }) {
  return <StatusBadge tone={STATEMENT[status]}>{words(`status.${status}`)}</StatusBadge>
}

export function DisputeStatusBadge({ status, words }: { status: DisputeStatus; words: Words }) {
  return <StatusBadge tone={DISPUTE[status]}>{words(`dispute_status.${status}`)}</StatusBadge>
}
