import { BookOpenCheck } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Alert, BalanceTable, Card, EmptyState, FilterBar, LinkButton, Page, StatusBadge } from "@entrepot/ui"
import { ACCOUNT_KINDS } from "@entrepot/domain/ledger/contract"
import { accountNamer } from "#books/account-name.ts"
import { PeriodFilter } from "#books/period-filter.tsx"
import { BooksTabs } from "#books/tabs.tsx"
import { api } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Params = Record<string, string | string[] | undefined>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("books"))("title") }
}

/** The partner's own books: what every account stood at, moved in the month and stands at. */
export default async function BooksPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [{ period }, asked, t, words, { money, month, percent, instant }] = await Promise.all([searchParams, api(), getTranslations("books"), getTranslations("domain.ledger"), theFormats()])
  const [books, proof, balance] = await Promise.all([asked.books.periods(), asked.books.proof(), asked.books.trialBalance(typeof period === "string" && period ? { period } : {})])
  const nameOf = accountNamer(words as never, percent)
  const months = books.periods.map((each) => each.period)
  const choices = months.includes(balance.period) ? months : [balance.period, ...months]
  return (
    <Page title={t("title")} meta={t("lead", { currency: books.currency })} status={<StatusBadge tone={balance.status === "closed" ? "neutral" : "success"}>{words(`status.${balance.status}`)}</StatusBadge>}>
      <BooksTabs current="balance" />
      <FilterBar label={t("filters")} end={t("sign")}>
        <PeriodFilter label={t("period")} path="/books" value={balance.period} options={choices.map((value) => ({ value, label: month(value) }))} />
      </FilterBar>
      {proof && (proof.isOld || proof.failed > 0) && <Alert tone="warning" title={t(proof.failed > 0 ? "proof.failed" : "proof.old")}>{proof.provenAt ? t("proof.lastWhole", { at: instant(proof.provenAt) }) : t("proof.neverWhole")}</Alert>}
      {proof && proof.differences > 0 && <Alert tone="danger" title={t("proof.differs", { count: proof.differences })}>{t("proof.since", { at: instant(proof.triedAt), since: instant(proof.since ?? proof.triedAt) })}</Alert>}
      <Card flush>
        {balance.rows.length === 0 ? <EmptyState icon={<BookOpenCheck aria-hidden />} title={t("empty")} description={t("emptyText")} actions={<LinkButton href="/orders">{t("toOrders")}</LinkButton>} /> : (
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
      {proof?.differences === 0 && proof.failed === 0 && !proof.isOld && <p className="text-sm text-muted">{t("proof.well", { at: instant(proof.triedAt) })}</p>}
    </Page>
  )
}
