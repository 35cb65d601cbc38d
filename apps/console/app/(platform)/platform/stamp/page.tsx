import { EmptyState, LinkButton, Page } from "@entrepot/ui"
import { LayoutTemplate } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { portalSuffix } from "../../../../src/portal-link.ts"
import { api } from "../../../../src/session.ts"
import { StampWizard } from "./_wizard/wizard.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("stamp"))("title") }
}

export default async function StampPage() {
  const ask = await api()
  const [t, networks, templates] = await Promise.all([getTranslations("stamp"), ask.networks.list(), ask.templates.list()])
  const releaseId = templates[0]?.releases[0]?.releaseId
  const first = releaseId ? await ask.templates.release({ releaseId }) : undefined
  return (
    <Page title={t("title")} meta={t("lead")}>
      {networks.length === 0 && <EmptyState icon={<LayoutTemplate />} title={t("noNetworks")} />}
      {templates.length === 0 && <EmptyState icon={<LayoutTemplate />} title={t("noTemplates")} description={t("noTemplatesText")} actions={<LinkButton variant="primary" href="/platform/templates/new">{t("noTemplatesAction")}</LinkButton>} />}
      {networks.length > 0 && templates.length > 0 && <StampWizard networks={networks.map(({ networkId, name, code }) => ({ networkId, name, code }))} templates={templates.map(({ code, name, kind, description, releases }) => ({ code, name, kind, description, releases }))} hostSuffix={portalSuffix()} first={first} />}
    </Page>
  )
}
