import { Card, EmptyState, LedgerTable, LinkButton, Page, Stat, StatGrid } from "@entrepot/ui"
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
          <LedgerTable caption={t("entries")} labels={{ postedOn: t("postedOn"), document: t("document"), memo: t("memo"), amount: t("amount"), base: t("base"), balance: t("balance") }}
            rows={ledger.rows.map((row) => ({
              id: `${row.journalId}:${row.position}`, href: `/books/journals/${row.journalId}`, postedOn: day(row.postedOn), document: <DocumentLink document={row.document} />, memo: row.memo,
              amount: row.amount.currency === row.base.currency ? null : money(row.amount), base: money(row.base), balance: money(row.balance),
            }))} />
        )}
      </Card>
      <Paging label={t("entries")} path={path} asked={asked} next={ledger.nextCursor ?? undefined} />
    </Page>
  )
}
