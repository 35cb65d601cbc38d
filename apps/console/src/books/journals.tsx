import { JournalTable } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import type { JournalRow } from "@entrepot/domain/ledger/contract"
import { getFormats } from "../format/server.ts"
import { DocumentLink } from "./document-link.tsx"

/** Journals, the newest first; each opens with its lines. */
export async function Journals({ rows }: { rows: readonly JournalRow[] }) {
  const [t, { day, money }] = await Promise.all([getTranslations("books"), getFormats()])
  return (
    <JournalTable caption={t("tabs.journals")} labels={{ postedOn: t("postedOn"), document: t("document"), documentOn: t("documentOn"), memo: t("memo"), amount: t("amount"), base: t("base"), reversal: t("reversal") }}
      rows={rows.map((row) => ({
        id: row.journalId, href: `/books/journals/${row.journalId}`, postedOn: day(row.postedOn), document: <DocumentLink document={row.document} />, documentOn: day(row.documentOn), memo: row.memo,
        amount: money(row.amount), base: row.base.currency === row.amount.currency ? null : money(row.base), reversal: row.reversesId !== null,
      }))} />
  )
}
