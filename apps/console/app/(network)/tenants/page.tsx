import { Card, EmptyState, FilterBar, Page } from "@entrepot/ui"
import { Building2 } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { SearchFilter, SelectFilter } from "../../../src/list/filters.tsx"
import { one, Paging, type Asked } from "../../../src/list/paging.tsx"
import { api } from "../../../src/session.ts"
import { TenantTable } from "../../../src/tenants/tenant-table.tsx"

const STATUSES = ["active", "provisioning", "suspended", "closed"] as const

export async function generateMetadata() {
  return { title: (await getTranslations("tenants"))("title") }
}

/** The partners of this network, with their health. */
export default async function TenantsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, ask, t, statuses] = await Promise.all([searchParams, api(), getTranslations("tenants"), getTranslations("common.tenantStatus")])
  const status = STATUSES.find((each) => each === one(asked, "status"))
  const [, networkId, tenantId] = /^(\d+)-(\d+)$/.exec(one(asked, "after") ?? "") ?? []
  const { rows, next } = await ask.tenants.list({ search: one(asked, "search") ?? "", ...(status && { status }), ...(tenantId && { after: { networkId: Number(networkId), tenantId: Number(tenantId) } }) })
  return (
    <Page title={t("title")} meta={t("networkLead")}>
      <FilterBar label={t("filters")}>
        <SearchFilter label={t("search")} />
        <SelectFilter label={t("status")} name="status" options={STATUSES.map((value) => ({ value, label: statuses(value) }))} />
      </FilterBar>
      <Card flush>{rows.length === 0 ? <EmptyState icon={<Building2 />} title={t("empty")} description={t("emptyNetworkText")} /> : <TenantTable rows={rows} hrefOf={(row) => `/tenants/${row.tenantId}`} />}</Card>
      <Paging label={t("title")} path="/tenants" asked={asked} next={next ? `${next.networkId}-${next.tenantId}` : undefined} />
    </Page>
  )
}
