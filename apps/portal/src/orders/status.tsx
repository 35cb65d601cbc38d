import { StatusBadge } from "@entrepot/ui"
import type { OrderStatus } from "@entrepot/domain/ordering/contract"

export const STATUS_TONE = {
  draft: "neutral", awaiting_approval: "warning", on_hold: "danger", confirmed: "info", partly_shipped: "info", shipped: "success", closed: "success", rejected: "danger", cancelled: "neutral",
} as const satisfies Record<OrderStatus, string>

export function OrderStatusBadge({ status, t }: { status: OrderStatus; t: (key: string) => string }) {
  return <StatusBadge tone={STATUS_TONE[status]}>{t(`status.${status}`)}</StatusBadge>
}
