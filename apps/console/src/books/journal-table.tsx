import { Badge, Link, MoneyText, RowKeys, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import type { JournalRow } from "@entrepot/domain/ledger/contract"
import { getFormats } from "../format/server.ts"
import { DocumentLink } from "./document-link.tsx"

/** Journals, the newest first; each opens with its lines. */
export async function JournalTable({ rows }: { rows: readonly JournalRow[] }) {
  const [t, { day, money }] = await Promise.all([getTranslations("books"), getFormats()])
  return (
    <RowKeys>
      <Table caption={t("tabs.journals")} stack density="tight">
        <THead><TR><TH>{t("postedOn")}</TH><TH>{t("document")}</TH><TH>{t("documentOn")}</TH><TH>{t("memo")}</TH><TH align="end">{t("amount")}</TH><TH align="end">{t("base")}</TH></TR></THead>
        <TBody>
          {rows.map((row, at) => (
            <TR key={row.journalId} data-row tabIndex={at === 0 ? 0 : -1}>
              <TH scope="row"><Link data-row-link tone="quiet" href={`/books/journals/${row.journalId}`} className="font-medium whitespace-nowrap">{day(row.postedOn)}</Link></TH>
              <TD label={t("document")}><DocumentLink document={row.document} />{row.reversesId && <Badge tone="warning" className="ms-2">{t("reversal")}</Badge>}</TD>
              <TD label={t("documentOn")} muted className="whitespace-nowrap">{day(row.documentOn)}</TD>
              <TD label={t("memo")} muted>{row.memo || "–"}</TD>
              <TD label={t("amount")} align="end"><MoneyText>{money(row.amount)}</MoneyText></TD>
              <TD label={t("base")} align="end" muted>{row.base.currency === row.amount.currency ? "–" : <MoneyText>{money(row.base)}</MoneyText>}</TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </RowKeys>
  )
}
