import { Stat, StatGrid } from "@entrepot/ui"
import type { CreditNoteTotals } from "@entrepot/domain/billing/contract"
import type { Formats } from "../format.ts"

type Props = { totals: CreditNoteTotals; seller: boolean; hrefOf: (state: string) => string; t: (key: string, values?: Record<string, string | number>) => string; formats: Formats }

/** What waits and what was given back this year, per currency. */
export function CreditNoteTotalsBar({ totals, seller, hrefOf, t, formats }: Props) {
  return totals.map(({ currency, waiting, waitingCount, issued, issuedCount }) => (
    <StatGrid key={currency}>
      {seller && <Stat label={t("totalWaiting")} value={formats.money(waiting)} hint={t("count", { count: waitingCount })} href={hrefOf("waiting")} />}
      <Stat label={t("totalIssued")} value={formats.money(issued)} hint={t("count", { count: issuedCount })} href={hrefOf("issued")} />
    </StatGrid>
  ))
}
