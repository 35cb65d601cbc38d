import { CodeText, Link, RowKeys, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { getLocale, getTranslations } from "next-intl/server"
import { unitInWords } from "@entrepot/kernel"
import { getFormats } from "../../../src/format/server.ts"
import { nameOf } from "../../../src/products/name-of.ts"

export type StockRow = { productId: string; sku: string; names: Readonly<Record<string, string>>; baseUnit: string; onHand: string; reserved: string; available: string; expected: string; waiting: string; low: boolean; warehouses: readonly { warehouseId: string; onHand: string }[] }

export async function StockTable({ rows, warehouses }: { rows: readonly StockRow[]; warehouses: readonly { warehouseId: string; code: string }[] }) {
  const [t, units, locale, { number }] = await Promise.all([getTranslations("stock"), getTranslations("units"), getLocale(), getFormats()])
  const codes = new Map(warehouses.map(({ warehouseId, code }) => [warehouseId, code]))
  const quiet = (text: string) => (text === "0" ? <span className="text-subtle">0</span> : number(text))
  return (
    <RowKeys>
      <Table caption={t("title")} stack>
        <THead sticky><TR><TH>{t("product")}</TH><TH>{t("state")}</TH><TH>{t("where")}</TH><TH align="end">{t("onHand")}</TH><TH align="end">{t("reserved")}</TH><TH align="end">{t("available")}</TH><TH align="end">{t("expected")}</TH><TH align="end">{t("waiting")}</TH></TR></THead>
        <TBody>
          {rows.map((row, at) => (
            <TR key={row.productId} data-row tabIndex={at === 0 ? 0 : -1}>
              <TH scope="row"><Link data-row-link tone="quiet" href={`/stock/${row.productId}`}><CodeText className="font-medium">{row.sku}</CodeText></Link> <span className="text-muted">{nameOf(row.names, locale)}</span></TH>
              <TD label={t("state")}>{row.waiting !== "0" ? <StatusBadge tone="danger">{t("filters.waiting")}</StatusBadge> : Number(row.available) <= 0 ? <StatusBadge tone="warning">{t("filters.out")}</StatusBadge> : row.low ? <StatusBadge tone="warning">{t("filters.low")}</StatusBadge> : <StatusBadge tone="success">{t("fine")}</StatusBadge>}</TD>
              <TD label={t("where")} muted>{row.warehouses.filter(({ onHand }) => onHand !== "0").map(({ warehouseId, onHand }) => `${codes.get(warehouseId) ?? "?"} ${number(onHand)}`).join(" · ") || "–"}</TD>
              <TD label={t("onHand")} align="end">{number(row.onHand)} <span className="text-muted">{unitInWords(units, row.baseUnit, row.onHand)}</span></TD>
              <TD label={t("reserved")} align="end">{quiet(row.reserved)}</TD>
              <TD label={t("available")} align="end" className="font-medium">{number(row.available)}</TD>
              <TD label={t("expected")} align="end">{quiet(row.expected)}</TD>
              <TD label={t("waiting")} align="end">{row.waiting === "0" ? quiet("0") : <span className="font-medium text-danger">{number(row.waiting)}</span>}</TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </RowKeys>
  )
}
