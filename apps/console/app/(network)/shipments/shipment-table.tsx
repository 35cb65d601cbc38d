import { Link, RowKeys, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../src/format/server.ts"
import { ShipmentStatus } from "../../../src/orders/badges.tsx"

export type ShipmentRow = { shipmentId: string; number: string; tenantName: string; accountName: string; orderId: string; orderNumber: string; warehouseCode: string; status: string; shipTo: { city: string; country: string; recipient: string }; dueOn: string; carrier: string; trackingNumber: string; lines: number }

const OPEN = new Set(["planned", "picked", "packed"])

export async function ShipmentTable({ rows, zone }: { rows: readonly ShipmentRow[]; zone: string }) {
  const [t, { shortDay, number }] = await Promise.all([getTranslations("shipments"), getFormats()])
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date())
  return (
    <RowKeys>
      <Table caption={t("title")} stack>
        <THead sticky><TR><TH>{t("number")}</TH><TH>{t("status")}</TH><TH>{t("due")}</TH><TH>{t("order")}</TH><TH>{t("tenant")}</TH><TH>{t("shipTo")}</TH><TH>{t("warehouse")}</TH><TH align="end">{t("lines")}</TH><TH>{t("tracking")}</TH></TR></THead>
        <TBody>
          {rows.map((row, at) => (
            <TR key={row.shipmentId} data-row tabIndex={at === 0 ? 0 : -1}>
              <TH scope="row"><Link data-row-link tone="quiet" href={`/shipments/${row.shipmentId}`} className="font-medium whitespace-nowrap tabular-nums">{row.number}</Link></TH>
              <TD label={t("status")}><ShipmentStatus status={row.status} /></TD>
              <TD label={t("due")} className="whitespace-nowrap">{shortDay(row.dueOn)}{OPEN.has(row.status) && row.dueOn < today && <> <StatusBadge tone="danger">{t("late")}</StatusBadge></>}</TD>
              <TD label={t("order")}><Link tone="quiet" href={`/orders/${row.orderId}`} className="whitespace-nowrap">{row.orderNumber}</Link></TD>
              <TD label={t("tenant")} className="whitespace-nowrap">{row.tenantName}</TD>
              <TD label={t("shipTo")} className="sm:max-w-60 sm:truncate">{row.shipTo.recipient}<span className="text-muted"> · {row.shipTo.city}, {row.shipTo.country}</span></TD>
              <TD label={t("warehouse")}>{row.warehouseCode}</TD>
              <TD label={t("lines")} align="end">{number(row.lines)}</TD>
              <TD label={t("tracking")} muted className="sm:max-w-44 sm:truncate">{row.trackingNumber ? `${row.carrier} ${row.trackingNumber}` : "–"}</TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </RowKeys>
  )
}
