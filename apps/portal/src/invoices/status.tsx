import { Badge, StatusBadge } from "@entrepot/ui"
import type { AttemptStatus, InvoiceStatus } from "@entrepot/domain/billing/contract"

type Words = (key: string, values?: Record<string, string | number>) => string

const STATUS_TONE = { draft: "neutral", open: "info", partly_paid: "info", paid: "success", void: "neutral", uncollectible: "neutral" } as const satisfies Record<InvoiceStatus, string>
/** States in which a payment is on its way and another one has to wait. */
const UNDER_WAY: ReadonlySet<AttemptStatus> = new Set(["created", "submitted", "requires_action", "unknown"])

export function isUnderWay(status: AttemptStatus | null): boolean {
  return status !== null && UNDER_WAY.has(status)
}

type Props = { status: InvoiceStatus; overdueDays: number; attempt?: AttemptStatus | null; t: Words; domain: Words }

/** Where an invoice stands: its own state, how late it is, and what its payment is doing. */
export function InvoiceStatusBadges({ status, overdueDays, attempt = null, t, domain }: Props) {
  return (
    <span className="inline-flex flex-wrap gap-1">
      <StatusBadge tone={STATUS_TONE[status]}>{domain(`billing.status.${status}`)}</StatusBadge>
      {overdueDays > 0 && <Badge tone="danger">{t("overdueBy", { days: overdueDays })}</Badge>}
      {attempt && (isUnderWay(attempt) || attempt === "failed") && status !== "paid" && <Badge tone={attempt === "failed" ? "danger" : "warning"}>{domain(`billing.attempt.${attempt}`)}</Badge>}
    </span>
  )
}
