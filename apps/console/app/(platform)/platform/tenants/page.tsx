import { Card, EmptyState, FilterBar, LinkButton, Page } from "@entrepot/ui"
import { Building2, Stamp } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { SearchFilter, SelectFilter } from "../../../../src/list/filters.tsx"
import { one, Paging, type Asked } from "../../../../src/list/paging.tsx"
import { Gate } from "../../../../src/page/gate.tsx"
import { api } from "../../../../src/session.ts"
import { TenantTable } from "../../../../src/tenants/tenant-table.tsx"

const STATUSES = ["active", "provisioning", "suspended", "closed"] as const

export async function generateMetadata() {
  return { title: (await getTranslations("shell.nav"))("tenants") }
}

/** `after` in the address: network and tenant of the last row. */
function readAfter(text: string | undefined) {
  const [, networkId, tenantId] = /^(\d+)-(\d+)$/.exec(text ?? "") ?? []
  return networkId ? { after: { networkId: Number(networkId), tenantId: Number(tenantId) } } : {}
}

export default async function TenantsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const asked = await searchParams
  const [ask, t, statuses] = await Promise.all([api(), getTranslations("tenants"), getTranslations("common.tenantStatus")])
  const status = STATUSES.find((each) => each === one(asked, "status"))
  const networkId = Number(one(asked, "network")) || undefined
  const [networks, { rows, next }] = await Promise.all([ask.networks.list(), ask.platformTenants.list({ search: one(asked, "search") ?? "", ...(status && { status }), ...(networkId && { networkId }), ...readAfter(one(asked, "after")) })])
  return (
    <Gate needs="platform.tenant.view" areas={["tenants"]}>
      <Page title={t("title")} meta={t("platformLead")} actions={<LinkButton variant="primary" icon={<Stamp aria-hidden />} href="/platform/stamp">{t("stamp")}</LinkButton>}>
        <FilterBar label={t("filters")}>
          <SearchFilter label={t("search")} />
          <SelectFilter label={t("status")} name="status" options={STATUSES.map((value) => ({ value, label: statuses(value) }))} />
          {networks.length > 1 && <SelectFilter label={t("list.network")} name="network" options={networks.map(({ networkId: value, name }) => ({ value: String(value), label: name }))} />}
        </FilterBar>
        <Card flush>
          {rows.length === 0
            ? <EmptyState icon={<Building2 />} title={t("empty")} description={t("emptyText")} actions={<LinkButton href="/platform/stamp">{t("stamp")}</LinkButton>} />
            : <TenantTable rows={rows} withNetwork={networks.length > 1} hrefOf={(row) => `/platform/tenants/${row.networkId}/${row.tenantId}`} />}
        </Card>
        <Paging label={t("title")} path="/platform/tenants" asked={asked} next={next ? `${next.networkId}-${next.tenantId}` : undefined} />
      </Page>
    </Gate>
  )
}
