import { CodeText, Link, MoneyText, RowKeys, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { HealthRow } from "@entrepot/domain/subscriptions"
import type { Formats } from "../format.ts"
import { HealthBadge, SubscriptionStatusBadge } from "./status.tsx"
import type { Words } from "./words.ts"

type Props = { rows: readonly HealthRow[]; withMargin: boolean; t: Words; /** All words, for the reasons that the domain gives. */ words: Words; formats: Formats }

/** What is wrong, since when, who owns it, what the next delivery brings in and what the distributor will charge. */
export function HealthTable({ rows, withMargin, t, words, formats }: Props) {
  const because = (code: string) => (words.has(`domain.subscriptions.${code}`) ? words(`domain.subscriptions.${code}`) : code)
  return (
    <RowKeys>
      <Table caption={t("healthPage.title")} stack>
        <THead>
          <TR><TH>{t("name")}</TH><TH>{t("account")}</TH><TH>{t("healthPage.health")}</TH><TH>{t("next")}</TH><TH align="end">{t("value")}</TH>{withMargin && <><TH align="end">{t("margin.supply")}</TH><TH align="end">{t("margin.own")}</TH></>}</TR>
        </THead>
        <TBody>
          {rows.map((row, at) => (
            <TR key={row.subscriptionId} data-row tabIndex={at === 0 ? 0 : -1}>
              <TH scope="row"><Link data-row-link tone="quiet" href={`/subscriptions/${row.subscriptionId}`} className="font-medium">{row.name}</Link><span className="block text-sm font-normal text-muted"><CodeText>{row.number}</CodeText></span></TH>
              <TD label={t("account")}>{row.account.name}<span className="block text-sm text-muted">{row.owner}</span></TD>
              <TD label={t("healthPage.health")}><span className="flex flex-wrap gap-1 max-sm:justify-end"><HealthBadge health={row.health} t={t} always />{row.status !== "active" && <SubscriptionStatusBadge status={row.status} t={t} />}</span><span className="block text-sm text-muted">{because(row.because)}{row.hold && words.has(`domain.subscriptions.why.${row.hold.reason}`) && `: ${words(`domain.subscriptions.why.${row.hold.reason}`)}`}{row.since && ` · ${t("since", { at: formats.instant(row.since) })}`}</span></TD>
              <TD label={t("next")} className="whitespace-nowrap">{row.nextOn ? formats.weekdayDay(row.nextOn) : "–"}{row.endsOn && <span className="block text-sm text-muted">{t("endsOnDay", { day: formats.day(row.endsOn) })}</span>}</TD>
              <TD align="end" label={t("value")}>{row.nextTotal ? <MoneyText>{formats.money(row.nextTotal)}</MoneyText> : "–"}</TD>
              {withMargin && <><TD align="end" label={t("margin.supply")}>{row.margin ? formats.money(row.margin.supply) : "–"}</TD><TD align="end" label={t("margin.own")}>{row.margin ? <>{formats.money(row.margin.margin)}<span className="block text-sm text-muted">{formats.percent(row.margin.marginPercent)}</span></> : "–"}</TD></>}
            </TR>
          ))}
        </TBody>
      </Table>
    </RowKeys>
  )
}
