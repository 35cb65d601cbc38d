import { getTranslations } from "next-intl/server"
import { Badge, Link, MoneyText, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { PaymentRow, RefundStatus } from "@entrepot/domain/billing/contract"
import { isForbidden, whyNot } from "@entrepot/domain/tenancy/contract"
import { isNothing } from "#invoices/amount.ts"
import { formats as theFormats } from "#server/formats.ts"
import type { Formats } from "../format.ts"
import { DisputeBadge } from "./disputes.tsx"
import { RefundPayment } from "./refund-payment.tsx"

const REFUND_TONE = { created: "info", submitted: "info", unknown: "warning", succeeded: "success", failed: "danger" } as const satisfies Record<RefundStatus, string>

/** Money that arrived: what it settled, what is kept of it, and what went back. */
export async function PaymentTable({ rows, withAccount }: { rows: readonly PaymentRow[]; withAccount: boolean }) {
  const [t, disputed, domain, formats] = await Promise.all([getTranslations("receivables.payments"), getTranslations("receivables.disputes"), getTranslations("domain"), theFormats()])
  const { day, money } = formats
  const refunds = rows.some(({ refund }) => !isForbidden(refund))
  return (
    <Table caption={t("title")} stack>
      <THead><TR><TH>{t("received")}</TH>{withAccount && <TH>{t("account")}</TH>}<TH>{t("how")}</TH><TH align="end">{t("amount")}</TH><TH>{t("wentTo")}</TH>{refunds && <TH><span className="sr-only">{t("actions")}</span></TH>}</TR></THead>
      <TBody>
        {rows.map((row) => (
          <TR key={row.paymentId}>
            <TH scope="row" className="whitespace-nowrap">{day(row.receivedOn)}</TH>
            {withAccount && <TD label={t("account")}><Link tone="quiet" href={`/receivables/${row.accountId}`}>{row.accountName}</Link></TD>}
            <TD label={t("how")}><span className="inline-block">{domain(`billing.paid_by.${row.paidBy}`)}<span className="block text-sm text-muted">{[row.reference, isPerson(row.by) && t("by", { name: row.by })].filter(Boolean).join(" · ")}</span></span></TD>
            <TD label={t("amount")} align="end" className="font-medium"><MoneyText>{money(row.amount)}</MoneyText></TD>
            <TD label={t("wentTo")}><WentTo row={row} t={t as never} disputed={disputed as never} domain={domain as never} formats={formats} /></TD>
            {refunds && <TD align="end"><RefundPayment payment={row} disabledReason={whyNot(row.refund, domain as never)} /></TD>}
          </TR>
        ))}
      </TBody>
    </Table>
  )
}

type Words = (key: string, values?: Record<string, string>) => string

/** The invoices that it settled, what of it was kept as credit, and what went back. */
function WentTo({ row: { amount, invoices, unapplied, refunds, disputes }, t, disputed, domain, formats }: { row: PaymentRow; t: Words; disputed: Words; domain: Words; formats: Pick<Formats, "money" | "instant"> }) {
  const { money } = formats
  return (
    <ul className="inline-grid gap-0.5">
      {invoices.map((invoice) => <li key={invoice.invoiceId} className="whitespace-nowrap"><Link tone="quiet" href={`/invoices/${invoice.invoiceId}`}>{invoice.number}</Link> <span className="text-muted tabular-nums">{money(invoice.amount)}</span></li>)}
      {!isNothing(unapplied) && <li className="whitespace-nowrap">{t("unapplied")} <span className="text-muted tabular-nums">{money(unapplied)}</span></li>}
      {refunds.map((refund) => <li key={refund.refundId}><Badge tone={REFUND_TONE[refund.status]}>{t("refunded", { amount: money(refund.amount), state: domain(`billing.refund.${refund.status}`) })}</Badge> <span className="text-sm text-muted">{[refund.source === "provider" && disputed("byProvider"), refund.reason].filter(Boolean).join(" · ")}</span></li>)}
      {disputes.map((dispute) => <li key={dispute.disputeId}><DisputeBadge dispute={dispute} paid={amount} t={disputed} domain={domain} formats={formats} /></li>)}
    </ul>
  )
}

/** What came by itself is named by one plain word of ours. */
function isPerson(by: string): boolean {
  return by !== "" && !/^[a-z_]+$/.test(by)
}
