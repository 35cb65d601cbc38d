import { Stat, StatGrid } from "@entrepot/ui"
import type { AgeingRow } from "@entrepot/domain/billing/contract"
import { isNothing, sumOf } from "#invoices/amount.ts"
import type { Formats } from "../format.ts"

type Props = { row: AgeingRow; t: (key: string, values?: Record<string, string | number>) => string; formats: Formats }

/** What is open of one currency, how much of it is late and very late, and what is kept. */
export function ReceivableTotals({ row, t, formats }: Props) {
  const old = sumOf([row.days_61_90, row.days_over_90], row.total.currency)
  const share = (part: AgeingRow["total"]) => (isNothing(part) ? t("noneOverdue") : t("share", { percent: formats.percent(Math.round((Number(part.amount) / Number(row.total.amount)) * 100)) }))
  return (
    <StatGrid className="lg:grid-cols-2">
      <Stat label={t("open")} value={formats.money(row.total)} hint={t("invoices", { count: row.invoices })} />
      <Stat label={t("overdue")} value={formats.money(row.overdue)} hint={share(row.overdue)} />
      <Stat label={t("over60")} value={formats.money(old)} hint={share(old)} />
      <Stat label={t("credit")} value={formats.money(row.credit)} hint={t(isNothing(row.credit) ? "noCredit" : "creditHint")} />
    </StatGrid>
  )
}
