import { Badge, CodeText, Link, MoneyText, RowKeys, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { OrderRow } from "@entrepot/domain/ordering"
import type { Formats } from "../format.ts"
import { OrderStatusBadge } from "./status.tsx"

type Props = { rows: readonly OrderRow[]; withAccount: boolean; t: (key: string, values?: Record<string, string | number>) => string; formats: Formats }

export function OrderTable({ rows, withAccount, t, formats }: Props) {
  return (
    <RowKeys>
      <Table caption={t("title")} stack>
        <THead>
          <TR><TH>{t("number")}</TH>{withAccount && <TH>{t("account")}</TH>}<TH>{t("po")}</TH><TH>{t("placed")}</TH><TH>{t("state")}</TH><TH>{t("leaves")}</TH><TH align="end">{t("total")}</TH></TR>
        </THead>
        <TBody>
          {rows.map((row) => (
            <TR key={row.orderId} data-row tabIndex={0}>
              <TH scope="row"><Link data-row-link tone="quiet" href={`/orders/${row.orderId}`}><CodeText className="font-medium">{row.number}</CodeText></Link><span className="block text-sm font-normal text-muted">{t("lineCount", { count: row.lineCount })}</span></TH>
              {withAccount && <TD label={t("account")}>{row.accountName}</TD>}
              <TD label={t("po")}>{row.poNumber || "–"}</TD>
              <TD label={t("placed")}><span className="whitespace-nowrap">{formats.instant(row.submittedAt)}</span><span className="block text-sm text-muted">{row.placedBy}</span></TD>
              <TD label={t("state")}><OrderStatusBadge status={row.status} t={t} />{row.backordered && <Badge tone="warning" className="ms-1">{t("backordered")}</Badge>}</TD>
              <TD label={t("leaves")} className="whitespace-nowrap">{row.promiseOn ? formats.day(row.promiseOn) : "–"}</TD>
              <TD align="end" label={t("total")}><MoneyText>{formats.money(row.total)}</MoneyText></TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </RowKeys>
  )
}
