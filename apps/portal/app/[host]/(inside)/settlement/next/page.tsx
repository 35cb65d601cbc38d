import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, DescriptionList, EmptyState, LinkButton, LinkTabs, MoneyText, Page, Pagination, Section } from "@entrepot/ui"
import { LineTable } from "#settlement/line-table.tsx"
import { MadeOf } from "#settlement/made-of.tsx"
import { Sums } from "#settlement/sums.tsx"
import { SettlementTabs } from "#settlement/tabs.tsx"
import { api } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Params = Record<string, string | string[] | undefined>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement"))("tabs.next") }
}

/** What the distributor will charge: what has happened since the last statement, and what open orders will add. */
export default async function NextStatementPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [query, asked, t, { money, day, percent, number }] = await Promise.all([searchParams, api(), getTranslations("settlement"), theFormats()])
  const text = (name: string) => (typeof query[name] === "string" && query[name] ? query[name] : undefined)
  const [next, agreement] = await Promise.all([asked.settlement.next(), asked.settlement.agreement()])
  const shown = next.currencies.find(({ currency }) => currency === text("currency")) ?? next.currencies[0]
  const lines = shown && (await asked.settlement.nextLines({ currency: shown.currency, limit: 50, cursor: text("cursor") ?? null }))
  const href = (cursor?: string) => `/settlement/next?${new URLSearchParams({ ...(shown && { currency: shown.currency }), ...(cursor && { cursor }) }).toString()}`
  return (
    <Page title={t("title")} meta={t("lead")}>
      <SettlementTabs current="next" />
      {next.currencies.length > 1 && <LinkTabs label={t("currency")} tabs={next.currencies.map(({ currency }) => ({ href: `/settlement/next?currency=${currency}`, label: currency, current: currency === shown?.currency }))} />}
      {!shown || !lines ? <EmptyState title={t("nothingNext")} description={t("nothingNextText")} actions={<LinkButton href="/orders">{t("toOrders")}</LinkButton>} /> : (
        <>
          <div className="grid items-start gap-5 lg:grid-cols-[repeat(auto-fit,minmax(min(100%,20rem),1fr))]">
            <Card title={t("addsUp")} description={shown.since ? t("since", { day: day(shown.since.slice(0, 10)) }) : undefined}>
              <Sums sums={shown.sums} />
              {shown.ordered.amount !== "0" && <DescriptionList align="end" className="border-t" items={[{ term: t("ordered"), value: <MoneyText>{money(shown.ordered)}</MoneyText>, hint: t("orderedHint") }]} />}
              {shown.expected.length > 0 && <DescriptionList align="end" className="border-t" items={shown.expected.map(({ from, to, dates, supply }) => ({ term: t("expected", { from: day(from), to: day(to) }), value: <MoneyText>{money(supply)}</MoneyText>, hint: t("expectedHint", { count: dates }) }))} />}
            </Card>
            {agreement && <Card title={t("agreement")}><DescriptionList items={[{ term: t("commission"), value: percent(agreement.commissionPercent), hint: t("version", { version: number(agreement.version) }) }, { term: t("paymentDays"), value: t("days", { days: agreement.paymentDays }) }, ...(agreement.note ? [{ term: t("note"), value: agreement.note }] : [])]} /></Card>}
            <MadeOf sums={shown.sums} />
          </div>
          <Section title={t("lines")}>
            <Card flush footer={(lines.nextCursor ?? text("cursor")) && <Pagination label={t("lines")} nextHref={lines.nextCursor ? href(lines.nextCursor) : undefined} previousHref={text("cursor") ? href() : undefined} labels={{ previous: t("first"), next: t("nextPage"), atStart: t("atStart"), atEnd: t("atEnd") }} />}>
              {lines.rows.length === 0 ? <EmptyState level={3} title={t("noLines")} description={t("nothingNextText")} /> : <LineTable rows={lines.rows} caption={t("lines")} />}
            </Card>
          </Section>
        </>
      )}
    </Page>
  )
}
