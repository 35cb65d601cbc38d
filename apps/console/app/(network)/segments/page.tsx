import { EmptyState, FilterBar, Page } from "@entrepot/ui"
import { Building2 } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { ChoiceFilter } from "../../../src/list/choice-filter.tsx"
import { one, type Asked } from "../../../src/list/paging.tsx"
import { Gate } from "../../../src/page/gate.tsx"
import { NotPermitted } from "../../../src/page/not-permitted.tsx"
import { categoryPaths } from "../../../src/products/category-paths.ts"
import { api, may, signedIn } from "../../../src/session.ts"
import { ruleInput } from "./rule-input.ts"
import { SegmentTable } from "./segment-table.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("segments"))("title") }
}

/** What of the network's products each partner sells: a handful of rules, never a copy. */
export default async function SegmentsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [session, asked, ask, t] = await Promise.all([signedIn(), searchParams, api(), getTranslations("segments")])
  if (!may(session, "network.product.manage")) return <NotPermitted />
  const partners = await ask.partners.list()
  const partner = partners.find(({ tenantId }) => String(tenantId) === one(asked, "tenant")) ?? partners[0]
  return (
    <Gate needs="network.product.manage" areas={["segments"]} refusals={["catalog"]}>
      <Page title={t("title")} meta={t("lead")}>
        {!partner ? <EmptyState icon={<Building2 />} title={t("noPartners")} description={t("noPartnersText")} /> : (
          <>
            <FilterBar label={t("whose")}><ChoiceFilter label={t("partner")} name="tenant" value={String(partner.tenantId)} options={partners.map(({ tenantId, name }) => ({ value: String(tenantId), label: name }))} /></FilterBar>
            <RulesOf tenantId={partner.tenantId} name={partner.name} />
          </>
        )}
      </Page>
    </Gate>
  )
}

async function RulesOf({ tenantId, name }: { tenantId: number; name: string }) {
  const ask = await api()
  const [rules, { groups }, categories, brands] = await Promise.all([ask.catalog.segments({ tenantId }), ask.partners.buyers({ tenantId, limit: 1 }), categoryPaths(), ask.catalog.brands()])
  const now = await ask.catalog.previewSegments({ tenantId, input: { rules: rules.map(ruleInput), accountGroup: "" } })
  return (
    <SegmentTable tenantId={tenantId} partner={name} rules={rules} products={now.before} groups={groups.map(({ code, name: label }) => ({ value: code, label }))}
      categories={categories} brands={brands.map(({ brandNorm, brand, products }) => ({ value: brandNorm, label: `${brand} (${products})` }))} />
  )
}
