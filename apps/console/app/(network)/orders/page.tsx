import { Card, EmptyState, FilterBar, Link, LinkTabs, Page } from "@entrepot/ui"
import { ClipboardList } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { ORDER_STATUSES, type ListOrders } from "@entrepot/domain/ordering/contract"
import { hrefWith, one, Paging, type Asked } from "../../../src/list/paging.tsx"
import { api, signedIn } from "../../../src/session.ts"
import { OrderFilters } from "./_list/order-filters.tsx"
import { OrderTable } from "./_list/order-table.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("orders"))("title") }
}

const TABS = ["awaiting_approval", "on_hold", "confirmed", "backordered", "partly_shipped", "shipped", "closed", "rejected", "cancelled"] as const

/** What the address asks for, as the question that the server answers. */
function readAsk(asked: Asked): ListOrders {
  const state = one(asked, "state")
  const status = ORDER_STATUSES.find((each) => each === state)
  const [tenantId, minAgeDays, value] = [Number(one(asked, "tenant")), Number(one(asked, "age")), one(asked, "value")]
  const sort = (["newest", "oldest", "value"] as const).find((each) => each === one(asked, "sort"))
  return {
    ...(status && { status: [status] }), ...(state === "backordered" && { backordered: true, status: ["confirmed" as const, "partly_shipped" as const] }),
    ...(Number.isInteger(tenantId) && tenantId > 0 && { tenantId }), ...(Number.isInteger(minAgeDays) && minAgeDays > 0 && { minAgeDays }),
    ...(value && /^\d{1,12}$/.test(value) && { minValue: `${value}00` }), ...(sort && { sort }), search: one(asked, "search") ?? "", cursor: one(asked, "after") ?? null,
  }
}

export default async function OrdersPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, ask, session] = await Promise.all([searchParams, api(), signedIn()])
  const [t, states, counts, { rows, nextCursor }, tenants] = await Promise.all([
    getTranslations("orders"), getTranslations("refusals.ordering.status"), ask.orders.counts(), ask.orders.list(readAsk(asked)),
    session.permissions.includes("network.tenant.view") ? ask.tenants.list({ limit: 200 }).then((page) => page.rows) : [],
  ])
  const state = one(asked, "state") ?? ""
  const href = (next: string | undefined) => hrefWith("/orders", asked, { state: next, after: undefined })
  const all = TABS.filter((tab) => tab !== "backordered").reduce((sum, tab) => sum + (counts[tab] ?? 0), 0)
  const narrowed = ["search", "tenant", "age", "value"].some((name) => one(asked, name))
  return (
    <Page title={t("title")} meta={t("lead")}>
      <LinkTabs label={t("states")} tabs={[
        { href: href(undefined), label: t("all"), count: all, current: state === "" },
        ...TABS.filter((tab) => (counts[tab] ?? 0) > 0 || tab === state).map((tab) => ({ href: href(tab), label: tab === "backordered" ? t("backordered") : states(tab), count: counts[tab] ?? 0, current: state === tab })),
      ]} />
      <FilterBar label={t("filters")} end={narrowed && <Link href={hrefWith("/orders", {}, { state: state || undefined })}>{t("clear")}</Link>}>
        <OrderFilters tenants={tenants.map(({ tenantId, name }) => ({ value: String(tenantId), label: name }))} />
      </FilterBar>
      <Card flush>
        {rows.length === 0 ? <EmptyState icon={<ClipboardList />} title={narrowed || state ? t("noMatch") : t("empty")} description={narrowed || state ? t("noMatchText") : t("emptyText")} /> : <OrderTable rows={rows} />}
      </Card>
      <Paging label={t("title")} path="/orders" asked={asked} next={nextCursor ?? undefined} />
    </Page>
  )
}
