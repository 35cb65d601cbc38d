import { Stat, StatGrid } from "@entrepot/ui"
import type { InvoiceTotals } from "@entrepot/domain/billing/contract"
import type { Formats } from "../format.ts"
import { isNothing } from "./amount.ts"

type Props = { totals: InvoiceTotals; t: (key: string, values?: Record<string, string | number>) => string; formats: Formats; /** Where the list is of one account of several. */ account?: string | undefined; /** Where staff look: what is in hand is their customers’. */ ofCustomers?: string | undefined }

/** What is open, what is late and what is in hand, per currency; each leads to what it is made of. */
export function Totals({ totals, t, formats, account, ofCustomers }: Props) {
  const only = account ? `&account=${account}` : ""
  return totals.map(({ currency, open, overdue, openCount, overdueCount, credit }) => (
    <StatGrid key={currency}>
      <Stat label={t("totalOpen")} value={formats.money(open)} hint={t("count", { count: openCount })} href={`/invoices?state=open${only}`} />
      <Stat label={t("totalOverdue")} value={formats.money(overdue)} hint={t("count", { count: overdueCount })} href={`/invoices?state=overdue${only}`} />
      <Stat label={ofCustomers ?? t("totalCredit")} value={formats.money(credit)} hint={isNothing(credit) ? t("noCredit") : ofCustomers ? undefined : t("creditHint")} href={account ? `/receivables/${account}` : ofCustomers ? "/receivables" : "/payment-methods"} />
    </StatGrid>
  ))
}
