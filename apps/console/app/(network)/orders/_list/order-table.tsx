import { Link, MoneyText, RowKeys, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"
import { OrderStatus } from "../../../../src/orders/badges.tsx"

export type OrderRow = { orderId: string; number: string; status: string; tenantName: string; accountName: string; poNumber: string; submittedAt: string; lineCount: number; backordered: boolean; promiseOn: string | null; supply: { amount: string; currency: string } }

export async function OrderTable({ rows }: { rows: readonly OrderRow[] }) {
  const [t, { money, shortDay, since, instant, number }] = await Promise.all([getTranslations("orders"), getFormats()])
  return (
    <RowKeys>
      <Table caption={t("title")} stack>
        <THead sticky><TR><TH>{t("number")}</TH><TH>{t("state")}</TH><TH>{t("tenant")}</TH><TH align="end">{t("lines")}</TH><TH align="end">{t("promise")}</TH><TH align="end">{t("submitted")}</TH><TH align="end">{t("value")}</TH></TR></THead>
        <TBody>
          {rows.map((row, at) => (
            <TR key={row.orderId} data-row tabIndex={at === 0 ? 0 : -1}>
              <TH scope="row"><Link data-row-link tone="quiet" href={`/orders/${row.orderId}`} className="font-medium whitespace-nowrap tabular-nums">{row.number}</Link>{row.poNumber && <span className="block text-xs font-normal text-muted">{t("po")} <span className="whitespace-nowrap">{row.poNumber}</span></span>}</TH>
              <TD label={t("state")}><span className="inline-flex flex-wrap gap-1"><OrderStatus status={row.status} />{row.backordered && <StatusBadge tone="warning">{t("backordered")}</StatusBadge>}</span></TD>
              <TD label={t("tenant")}>{row.tenantName}<span className="block text-xs text-muted">{row.accountName}</span></TD>
              <TD label={t("lines")} align="end">{number(row.lineCount)}</TD>
              <TD label={t("promise")} align="end" muted>{row.promiseOn ? shortDay(row.promiseOn) : "–"}</TD>
              <TD label={t("submitted")} align="end" muted><time dateTime={row.submittedAt} title={instant(row.submittedAt)}>{since(row.submittedAt)}</time></TD>
              <TD label={t("value")} align="end"><MoneyText>{money(row.supply as never)}</MoneyText></TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </RowKeys>
  )
}
