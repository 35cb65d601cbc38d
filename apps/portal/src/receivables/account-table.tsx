"use client"
import { useTranslations } from "next-intl"
import { CodeText, DataTable, MoneyText, type Column } from "@entrepot/ui"
import { AGEING_BUCKETS, type AccountAgeing } from "@entrepot/domain/billing/contract"
import type { MoneyJson } from "@entrepot/kernel"
import { useFormats } from "#client/use-formats.ts"
import { StageBadge } from "#dunning/stage.tsx"
import { isNothing } from "#invoices/amount.ts"

/** Who owes what, and for how long; a row leads to the account. */
export function AccountTable({ rows }: { rows: readonly AccountAgeing[] }) {
  const t = useTranslations("receivables")
  const domain = useTranslations("domain")
  const dunning = useTranslations("dunning")
  const formats = useFormats()
  // Nothing is left blank: what stands out is what is owed, and a card on a phone leaves the line out.
  const amount = (value: MoneyJson, strong = false) => (isNothing(value) ? null : <MoneyText strong={strong}>{formats.money(value)}</MoneyText>)
  const columns: Column<AccountAgeing>[] = [
    { id: "account", header: t("account"), primary: true, className: "min-w-48", cell: (row) => <>{row.accountName} <CodeText className="block font-normal whitespace-nowrap text-muted">{row.accountNumber}</CodeText></> },
    ...AGEING_BUCKETS.map((bucket): Column<AccountAgeing> => ({ id: bucket, header: domain(`billing.ageing.${bucket}`), align: "end", from: "lg", wrapHeader: true, cell: (row) => amount(row[bucket]) })),
    { id: "overdue", header: t("overdue"), align: "end", cell: (row) => <>{amount(row.overdue, true)}{row.oldestDueOn && !isNothing(row.overdue) && <span className="block text-sm whitespace-nowrap text-muted">{t("since", { day: formats.day(row.oldestDueOn) })}</span>}</> },
    { id: "total", header: t("open"), align: "end", cell: (row) => amount(row.total) },
    { id: "credit", header: t("credit"), align: "end", wrapHeader: true, cell: (row) => amount(row.credit) },
    ...(rows.some(({ stage }) => stage !== "none") ? [{ id: "stage", header: t("stage"), cell: (row: AccountAgeing) => (row.stage === "none" ? null : <StageBadge stage={row.stage} t={dunning as never} />) }] : []),
  ]
  return <DataTable caption={t("accounts")} rows={rows} columns={columns} rowKey={(row) => `${row.accountId} ${row.currency}`} rowName={(row) => row.accountName} rowHref={(row) => `/receivables/${row.accountId}`} />
}
