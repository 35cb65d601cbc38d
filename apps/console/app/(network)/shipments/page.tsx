import { Card, EmptyState, FilterBar, LinkTabs, Page } from "@entrepot/ui"
import { Truck } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { SHIPMENT_STATUSES } from "@entrepot/domain/fulfilment/contract"
import { SearchFilter, SelectFilter } from "../../../src/list/filters.tsx"
import { hrefWith, one, Paging, type Asked } from "../../../src/list/paging.tsx"
import { api, may, signedIn } from "../../../src/session.ts"
import { ShipmentTable } from "./shipment-table.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("shipments"))("title") }
}

const split = (text: string | undefined) => text?.split("~") ?? []

/** The pick list of a warehouse by what is due first, and every shipment by its state. */
export default async function ShipmentsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, ask, session, t, states] = await Promise.all([searchParams, api(), signedIn(), getTranslations("shipments"), getTranslations("refusals.fulfilment.status")])
  const [warehouses, tenants] = await Promise.all([may(session, "network.stock.view") ? ask.stock.warehouses() : [], may(session, "network.tenant.view") ? ask.tenants.list({ limit: 200 }).then((page) => page.rows) : []])
  const status = SHIPMENT_STATUSES.find((each) => each === one(asked, "status"))
  const picking = one(asked, "view") !== "all" && !status && warehouses.length > 0
  const warehouseId = warehouses.find((each) => each.warehouseId === one(asked, "warehouse"))?.warehouseId ?? (picking ? warehouses.find((each) => each.active)?.warehouseId : undefined)
  const page = await read()
  const href = (changes: Record<string, string | undefined>) => hrefWith("/shipments", { warehouse: asked["warehouse"], tenant: asked["tenant"] }, changes)

  async function read() {
    const [first, shipmentId] = split(one(asked, "after"))
    if (picking && warehouseId) {
      const { shipments, next } = await ask.shipments.pickingList({ warehouseId, ...(first && shipmentId && { after: { dueOn: first, shipmentId } }) })
      return { shipments, next: next ? `${next.dueOn}~${next.shipmentId}` : undefined }
    }
    const tenantId = Number(one(asked, "tenant")) || undefined
    const { shipments, next } = await ask.shipments.list({
      status: status ? [status] : [], search: one(asked, "search") ?? "", ...(warehouseId && { warehouseId }), ...(tenantId && { tenantId }), ...(first && shipmentId && { after: { plannedAt: first, shipmentId } }),
    })
    return { shipments, next: next ? `${next.plannedAt}~${next.shipmentId}` : undefined }
  }

  return (
    <Page title={t("title")} meta={picking ? t("pickLead") : t("lead")}>
      <LinkTabs label={t("views")} tabs={[
        ...(warehouses.length > 0 ? [{ href: href({}), label: t("pickList"), current: picking }] : []),
        { href: href({ view: "all" }), label: t("all"), current: !picking && !status },
        ...SHIPMENT_STATUSES.map((each) => ({ href: href({ status: each }), label: states(each), current: status === each })),
      ]} />
      <FilterBar label={t("filters")}>
        {!picking && <SearchFilter label={t("search")} />}
        {warehouses.length > 0 && <SelectFilter label={t("warehouse")} name="warehouse" {...(picking && { all: warehouses.find((each) => each.warehouseId === warehouseId)?.name ?? "" })} options={warehouses.map(({ warehouseId: value, name }) => ({ value, label: name }))} />}
        {!picking && tenants.length > 0 && <SelectFilter label={t("tenant")} name="tenant" options={tenants.map(({ tenantId, name }) => ({ value: String(tenantId), label: name }))} />}
      </FilterBar>
      <Card flush>
        {page.shipments.length === 0 ? <EmptyState icon={<Truck />} title={picking ? t("nothingToPick") : t("empty")} description={picking ? t("nothingToPickText") : t("emptyText")} /> : <ShipmentTable rows={page.shipments} zone={session.zone} />}
      </Card>
      <Paging label={t("title")} path="/shipments" asked={asked} next={page.next} />
    </Page>
  )
}
