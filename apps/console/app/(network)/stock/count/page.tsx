import { EmptyState, LinkButton, Page } from "@entrepot/ui"
import { Warehouse } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { one, type Asked } from "../../../../src/list/paging.tsx"
import { NotPermitted } from "../../../../src/page/not-permitted.tsx"
import { api, may, signedIn } from "../../../../src/session.ts"
import { BookForm } from "../_book/book-form.tsx"
import { firstLine } from "../_book/first-line.ts"

export async function generateMetadata() {
  return { title: (await getTranslations("stock.count"))("title") }
}

export default async function CountPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, ask, session, t] = await Promise.all([searchParams, api(), signedIn(), getTranslations("stock")])
  if (!may(session, "network.stock.count")) return <NotPermitted />
  const [warehouses, first] = await Promise.all([ask.stock.warehouses(), firstLine(one(asked, "product"))])
  const active = warehouses.filter((warehouse) => warehouse.active)
  const chosen = active.find(({ warehouseId }) => warehouseId === one(asked, "warehouse")) ?? active[0]
  return (
    <Page title={t("count.title")} meta={t("count.meta")} breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/stock" }, { label: t("count.title") }] }}>
      {chosen ? <BookForm kind="count" warehouses={active.map(({ warehouseId, name }) => ({ value: warehouseId, label: name }))} warehouseId={chosen.warehouseId} first={first} />
        : <EmptyState icon={<Warehouse />} title={t("noWarehouse")} description={t("noWarehouseText")} actions={<LinkButton href="/sourcing">{t("toWarehouses")}</LinkButton>} />}
    </Page>
  )
}
