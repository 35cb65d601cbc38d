import { Card, EmptyState, FilterBar, Page } from "@entrepot/ui"
import { MailCheck } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { DeliveryTable } from "../../../src/deliveries/delivery-table.tsx"
import { SelectFilter } from "../../../src/list/filters.tsx"
import { one, Paging, type Asked } from "../../../src/list/paging.tsx"
import { Gate } from "../../../src/page/gate.tsx"
import { NotPermitted } from "../../../src/page/not-permitted.tsx"
import { api, may, signedIn } from "../../../src/session.ts"

export async function generateMetadata() {
  return { title: (await getTranslations("deliveries"))("title") }
}

export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, session, ask, t] = await Promise.all([searchParams, signedIn(), api(), getTranslations("deliveries")])
  if (!may(session, "network.delivery.replay")) return <NotPermitted />
  const status = one(asked, "status") === "pending" ? "pending" as const : "dead" as const
  const [tenantId, before] = [Number(one(asked, "tenant")) || undefined, one(asked, "after")]
  const [{ rows: tenants }, { rows, next }] = await Promise.all([ask.tenants.list({ limit: 200 }), ask.deliveries.list({ status, ...(tenantId && { tenantId }), ...(before && { before }) })])
  const names = Object.fromEntries(tenants.map((tenant) => [`${tenant.networkId}:${tenant.tenantId}`, tenant.name]))
  return (
    <Gate needs="network.delivery.replay" areas={["deliveries"]} refusals={["integrations"]}>
      <Page title={t("title")} meta={t("lead")}>
        <FilterBar label={t("filters")}>
          <SelectFilter label={t("state")} name="status" all={t("dead")} options={[{ value: "pending", label: t("pending") }]} />
          <SelectFilter label={t("tenant")} name="tenant" options={tenants.map(({ tenantId: value, name }) => ({ value: String(value), label: name }))} />
        </FilterBar>
        <Card flush>{rows.length === 0 ? <EmptyState icon={<MailCheck />} title={t("empty")} description={t("emptyText")} /> : <DeliveryTable rows={rows} tenants={names} side="network" />}</Card>
        <Paging label={t("title")} path="/deliveries" asked={asked} next={next ?? undefined} />
      </Page>
    </Gate>
  )
}
