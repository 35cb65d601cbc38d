import { Badge, StatusBadge } from "@entrepot/ui"
import type { Health, OccurrenceStatus, SubscriptionStatus } from "@entrepot/domain/subscriptions/contract"
import type { AvailabilityHint } from "@entrepot/domain/subscriptions"

type Say = (key: string) => string

const STATUS_TONE = { draft: "neutral", active: "success", paused: "warning", ended: "neutral" } as const satisfies Record<SubscriptionStatus, string>
export const HEALTH_TONE = { late: "danger", held: "warning", failing: "danger", at_risk: "warning", well: "success" } as const satisfies Record<Health, string>
const OCCURRENCE_TONE = {
  planned: "neutral", notified: "info", locked: "info", held: "warning", ordered: "info", fulfilled: "success", closed: "success", skipped: "neutral", cancelled: "neutral", merged: "neutral", failed: "danger",
} as const satisfies Record<OccurrenceStatus, string>
const AVAILABILITY_TONE = { in_stock: "success", expected: "info", short: "danger" } as const satisfies Record<AvailabilityHint, string>

export function SubscriptionStatusBadge({ status, t }: { status: SubscriptionStatus; t: Say }) {
  return <StatusBadge tone={STATUS_TONE[status]}>{t(`status.${status}`)}</StatusBadge>
}

/** Nothing is said of what is well: a list of green words hides the one that is not. */
export function HealthBadge({ health, t, always = false }: { health: Health; t: Say; always?: boolean }) {
  if (health === "well" && !always) return null
  return <Badge tone={HEALTH_TONE[health]}>{t(`health.${health}`)}</Badge>
}

export function OccurrenceBadge({ status, t }: { status: OccurrenceStatus; t: Say }) {
  return <StatusBadge tone={OCCURRENCE_TONE[status]}>{t(`occurrence.${status}`)}</StatusBadge>
}

export function AvailabilityBadge({ availability, t }: { availability: AvailabilityHint; t: Say }) {
  return <Badge tone={AVAILABILITY_TONE[availability]}>{t(`availability.${availability}`)}</Badge>
}
