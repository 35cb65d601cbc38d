import { Card, EmptyState, LinkButton, MoneyText, Page, RowKeys, Stat, StatGrid, Table, TBody, TD, TH, THead, TR, Link } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { accountNamer } from "../../../../../src/books/account-name.ts"
import { DocumentLink } from "../../../../../src/books/document-link.tsx"
import { getFormats } from "../../../../../src/format/server.ts"
import { one, Paging, type Asked } from "../../../../../src/list/paging.tsx"
import { found } from "../../../../../src/page/found.ts"
import { api } from "../../../../../src/session.ts"

type Props = { params: Promise<{ accountKey: string }>; searchParams: Promise<Asked> }

/** One account: everything that was posted to it in a month, with the balance after each. */
export default async function AccountLedgerPage({ params, searchParams }: Props) {
  const [{ accountKey: coded }, asked, ask, t, words, { money, day, month, percent }] = await Promise.all([params, searchParams, api(), getTranslations("books"), getTranslations("refusals.ledger"), getFormats()])
  const accountKey = decodeURIComponent(coded)
  const period = one(asked, "period")
  const ledger = await found(ask.books.account({ accountKey, ...(period && { from: period, to: period }), cursor: one(asked, "after") ?? null }))
  const { account } = ledger
  const path = `/books/accounts/${encodeURIComponent(accountKey)}`
  return (
    <Page title={accountNamer(words as never, percent)(account)} meta={<><span>{account.code}</span><span>{words(`kind.${account.kind}`)}</span><span>{ledger.from === ledger.to ? month(ledger.from) : t("span", { from: month(ledger.from), to: month(ledger.to) })}</span></>}
      breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: `/books${period ? `?period=${period}` : ""}` }, { label: account.code }] }}>
      <StatGrid><Stat label={t("opening")} value={money(ledger.opening)} /><Stat label={t("closing")} value={money(ledger.closing)} hint={t("sign")} /></StatGrid>
      <Card title={t("entries")} flush>
        {ledger.rows.length === 0 ? <EmptyState level={3} title={t("noEntries")} description={t("noEntriesText")} actions={<LinkButton href="/books">{t("tabs.balance")}</LinkButton>} /> : (
          <RowKeys>
            <Table caption={t("entries")} stack density="tight">
              <THead><TR><TH>{t("postedOn")}</TH><TH>{t("document")}</TH><TH>{t("memo")}</TH><TH align="end">{t("amount")}</TH><TH align="end">{t("base")}</TH><TH align="end">{t("balance")}</TH></TR></THead>
              <TBody>
                {ledger.rows.map((row, at) => (
                  <TR key={`${row.journalId}:${row.position}`} data-row tabIndex={at === 0 ? 0 : -1}>
                    <TH scope="row"><Link data-row-link tone="quiet" href={`/books/journals/${row.journalId}`} className="font-medium whitespace-nowrap">{day(row.postedOn)}</Link></TH>
                    <TD label={t("document")}><DocumentLink document={row.document} /></TD>
                    <TD label={t("memo")} muted>{row.memo || "–"}</TD>
                    <TD label={t("amount")} align="end" muted>{row.amount.currency === row.base.currency ? "–" : <MoneyText>{money(row.amount)}</MoneyText>}</TD>
                    <TD label={t("base")} align="end"><MoneyText>{money(row.base)}</MoneyText></TD>
                    <TD label={t("balance")} align="end" className="font-medium"><MoneyText>{money(row.balance)}</MoneyText></TD>
                  </TR>
                ))}
              </TBody>
            </Table>
          </RowKeys>
        )}
      </Card>
      <Paging label={t("entries")} path={path} asked={asked} next={ledger.nextCursor ?? undefined} />
    </Page>
  )
}
