import { Badge } from "@entrepot/ui"
import type { StockView } from "@entrepot/domain/storefront"

type Words = (key: string, values?: Record<string, string | number>) => string
type Formats = { readonly number: (value: string) => string; readonly day: (day: string) => string }

const TONE = { in_stock: "success", low: "warning", on_order: "info", out: "danger" } as const

/** How much can leave now, or when there will be some again. Words and colour say the same. */
export function StockBadge({ stock, t, formats }: { stock: StockView; t: Words; formats: Formats }) {
  return <Badge tone={TONE[stock.status]}>{stockText(stock, t, formats)}</Badge>
}

export function stockText({ status, available, nextOn }: StockView, t: Words, { number, day }: Formats): string {
  if (status === "on_order") return nextOn ? t("stock.on_order_from", { day: day(nextOn) }) : t("stock.on_order")
  return status === "out" ? t("stock.out") : t(`stock.${status}`, { quantity: number(available) })
}
