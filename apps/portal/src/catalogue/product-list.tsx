import { Badge, CodeText, Link, RowKeys, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { CatalogueRow } from "@entrepot/domain/storefront"
import { AddToCart } from "./add-to-cart.tsx"
import { StockBadge } from "./stock-badge.tsx"

type Words = (key: string, values?: Record<string, string | number>) => string
type Formats = { readonly number: (value: string) => string; readonly day: (day: string) => string }

/** Products as a dense table: arrows walk the rows, Enter opens one, each can be ordered where it stands. */
export function ProductList({ rows, caption, t, formats }: { rows: readonly CatalogueRow[]; caption: string; t: Words; formats: Formats }) {
  return (
    <RowKeys>
      <Table caption={caption} stack>
        <THead>
          <TR><TH>{t("column.product")}</TH><TH>{t("column.number")}</TH><TH>{t("column.stock")}</TH><TH align="end">{t("column.order")}</TH></TR>
        </THead>
        <TBody>
          {rows.map((row) => (
            <TR key={row.productId} data-row tabIndex={0}>
              <TH scope="row">
                <Link data-row-link tone="quiet" href={`/products/${row.productId}`} className="font-medium">{row.name}</Link>
                <span className="block text-sm font-normal text-muted">{[row.brand, row.category.name].filter(Boolean).join(" · ")}</span>
                {row.instead && <Badge tone="info">{t("instead", { sku: row.instead.sku })}</Badge>}
                {row.status === "run_out" && <Badge tone="warning">{t("runOut")}</Badge>}
              </TH>
              <TD label={t("column.number")}><CodeText className="lg:whitespace-nowrap">{row.sku}</CodeText>{row.mpn && <span className="block text-sm text-muted"><CodeText className="lg:whitespace-nowrap">{row.mpn}</CodeText></span>}</TD>
              <TD label={t("column.stock")}><StockBadge stock={row.availability} t={t} formats={formats} /></TD>
              <TD label={t("column.order")}><AddToCart product={{ productId: row.productId, sku: row.sku, units: row.units }} /></TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </RowKeys>
  )
}
