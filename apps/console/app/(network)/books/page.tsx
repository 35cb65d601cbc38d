import { BalanceTable, Card, EmptyState, FilterBar, LinkButton, Page, StatusBadge } from "@entrepot/ui"
import { BookOpenCheck } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { ACCOUNT_KINDS } from "@entrepot/domain/ledger/contract"
import { accountNamer } from "../../../src/books/account-name.ts"
import { BooksTabs } from "../../../src/books/tabs.tsx"
import { getFormats } from "../../../src/format/server.ts"
import { ChoiceFilter } from "../../../src/list/choice-filter.tsx"
import { one, type Asked } from "../../../src/list/paging.tsx"
import { found } from "../../../src/page/found.ts"
import { api } from "../../../src/session.ts"

export async function generateMetadata() {
  return { title: (await getTranslations("books"))("title") }
}

/** The distributor's own books: what every account stood at, moved in the month and stands at. */
export default async function BooksPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, ask, t, words, { money, month, percent }] = await Promise.all([searchParams, api(), getTranslations("books"), getTranslations("refusals.ledger"), getFormats()])
  const period = one(asked, "period")
  const [books, balance] = await Promise.all([ask.books.periods(), found(ask.books.trialBalance(period ? { period } : {}))])
  const nameOf = accountNamer(words as never, percent)
  return (
    <Page title={t("title")} meta={t("lead", { currency: books.currency })} status={<StatusBadge tone={balance.status === "closed" ? "neutral" : "success"}>{words(`status.${balance.status}`)}</StatusBadge>}>
      <BooksTabs current="balance" />
      <FilterBar label={t("filters")} end={t("sign")}>
        <ChoiceFilter label={t("period")} name="period" value={balance.period} options={periodsWith(books.periods, balance.period).map((value) => ({ value, label: month(value) }))} />
      </FilterBar>
      <Card flush>
        {balance.rows.length === 0 ? <EmptyState icon={<BookOpenCheck />} title={t("empty")} description={t("emptyText")} actions={<LinkButton href="/shipments">{t("toShipments")}</LinkButton>} /> : (
          <BalanceTable caption={t("tabs.balance")} labels={{ account: t("account"), opening: t("opening"), debit: t("debit"), credit: t("credit"), closing: t("closing") }}
            groups={ACCOUNT_KINDS.map((kind) => ({
              id: kind, label: words(`kind.${kind}`),
              rows: balance.rows.filter((row) => row.kind === kind).map((row) => ({
                id: row.accountKey, code: row.code, name: nameOf(row), href: `/books/accounts/${encodeURIComponent(row.accountKey)}?period=${balance.period}`,
                opening: money(row.opening), debit: money(row.debit), credit: money(row.credit), closing: money(row.closing),
              })),
            }))}
            total={{ label: t("moved"), debit: money(balance.debit), credit: money(balance.credit) }} />
        )}
      </Card>
    </Page>
  )
}

/** The months of the books, and the one that was asked for where it is none of them. */
function periodsWith(periods: readonly { period: string }[], chosen: string): string[] {
  const all = periods.map(({ period }) => period)
  return all.includes(chosen) ? all : [chosen, ...all]
}
