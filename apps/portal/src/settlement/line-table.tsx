import { getTranslations } from "next-intl/server"
import { CodeText, Link, MoneyText, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { StatementLine } from "@entrepot/domain/settlement/contract"
import { DocumentLink } from "#books/document-link.tsx"
import { formats as theFormats } from "#server/formats.ts"
import { unitName } from "../units.ts"
import { DisputeLine } from "./dispute-line.tsx"
import { DisputeStatusBadge } from "./status.tsx"

type Props = { rows: readonly StatementLine[]; caption: string; /** A line of this statement may be disputed; without one, none can be. */ statement?: { statementId: string; noDispute: string | undefined } }

/** What a statement is made of: each line with the fact that it comes from. */
export async function LineTable({ rows, caption, statement }: Props) {
  const [t, words, units, { day, money, number, unitPrice, percent }] = await Promise.all([getTranslations("settlement"), getTranslations("domain.settlement"), getTranslations("units"), theFormats()])
  return (
    <Table caption={caption} stack>
      <THead><TR><TH>{t("line.on")}</TH><TH>{t("line.kind")}</TH><TH>{t("line.document")}</TH><TH>{t("line.order")}</TH><TH>{t("line.what")}</TH><TH align="end">{t("line.quantity")}</TH><TH align="end">{t("line.price")}</TH><TH align="end">{t("line.amount")}</TH>{statement && <TH><span className="sr-only">{t("actions")}</span></TH>}</TR></THead>
      <TBody>
        {rows.map((row) => (
          <TR key={row.entryId}>
            <TH scope="row" className="whitespace-nowrap">{day(row.occurredOn)}</TH>
            <TD label={t("line.kind")} className="whitespace-nowrap">{words(`kind.${row.kind}`)}{row.dispute && <span className="ms-2 inline-block"><DisputeStatusBadge status={row.dispute.status} words={words as never} /></span>}</TD>
            <TD label={t("line.document")} className="whitespace-nowrap"><DocumentLink document={row.document} /></TD>
            <TD label={t("line.order")}>{row.orderId && row.orderNumber ? <Link tone="quiet" href={`/orders/${row.orderId}`} className="whitespace-nowrap">{row.orderNumber}</Link> : "–"}</TD>
            <TD label={t("line.what")}>{row.sku && <CodeText>{row.sku}</CodeText>} <span className="text-muted">{row.name ?? row.memo}</span></TD>
            <TD label={t("line.quantity")} align="end">{row.quantity === null ? "–" : <>{number(row.quantity)} {row.unit && <span className="text-muted">{unitName(units as never, row.unit)}</span>}</>}</TD>
            <TD label={t("line.price")} align="end" muted>{row.unitPrice !== null ? unitPrice(row.unitPrice, row.amount.currency) : row.percent !== null ? percent(row.percent) : "–"}</TD>
            <TD label={t("line.amount")} align="end" className="font-medium"><MoneyText>{money(row.amount)}</MoneyText></TD>
            {statement && <TD align="end">{row.amount.amount !== "0" && row.dispute?.status !== "open" && <DisputeLine statementId={statement.statementId} line={{ entryId: row.entryId, label: `${words(`kind.${row.kind}`)} ${row.document.number}`, amount: row.amount }} disabledReason={statement.noDispute} />}</TD>}
          </TR>
        ))}
      </TBody>
    </Table>
  )
}
