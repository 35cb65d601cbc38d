"use client"
import { useTranslations } from "next-intl"
import { CodeText, DataTable, MoneyText, type Column } from "@entrepot/ui"
import type { CreditNoteRow } from "@entrepot/domain/billing/contract"
import { useFormats } from "#client/use-formats.ts"
import { CreditNoteStatusBadge } from "./status.tsx"

type Props = { rows: readonly CreditNoteRow[]; caption: string; /** For the seller: whose it is, where it stands, and who asked. */ seller: boolean }

export function CreditNoteList({ rows, caption, seller }: Props) {
  const t = useTranslations("creditNotes")
  const domain = useTranslations("domain")
  const formats = useFormats()
  const columns: Column<CreditNoteRow>[] = [
    { id: "number", header: t("number"), primary: true, cell: (row) => (row.number ? <CodeText className="font-medium whitespace-nowrap">{row.number}</CodeText> : <span className="font-medium">{t("unnumbered")}</span>) },
    ...(seller ? [{ id: "account", header: t("account"), cell: (row: CreditNoteRow) => row.accountName }] : []),
    { id: "invoice", header: t("invoice"), cell: (row) => <CodeText className="whitespace-nowrap">{row.invoiceNumber}</CodeText> },
    { id: "why", header: t("why"), from: "md", cell: (row) => domain(`billing.reason.${row.reasonCode}`) },
    ...(seller ? [{ id: "asked", header: t("asked"), from: "lg" as const, cell: (row: CreditNoteRow) => <span className="whitespace-nowrap">{formats.instant(row.requestedAt)}{isPerson(row.requestedBy) && <span className="block text-sm text-muted">{row.requestedBy}</span>}</span> }] : []),
    { id: "issued", header: t("issuedOn"), cell: (row) => <span className="whitespace-nowrap">{row.issuedOn ? formats.day(row.issuedOn) : "–"}</span> },
    ...(seller ? [{ id: "state", header: t("state"), cell: (row: CreditNoteRow) => <CreditNoteStatusBadge status={row.status} domain={domain} /> }] : []),
    { id: "total", header: t("total"), align: "end", cell: (row) => <MoneyText>{formats.money(row.total)}</MoneyText> },
  ]
  return <DataTable caption={caption} rows={rows} columns={columns} rowKey={(row) => row.creditNoteId} rowName={(row) => row.number ?? t("unnumberedOf", { invoice: row.invoiceNumber })} rowHref={(row) => `/credit-notes/${row.creditNoteId}`} />
}

/** What an automation asked for is said without its name, which is one plain word of ours. */
function isPerson(by: string): boolean {
  return by !== "" && !/^[a-z_.]+$/.test(by)
}
