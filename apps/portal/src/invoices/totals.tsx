import { Stat, StatGrid } from "@entrepot/ui"
import type { InvoiceTotals } from "@entrepot/domain/billing/contract"
import type { Formats } from "../format.ts"
import { isNothing } from "./amount.ts"

type Props = { totals: InvoiceTotals; t: (key: string, values?: Record<string, string | number>) => string; formats: Formats }

/** What is open, what is late and what is in hand, per currency; each leads to what it is made of. */
export function Totals({ totals, t, formats }: Props) {
  return totals.map(({ currency, open, overdue, openCount, overdueCount, credit }) => (
    <StatGrid key={currency}>
      <Stat label={t("totalOpen")} value={formats.money(open)} hint={t("count", { count: openCount })} href="/invoices?state=open" />
      <Stat label={t("totalOverdue")} value={formats.money(overdue)} hint={t("count", { count: overdueCount })} href="/invoices?state=overdue" />
      <Stat label={t("totalCredit")} value={formats.money(credit)} hint={isNothing(credit) ? t("noCredit") : t("creditHint")} href="/payment-methods" />
    </StatGrid>
  ))
}
