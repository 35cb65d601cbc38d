"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Button, CodeText, DataTable, MoneyText, type Column } from "@entrepot/ui"
import type { InvoiceRow } from "@entrepot/domain/billing/contract"
import { useFormats } from "#client/use-formats.ts"
import { useMay } from "#client/portal.tsx"
import { isNothing, sumOf } from "./amount.ts"
import { PayDialog } from "./pay-dialog.tsx"
import { InvoiceStatusBadges, isUnderWay } from "./status.tsx"

const isPayable = (row: InvoiceRow) => (row.status === "open" || row.status === "partly_paid") && !isUnderWay(row.attempt) && !isNothing(row.open)

/** The invoices of a page; ticked ones are paid together. */
export function InvoiceList({ rows, withAccount }: { rows: readonly InvoiceRow[]; withAccount: boolean }) {
  const t = useTranslations("invoices")
  const domain = useTranslations("domain")
  const formats = useFormats()
  const pays = useMay("invoice.pay")
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const chosen = rows.filter((row) => ticked.has(row.invoiceId) && isPayable(row))
  const columns: Column<InvoiceRow>[] = [
    { id: "number", header: t("number"), primary: true, cell: (row) => <CodeText className="font-medium whitespace-nowrap">{row.number ?? t("draft")}</CodeText> },
    ...(withAccount ? [{ id: "account", header: t("account"), cell: (row: InvoiceRow) => row.accountName }] : []),
    { id: "order", header: t("order"), cell: (row) => <>{row.orderNumber ?? "–"}{row.poNumber && <span className="block text-sm whitespace-nowrap text-muted">{row.poNumber}</span>}</> },
    { id: "issued", header: t("issuedOn"), from: "md", cell: (row) => <span className="whitespace-nowrap">{row.issuedOn ? formats.day(row.issuedOn) : "–"}</span> },
    { id: "due", header: t("dueOn"), cell: (row) => <span className="whitespace-nowrap">{row.dueOn ? formats.day(row.dueOn) : "–"}</span> },
    { id: "state", header: t("state"), cell: (row) => <InvoiceStatusBadges status={row.status} overdueDays={row.overdueDays} attempt={row.attempt} t={t} domain={domain} /> },
    { id: "total", header: t("total"), align: "end", cell: (row) => <MoneyText>{formats.money(row.total)}</MoneyText> },
    { id: "open", header: t("open"), align: "end", cell: (row) => <MoneyText>{formats.money(row.open)}</MoneyText> },
  ]
  return (
    <DataTable caption={t("title")} rows={rows} columns={columns} rowKey={(row) => row.invoiceId} rowName={(row) => row.number ?? ""} rowHref={(row) => `/invoices/${row.invoiceId}`}
      {...(pays && { selection: ticked, onSelectionChange: setTicked, selectionActions: <PayTicked chosen={chosen} onPaid={() => setTicked(new Set())} /> })}
      labels={{ selectAll: t("selectAll"), selectRow: (name) => t("selectRow", { name }), selected: (count) => t("selected", { count }), clearSelection: t("clearSelection"), loading: t("loading") }} />
  )
}

/** One payment is of one account and one currency; anything else says why it cannot be made. */
function PayTicked({ chosen, onPaid }: { chosen: readonly InvoiceRow[]; onPaid: () => void }) {
  const t = useTranslations("invoices")
  const formats = useFormats()
  const [first] = chosen
  if (!first) return <Button size="sm" variant="primary" disabledReason={t("nothingPayable")}>{t("pay")}</Button>
  if (chosen.some(({ accountId }) => accountId !== first.accountId)) return <Button size="sm" variant="primary" disabledReason={t("severalAccounts")}>{t("pay")}</Button>
  if (chosen.some(({ open }) => open.currency !== first.open.currency)) return <Button size="sm" variant="primary" disabledReason={t("severalCurrencies")}>{t("pay")}</Button>
  return (
    <PayDialog invoiceIds={chosen.map(({ invoiceId }) => invoiceId)} returnPath="/invoices" onPaid={onPaid}
      trigger={<Button size="sm" variant="primary">{t("payTogether", { count: chosen.length, amount: formats.money(sumOf(chosen.map(({ open }) => open), first.open.currency)) })}</Button>} />
  )
}
