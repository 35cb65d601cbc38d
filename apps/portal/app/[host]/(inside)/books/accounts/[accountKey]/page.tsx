import { getTranslations } from "next-intl/server"
import { Card, EmptyState, LedgerTable, LinkButton, Page, Pagination, Stat, StatGrid } from "@entrepot/ui"
import { accountNamer } from "#books/account-name.ts"
import { DocumentLink } from "#books/document-link.tsx"
import { api } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Props = { params: Promise<{ accountKey: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

/** One account: everything that was posted to it in a month, with the balance after each. */
export default async function AccountLedgerPage({ params, searchParams }: Props) {
  const [{ accountKey: coded }, query, asked, t, words, { money, day, month, percent }] = await Promise.all([params, searchParams, api(), getTranslations("books"), getTranslations("domain.ledger"), theFormats()])
  const accountKey = decodeURIComponent(coded)
  const text = (name: string) => (typeof query[name] === "string" && query[name] ? query[name] : undefined)
  const period = text("period")
  const ledger = await asked.books.account({ accountKey, ...(period && { from: period, to: period }), cursor: text("cursor") ?? null })
  const { account } = ledger
  const href = (cursor?: string) => `/books/accounts/${encodeURIComponent(accountKey)}?${new URLSearchParams({ ...(period && { period }), ...(cursor && { cursor }) }).toString()}`
  return (
    <Page title={accountNamer(words as never, percent)(account)} meta={<><span>{account.code}</span><span>{words(`kind.${account.kind}`)}</span><span>{ledger.from === ledger.to ? month(ledger.from) : t("span", { from: month(ledger.from), to: month(ledger.to) })}</span></>}
      breadcrumbs={{ label: t("trail"), items: [{ label: t("title"), href: `/books${period ? `?period=${period}` : ""}` }, { label: account.code }] }}>
      <StatGrid><Stat label={t("opening")} value={money(ledger.opening)} /><Stat label={t("closing")} value={money(ledger.closing)} hint={t("sign")} /></StatGrid>
      <Card title={t("entries")} flush footer={(ledger.nextCursor ?? text("cursor")) && <Pagination label={t("entries")} nextHref={ledger.nextCursor ? href(ledger.nextCursor) : undefined} previousHref={text("cursor") ? href() : undefined} labels={{ previous: t("first"), next: t("nextPage"), atStart: t("atStart"), atEnd: t("atEnd") }} />}>
        {ledger.rows.length === 0 ? <EmptyState level={3} title={t("noEntries")} description={t("noEntriesText")} actions={<LinkButton href="/books">{t("tabs.balance")}</LinkButton>} /> : (
          <LedgerTable caption={t("entries")} labels={{ postedOn: t("postedOn"), document: t("document"), memo: t("memo"), amount: t("amount"), base: t("base"), balance: t("balance") }}
            rows={ledger.rows.map((row) => ({
              id: `${row.journalId}:${row.position}`, href: `/books/journals/${row.journalId}`, postedOn: day(row.postedOn), document: <DocumentLink document={row.document} />, memo: row.memo,
              amount: row.amount.currency === row.base.currency ? null : money(row.amount), base: money(row.base), balance: money(row.balance),
            }))} />
        )}
      </Card>
    </Page>
  )
}
