import { getTranslations } from "next-intl/server"
import { StatementTable } from "@entrepot/ui"
import type { StatementRow } from "@entrepot/domain/settlement/contract"
import { formats as theFormats } from "#server/formats.ts"

/** The partner's own statements, each with what is to be paid. */
export async function Statements({ rows }: { rows: readonly StatementRow[] }) {
  const [t, words, { month, money, day }] = await Promise.all([getTranslations("settlement"), getTranslations("domain.settlement.status"), theFormats()])
  return (
    <StatementTable caption={t("title")} labels={{ statement: t("statement"), period: t("period"), state: t("state"), dueOn: t("dueOn"), total: t("total"), adjusted: t("adjusted"), due: t("due") }}
      rows={rows.map((row) => ({
        id: row.statementId, href: `/settlement/${row.statementId}`, name: row.number ?? t("draft"), period: month(row.period), status: { state: row.status, label: words(row.status) },
        disputes: row.openDisputes > 0 ? t("openDisputes", { count: row.openDisputes }) : null, dueOn: row.dueOn && day(row.dueOn),
        total: money(row.total), adjusted: row.adjusted.amount === "0" ? null : money(row.adjusted), due: money(row.due),
      }))} />
  )
}
