import { EmptyState, Page } from "@entrepot/ui"
import { Building2 } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { one, type Asked } from "../../../../src/list/paging.tsx"
import { api } from "../../../../src/session.ts"
import { Simulator } from "./simulator.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("prices"))("simulate") }
}

export default async function SimulatorPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, ask, t] = await Promise.all([searchParams, api(), getTranslations("prices")])
  const partners = await ask.partners.list()
  const first = partners.find(({ tenantId }) => String(tenantId) === one(asked, "tenant")) ?? partners[0]
  return (
    <Page title={t("simulate")} meta={t("simulateLead")} breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/prices" }, { label: t("simulate") }] }}>
      {first ? <Simulator partners={partners} first={first.tenantId} /> : <EmptyState icon={<Building2 />} title={t("noPartners")} description={t("noPartnersText")} />}
    </Page>
  )
}
