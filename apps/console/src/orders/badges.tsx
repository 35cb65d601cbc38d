import { StatusBadge, type Tone } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"

const orderTones: Record<string, Tone> = { awaiting_approval: "info", on_hold: "warning", confirmed: "success", partly_shipped: "info", shipped: "success", closed: "neutral", rejected: "danger", cancelled: "neutral" }
const shipmentTones: Record<string, Tone> = { planned: "neutral", picked: "info", packed: "info", shipped: "success", delivered: "success", cancelled: "neutral" }

export async function OrderStatus({ status }: { status: string }) {
  const t = await getTranslations("refusals.ordering.status")
  return <StatusBadge tone={orderTones[status] ?? "neutral"}>{t(status as never)}</StatusBadge>
}

export async function ShipmentStatus({ status }: { status: string }) {
  const t = await getTranslations("refusals.fulfilment.status")
  return <StatusBadge tone={shipmentTones[status] ?? "neutral"}>{t(status as never)}</StatusBadge>
}
