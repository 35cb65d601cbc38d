import { CalendarDays, Repeat } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, EmptyState, FilterRow, LinkButton, LinkTabs, Page, Pagination } from "@entrepot/ui"
import { SUBSCRIPTION_STATUSES } from "@entrepot/domain/subscriptions/contract"
import { AccountFilter } from "#accounts/account-filter.tsx"
import { narrowedTo } from "#accounts/narrowed.ts"
import { SubscriptionFilters } from "#subscriptions/subscription-filters.tsx"
import { SubscriptionTable } from "#subscriptions/subscription-table.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Params = Record<string, string | string[] | undefined>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("subscriptions"))("title") }
}

/** Every subscription that this person may see: what comes next, when, and what needs somebody. */
export default async function SubscriptionsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [params, t, formats, who, asked] = await Promise.all([searchParams, getTranslations("subscriptions"), theFormats(), me(), api()])
  const text = (name: string) => (typeof params[name] === "string" ? params[name] : undefined)
  const status = SUBSCRIPTION_STATUSES.find((each) => each === text("status"))
  const account = await narrowedTo(params)
  const { rows, nextCursor, counts } = await asked.subscriptions.list({ ...(account && { accountId: account.accountId }), status: status ? [status] : [], search: text("search")?.slice(0, 60) ?? "", cursor: text("cursor") ?? null })
  const href = (change: Record<string, string | undefined>) => {
    const query = new URLSearchParams(Object.entries({ status, search: text("search"), account: account?.accountId, ...change }).filter((entry): entry is [string, string] => Boolean(entry[1])))
    return query.size > 0 ? `/subscriptions?${query.toString()}` : "/subscriptions"
  }
  const all = SUBSCRIPTION_STATUSES.reduce((sum, each) => sum + counts[each], 0)
  const tabs = (["all", ...SUBSCRIPTION_STATUSES] as const).filter((tab) => tab === "all" || counts[tab] > 0 || tab === status)
  const manages = who.permissions.includes("subscription.manage")
  return (
    <Page title={t("title")} actions={<>{all > 0 && <LinkButton href="/subscriptions/calendar" icon={<CalendarDays aria-hidden />}>{t("calendar.title")}</LinkButton>}{who.reach === "tenant" && <LinkButton href="/subscriptions/health">{t("healthPage.title")}</LinkButton>}{manages && <LinkButton href="/subscriptions/new" variant="primary">{t("new.action")}</LinkButton>}</>}>
      <LinkTabs label={t("states")} tabs={tabs.map((tab) => ({ href: href({ status: tab === "all" ? undefined : tab }), label: t(`status.${tab}`), count: formats.number(tab === "all" ? all : counts[tab]), current: tab === (status ?? "all") }))} />
      <FilterRow>
        {who.reach === "tenant" && (all > 0 || account) && <AccountFilter chosen={account} />}
        {all > 0 && <SubscriptionFilters />}
      </FilterRow>
      {rows.length > 0 && <Card flush footer={<Pagination label={t("pages")} nextHref={nextCursor ? href({ cursor: nextCursor }) : undefined} previousHref={text("cursor") ? href({}) : undefined} labels={{ previous: t("first"), next: t("nextPage"), atStart: t("atStart"), atEnd: t("atEnd") }} />}><SubscriptionTable rows={rows} withAccount={who.reach === "tenant"} t={t} formats={formats} /></Card>}
      {rows.length === 0 && (all > 0 || account) && <EmptyState icon={<Repeat aria-hidden />} title={t("noMatch")} description={t("noMatchText")} actions={<LinkButton href="/subscriptions">{t("showAll")}</LinkButton>} />}
      {all === 0 && !account && <EmptyState icon={<Repeat aria-hidden />} title={t("emptyTitle")} description={t("emptyText")} actions={manages ? <><LinkButton href="/subscriptions/new" variant="primary">{t("new.action")}</LinkButton><LinkButton href="/orders">{t("fromOrder")}</LinkButton></> : undefined} />}
    </Page>
  )
}
