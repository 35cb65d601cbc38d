import { Badge, CodeText, Link, Table, TBody, TD, TFoot, TH, THead, TR } from "@entrepot/ui"
import type { CalendarEntry } from "@entrepot/domain/subscriptions"
import type { Formats } from "../../format.ts"
import { AvailabilityBadge, OccurrenceBadge } from "../status.tsx"
import type { Words } from "../words.ts"
import { counts, valueOf } from "./month.ts"

/** The table behind the calendar: every date of the month with price, tax, stock and approval, and what it leaves for whoever may see that. */
export function EntryTable({ entries, withAccount, t, formats }: { entries: readonly CalendarEntry[]; withAccount: boolean; t: Words; formats: Formats }) {
  const currency = entries.find(({ total }) => total)?.total?.currency
  const margins = entries.some(({ margin }) => margin !== null)
  const sumOf = (of: "supply" | "margin") => formats.money({ amount: entries.reduce((sum, { margin, ...entry }) => (margin && counts(entry) ? sum + BigInt(margin[of].amount) : sum), 0n).toString(), currency: currency ?? "" })
  return (
    <Table caption={t("calendar.table")} stack density="tight">
      <THead><TR><TH>{t("date")}</TH><TH>{t("name")}</TH>{withAccount && <TH>{t("account")}</TH>}<TH>{t("state")}</TH><TH>{t("stock")}</TH><TH>{t("approval")}</TH><TH align="end">{t("net")}</TH><TH align="end">{t("tax")}</TH><TH align="end">{t("gross")}</TH>{margins && <TH align="end">{t("margin.both")}</TH>}</TR></THead>
      <TBody>
        {entries.map((entry) => (
          <TR key={`${entry.subscriptionId} ${entry.scheduleVersion} ${entry.n}`}>
            <TH scope="row" className="whitespace-nowrap">{formats.weekdayDay(entry.on)}</TH>
            <TD label={t("name")}><Link href={`/subscriptions/${entry.subscriptionId}`}>{entry.name}</Link> <CodeText className="whitespace-nowrap text-muted">{entry.number}</CodeText></TD>
            {withAccount && <TD label={t("account")}>{entry.account.name}</TD>}
            <TD label={t("state")}><OccurrenceBadge status={entry.status} t={t} /></TD>
            <TD label={t("stock")}>{counts(entry) ? <AvailabilityBadge availability={entry.availability} t={t} /> : "–"}</TD>
            <TD label={t("approval")}>{entry.approvals.join(", ") || "–"}</TD>
            <TD align="end" label={t("net")}>{entry.net ? formats.money(entry.net) : "–"}{entry.lines.some(({ index }) => index?.provisional) && <span className="block"><Badge tone="warning">{t("price.index.provisional")}</Badge></span>}</TD><TD align="end" label={t("tax")}>{entry.tax ? formats.money(entry.tax) : "–"}</TD><TD align="end" label={t("gross")}>{entry.total ? formats.money(entry.total) : "–"}</TD>
            {margins && <TD align="end" label={t("margin.both")}>{entry.margin ? <>{formats.money(entry.margin.supply)}<span className="block">{formats.money(entry.margin.margin)}</span><span className="block text-muted">{formats.percent(entry.margin.marginPercent)}</span></> : "–"}</TD>}
          </TR>
        ))}
      </TBody>
      {currency && <TFoot><TR><TH scope="row">{t("calendar.sum")}</TH><TD colSpan={withAccount ? 7 : 6} className="max-sm:hidden" /><TD align="end" label={t("gross")}>{formats.money({ amount: valueOf(entries).toString(), currency })}</TD>{margins && <TD align="end" label={t("margin.both")}>{sumOf("supply")}<span className="block">{sumOf("margin")}</span></TD>}</TR></TFoot>}
    </Table>
  )
}
