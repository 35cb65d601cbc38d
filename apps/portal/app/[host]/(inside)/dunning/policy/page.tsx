import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Page } from "@entrepot/ui"
import { PolicyEditor } from "#dunning/policy-editor.tsx"
import { PolicyVersions } from "#dunning/versions.tsx"
import { api } from "#server/api.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("dunning"))("policy") }
}

/** What happens to whoever does not pay, and when: the version in force, the next one, and the ones before. */
export default async function DunningPolicyPage() {
  const [t, { dunning }] = await Promise.all([getTranslations("dunning"), api()])
  const [policy, policies] = await Promise.all([dunning.policy(), dunning.policies()])
  return (
    <Page title={t("policy")} breadcrumbs={{ label: t("trail"), items: [{ label: t("title"), href: "/dunning" }, { label: t("policy") }] }} meta={policy.version === 0 ? t("usual") : t("inForce", { version: policy.version })}>
      <PolicyEditor policy={policy} />
      <PolicyVersions policies={policies} />
    </Page>
  )
}
