import { Card, EmptyState, FilterBar, LinkButton, LinkTabs, Page } from "@entrepot/ui"
import { Boxes, ClipboardCheck, PackageCheck } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { STOCK_FILTERS } from "@entrepot/domain/inventory/contract"
import { SearchFilter, SelectFilter } from "../../../src/list/filters.tsx"
import { hrefWith, one, Paging, type Asked } from "../../../src/list/paging.tsx"
import { api, may, signedIn } from "../../../src/session.ts"
import { StockTable } from "./stock-table.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("stock"))("title") }
}

/** What lies where, what is promised, what comes and what is waited for. */
export default async function StockPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, ask, session, t] = await Promise.all([searchParams, api(), signedIn(), getTranslations("stock")])
  const warehouses = await ask.stock.warehouses()
  const filter = STOCK_FILTERS.find((each) => each === one(asked, "filter")) ?? "all"
  const warehouseId = warehouses.find((each) => each.warehouseId === one(asked, "warehouse"))?.warehouseId
  const after = one(asked, "after")
  const { rows, next } = await ask.stock.list({ search: one(asked, "search") ?? "", filter, ...(warehouseId && { warehouseId }), ...(after && { after }) })
  return (
    <Page title={t("title")} meta={t("lead")} actions={<>
      <LinkButton icon={<ClipboardCheck aria-hidden />} href="/stock/count" disabledReason={may(session, "network.stock.count") ? undefined : t("noRight")}>{t("count.open")}</LinkButton>
      <LinkButton variant="primary" icon={<PackageCheck aria-hidden />} href="/stock/receive" disabledReason={may(session, "network.stock.receive") ? undefined : t("noRight")}>{t("receive.open")}</LinkButton>
    </>}>
      <LinkTabs label={t("views")} tabs={STOCK_FILTERS.map((each) => ({ href: hrefWith("/stock", asked, { filter: each === "all" ? undefined : each, after: undefined }), label: t(`filters.${each}`), current: filter === each }))} />
      <FilterBar label={t("narrow")}>
        <SearchFilter label={t("search")} />
        <SelectFilter label={t("warehouse")} name="warehouse" options={warehouses.map(({ warehouseId: value, name }) => ({ value, label: name }))} />
      </FilterBar>
      <Card flush>
        {rows.length === 0 ? <EmptyState icon={<Boxes />} title={t(filter === "all" ? "empty" : "noMatch")} description={t(filter === "all" ? "emptyText" : "noMatchText")} actions={filter === "all" && <LinkButton href="/imports/new">{t("import")}</LinkButton>} /> : <StockTable rows={rows} warehouses={warehouses} />}
      </Card>
      <Paging label={t("title")} path="/stock" asked={asked} next={next ?? undefined} />
    </Page>
  )
}
