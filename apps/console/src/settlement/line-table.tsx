import { StatementLineTable } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { lineTaxInWords, type StatementLine } from "@entrepot/domain/settlement/contract"
import { unitInWords } from "@entrepot/kernel"
import { DocumentLink } from "../books/document-link.tsx"
import { getFormats } from "../format/server.ts"
import { taxRuler } from "./tax-rule.ts"

/** What a statement is made of: each line with the fact that it comes from. */
export async function LineTable({ rows, caption }: { rows: readonly StatementLine[]; caption: string }) {
  const [t, kinds, words, treatment, units, rule, { day, money, number, unitPrice, percent }] = await Promise.all([getTranslations("settlement"), getTranslations("settlement.kinds"), getTranslations("refusals.settlement.dispute_status"), getTranslations("refusals.settlement.treatment"), getTranslations("units"), taxRuler(), getFormats()])
  return (
    <StatementLineTable caption={caption}
      labels={{ on: t("line.on"), kind: t("line.kind"), order: t("line.order"), what: t("line.what"), quantity: t("line.quantity"), price: t("line.price"), amount: t("line.amount"), tax: t("tax.title") }}
      rows={rows.map((row) => ({
        id: row.entryId, on: day(row.occurredOn), kind: kinds(row.kind), dispute: row.dispute && { state: row.dispute.status, label: words(row.dispute.status) },
        document: <DocumentLink document={row.document} />, order: row.orderId && row.orderNumber ? { number: row.orderNumber, href: `/orders/${row.orderId}` } : null,
        sku: row.sku, name: row.name ?? row.memo, quantity: row.quantity && number(row.quantity), unit: row.unit && unitInWords(units, row.unit, row.quantity ?? "1"),
        price: row.unitPrice !== null ? unitPrice(row.unitPrice, row.amount.currency) : row.percent && percent(Number(row.percent) / 100), amount: money(row.amount), tax: lineTaxInWords(row, { rule, money, unrecorded: treatment("unrecorded") }),
      }))} />
  )
}
