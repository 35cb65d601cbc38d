import { getTranslations } from "next-intl/server"
import { StatementLineTable } from "@entrepot/ui"
import { lineTaxInWords, type StatementLine } from "@entrepot/domain/settlement/contract"
import { unitInWords } from "@entrepot/kernel"
import { DocumentLink } from "#books/document-link.tsx"
import { formats as theFormats } from "#server/formats.ts"
import { DisputeLine } from "./dispute-line.tsx"
import { taxRuler } from "./tax-rule.ts"

type Props = { rows: readonly StatementLine[]; caption: string; /** A line of this statement may be disputed; without one, none can be. */ statement?: { statementId: string; noDispute: string | undefined } }

/** What a statement is made of; a line that is not agreed with is disputed here. */
export async function LineTable({ rows, caption, statement }: Props) {
  const [t, words, units, rule, { day, money, number, unitPrice, percent }] = await Promise.all([getTranslations("settlement"), getTranslations("domain.settlement"), getTranslations("units"), taxRuler(), theFormats()])
  return (
    <StatementLineTable caption={caption}
      labels={{ on: t("line.on"), kind: t("line.kind"), order: t("line.order"), what: t("line.what"), quantity: t("line.quantity"), price: t("line.price"), amount: t("line.amount"), tax: t("tax.title"), ...(statement && { actions: t("actions") }) }}
      rows={rows.map((row) => ({
        id: row.entryId, on: day(row.occurredOn), kind: words(`kind.${row.kind}`), dispute: row.dispute && { state: row.dispute.status, label: words(`dispute_status.${row.dispute.status}`) },
        document: <DocumentLink document={row.document} />, order: row.orderId && row.orderNumber ? { number: row.orderNumber, href: `/orders/${row.orderId}` } : null,
        sku: row.sku, name: row.name ?? row.memo, quantity: row.quantity && number(row.quantity), unit: row.unit && unitInWords(units, row.unit, row.quantity ?? "1"),
        price: row.unitPrice !== null ? unitPrice(row.unitPrice, row.amount.currency) : row.percent && percent(row.percent), amount: money(row.amount), tax: lineTaxInWords(row, { rule, money, unrecorded: words("treatment.unrecorded") }),
        action: statement && row.amount.amount.replace("-", "") !== row.granted.amount && row.dispute?.status !== "open" && <DisputeLine statementId={statement.statementId} line={{ entryId: row.entryId, label: `${words(`kind.${row.kind}`)} ${row.document.number}`, amount: row.amount, granted: row.granted }} disabledReason={statement.noDispute} />,
      }))} />
  )
}
