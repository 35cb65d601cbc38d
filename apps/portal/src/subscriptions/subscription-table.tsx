import { CodeText, Link, MoneyText, RowKeys, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { SubscriptionRow } from "@entrepot/domain/subscriptions"
import { cadenceText } from "@entrepot/domain/subscriptions/contract"
import type { Formats } from "../format.ts"
import { HealthBadge, SubscriptionStatusBadge } from "./status.tsx"
import type { Words } from "./words.ts"

type Props = { rows: readonly SubscriptionRow[]; withAccount: boolean; t: Words; formats: Formats }

/** What comes again: its state, the next date and what that will cost. */
export function SubscriptionTable({ rows, withAccount, t, formats }: Props) {
  return (
    <RowKeys>
      <Table caption={t("title")} stack>
        <THead>
          <TR><TH>{t("name")}</TH>{withAccount && <TH>{t("account")}</TH>}<TH>{t("state")}</TH><TH>{t("next")}</TH><TH>{t("howOften")}</TH><TH>{t("shipTo")}</TH><TH align="end">{t("value")}</TH></TR>
        </THead>
        <TBody>
          {rows.map((row) => (
            <TR key={row.subscriptionId} data-row tabIndex={0}>
              <TH scope="row"><Link data-row-link tone="quiet" href={`/subscriptions/${row.subscriptionId}`} className="font-medium">{row.name}</Link><span className="block text-sm font-normal text-muted"><CodeText>{row.number}</CodeText> · {t("lineCount", { count: row.lineCount })}</span></TH>
              {withAccount && <TD label={t("account")}>{row.account.name}</TD>}
              <TD label={t("state")}><span className="flex flex-wrap gap-1 max-sm:justify-end"><SubscriptionStatusBadge status={row.status} t={t} /><HealthBadge health={row.health} t={t} /></span>{row.hold && <span className="block text-sm text-muted">{t(`hold.${row.hold.code}`)}</span>}</TD>
              <TD label={t("next")} className="whitespace-nowrap">{row.nextOn ? formats.weekdayDay(row.nextOn) : "–"}</TD>
              <TD label={t("howOften")}>{cadenceText(row.cadence, t, formats)}{row.planName && <span className="block text-sm text-muted">{row.planName}</span>}</TD>
              <TD label={t("shipTo")}>{row.shipTo ? row.shipTo.label : "–"}</TD>
              <TD align="end" label={t("value")}>{row.nextTotal ? <MoneyText>{formats.money(row.nextTotal)}</MoneyText> : "–"}</TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </RowKeys>
  )
}
