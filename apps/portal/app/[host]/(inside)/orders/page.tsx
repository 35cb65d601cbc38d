import { Receipt } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, EmptyState, FilterRow, LinkButton, LinkTabs, Page, Pagination } from "@entrepot/ui"
import { ORDER_STATUSES, type OrderStatus } from "@entrepot/domain/ordering/contract"
import { ListFilters } from "#list/list-filters.tsx"
import { AccountFilter } from "#accounts/account-filter.tsx"
import { narrowedTo } from "#accounts/narrowed.ts"
import { OrderTable } from "#orders/order-table.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Params = Record<string, string | string[] | undefined>
const TABS = ["all", "awaiting_approval", "on_hold", "confirmed", "partly_shipped", "shipped", "closed", "rejected", "cancelled"] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("title") }
}

/** Every order that this person may see, newest first. */
export default async function OrdersPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [params, t, formats, who, asked] = await Promise.all([searchParams, getTranslations("orders"), theFormats(), me(), api()])
  const text = (name: string) => (typeof params[name] === "string" ? params[name] : undefined)
  const status = ORDER_STATUSES.find((each) => each === text("status"))
  const account = await narrowedTo(params)
  const only = account && { accountId: account.accountId }
  const [page, counts] = await Promise.all([asked.orders.list({ ...only, status: status ? [status] : [], search: text("search")?.slice(0, 60) ?? "", sort: sortOf(text("sort")), cursor: text("cursor") ?? null }), asked.orders.counts(only)])
  const href = (change: Record<string, string | undefined>) => {
    const query = new URLSearchParams(Object.entries({ status, search: text("search"), sort: text("sort"), account: account?.accountId, ...change }).filter((entry): entry is [string, string] => Boolean(entry[1])))
    return query.size > 0 ? `/orders?${query.toString()}` : "/orders"
  }
  const all = ORDER_STATUSES.reduce((sum, each) => sum + (counts[each] ?? 0), 0)
  const tabs = TABS.filter((tab) => tab === "all" || (counts[tab] ?? 0) > 0 || tab === status)
  return (
    <Page title={t("title")} actions={who.permissions.includes("order.place") && <LinkButton href="/pad" variant="primary">{t("new")}</LinkButton>}>
      <LinkTabs label={t("states")} tabs={tabs.map((tab) => ({ href: href({ status: tab === "all" ? undefined : tab }), label: t(`status.${tab}`), count: formats.number(tab === "all" ? all : (counts[tab as OrderStatus] ?? 0)), current: tab === (status ?? "all") }))} />
      <FilterRow>
        {who.reach === "tenant" && <AccountFilter chosen={account} />}
        <ListFilters words="orders" sorts={["newest", "oldest", "value"]} />
      </FilterRow>
      {page.rows.length === 0
        ? <EmptyState icon={<Receipt aria-hidden />} title={t("emptyTitle")} description={t("emptyText")} actions={<LinkButton href={all === 0 && !account ? "/catalogue" : "/orders"}>{all === 0 && !account ? t("toCatalogue") : t("showAll")}</LinkButton>} />
        : <Card flush footer={<Pagination label={t("pages")} nextHref={page.nextCursor ? href({ cursor: page.nextCursor }) : undefined} previousHref={text("cursor") ? href({}) : undefined} labels={{ previous: t("first"), next: t("nextPage"), atStart: t("atStart"), atEnd: t("atEnd") }} />}><OrderTable rows={page.rows} withAccount={who.reach === "tenant"} t={t} formats={formats} /></Card>}
    </Page>
  )
}

function sortOf(text: string | undefined): "newest" | "oldest" | "value" {
  return text === "oldest" || text === "value" ? text : "newest"
}
