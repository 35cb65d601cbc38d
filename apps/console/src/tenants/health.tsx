import { StatusBadge, type Tone } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"

export type Health = "well" | "quiet" | "sick" | "suspended"
const tones: Record<Health, Tone> = { well: "success", quiet: "neutral", sick: "danger", suspended: "warning" }
const statusTones: Record<string, Tone> = { provisioning: "info", active: "success", suspended: "warning", closed: "neutral" }

/** How a partner's portal is, at a glance; colour is never alone in saying so. */
export async function HealthBadge({ health }: { health: Health }) {
  const t = await getTranslations("tenants.health")
  return <StatusBadge tone={tones[health]}>{t(health)}</StatusBadge>
}

export async function TenantStatusBadge({ status }: { status: string }) {
  const t = await getTranslations("common.tenantStatus")
  return <StatusBadge tone={statusTones[status] ?? "neutral"}>{t(status as "active")}</StatusBadge>
}
