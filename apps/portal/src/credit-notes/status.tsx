import { StatusBadge } from "@entrepot/ui"
import type { CreditNoteStatus } from "@entrepot/domain/billing/contract"

const TONE = { awaiting_approval: "warning", issued: "success", rejected: "danger", withdrawn: "neutral" } as const satisfies Record<CreditNoteStatus, string>

export function CreditNoteStatusBadge({ status, domain }: { status: CreditNoteStatus; domain: (key: string) => string }) {
  return <StatusBadge tone={TONE[status]}>{domain(`billing.credit_note.${status}`)}</StatusBadge>
}
