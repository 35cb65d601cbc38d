"use client"
import { Badge, cn, CodeText, Link } from "@entrepot/ui"
import type { IndexPriceView } from "@entrepot/domain/subscriptions"
import { usePortal } from "#client/portal.tsx"
import { useFormats } from "#client/use-formats.ts"
import { indexFormula, indexValues, periodText } from "./index-text.ts"
import { useSay } from "./use-say.ts"

/** That the value that should count is not published yet: said once for all prices of a place that are provisional by the same period. */
export function ProvisionalNote({ lines, className }: { lines: readonly { readonly index?: IndexPriceView | undefined }[]; className?: string }) {
  const t = useSay()
  const formats = useFormats()
  const said = new Set(lines.flatMap(({ index }) => (index?.provisional ? [t("price.index.provisionalText", { period: periodText(index.value.period, index.series.frequency, t, formats) })] : [])))
  return [...said].map((text) => <p key={text} className={cn("text-sm text-muted", className)}>{text}</p>)
}

/** How a price comes about that follows an index; `whole` with the values, the rule and where they are published. */
export function IndexPrice({ index, sku, whole = false }: { index: IndexPriceView; sku?: string; whole?: boolean }) {
  const t = useSay()
  const formats = useFormats()
  const { tenant: { currency } } = usePortal()
  const { series, everyMonths, lagMonths, provisional, value } = index
  return (
    <span className="block text-sm text-muted">
      <span className="block">{sku && <><CodeText>{sku}</CodeText> </>}{indexFormula(index, currency, t, formats)}{provisional && <Badge tone="warning" className="ms-1.5">{t("price.index.provisional")}</Badge>}</span>
      {whole && <span className="block">{indexValues(index, t, formats)}</span>}
      {whole && <span className="block">{t("price.index.rule", { months: everyMonths, lag: lagMonths })}. {series.sourceUrl ? <Link href={series.sourceUrl}>{t("price.index.source", { source: series.source })}</Link> : t("price.index.source", { source: series.source })}</span>}
      {whole && provisional && <span className="block">{t("price.index.provisionalText", { period: periodText(value.period, series.frequency, t, formats) })}</span>}
    </span>
  )
}
