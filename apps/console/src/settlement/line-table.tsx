import { CodeText, Link, MoneyText, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import type { StatementLine } from "@entrepot/domain/settlement/contract"
import { DocumentLink } from "../books/document-link.tsx"
import { getFormats } from "../format/server.ts"
import { unitNamer } from "../products/unit-name.ts"
import { DisputeStatusBadge } from "./status.tsx"

/** What a statement is made of: each line with the fact that it comes from. */
export async function LineTable({ rows, caption }: { rows: readonly StatementLine[]; caption: string }) {
  const [t, kinds, units, { day, money, number, unitPrice, percent }] = await Promise.all([getTranslations("settlement"), getTranslations("settlement.kinds"), getTranslations("units"), getFormats()])
  const unitName = unitNamer(units as never)
  return (
    <Table caption={caption} stack>
      <THead><TR><TH>{t("line.on")}</TH><TH>{t("line.kind")}</TH><TH>{t("line.document")}</TH><TH>{t("line.order")}</TH><TH>{t("line.what")}</TH><TH align="end">{t("line.quantity")}</TH><TH align="end">{t("line.price")}</TH><TH align="end">{t("line.amount")}</TH></TR></THead>
      <TBody>
        {rows.map((row) => (
          <TR key={row.entryId}>
            <TH scope="row" className="whitespace-nowrap">{day(row.occurredOn)}</TH>
            <TD label={t("line.kind")} className="whitespace-nowrap">{kinds(row.kind)}{row.dispute && <span className="ms-2 inline-block"><DisputeStatusBadge status={row.dispute.status} /></span>}</TD>
            <TD label={t("line.document")} className="whitespace-nowrap"><DocumentLink document={row.document} /></TD>
            <TD label={t("line.order")}>{row.orderId && row.orderNumber ? <Link tone="quiet" href={`/orders/${row.orderId}`} className="whitespace-nowrap">{row.orderNumber}</Link> : "–"}</TD>
            <TD label={t("line.what")}>{row.sku && <CodeText>{row.sku}</CodeText>} <span className="text-muted">{row.name ?? row.memo}</span></TD>
            <TD label={t("line.quantity")} align="end">{row.quantity === null ? "–" : <>{number(row.quantity)} {row.unit && <span className="text-muted">{unitName(row.unit)}</span>}</>}</TD>
            <TD label={t("line.price")} align="end" muted>{row.unitPrice !== null ? unitPrice(row.unitPrice, row.amount.currency) : row.percent !== null ? percent(Number(row.percent) / 100) : "–"}</TD>
            <TD label={t("line.amount")} align="end" className="font-medium"><MoneyText>{money(row.amount)}</MoneyText></TD>
          </TR>
        ))}
      </TBody>
    </Table>
  )
}
