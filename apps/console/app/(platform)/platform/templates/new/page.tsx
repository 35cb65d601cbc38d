import { Page } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { one, type Asked } from "../../../../../src/list/paging.tsx"
import { NotPermitted } from "../../../../../src/page/not-permitted.tsx"
import { api, may, signedIn } from "../../../../../src/session.ts"
import { PublishForm } from "../_release/publish-form.tsx"

/** A release starts from one that stands: its body is edited, checked as one types, and published beside it. */
export default async function NewReleasePage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, session, ask, t] = await Promise.all([searchParams, signedIn(), api(), getTranslations("templates")])
  if (!may(session, "platform.template.publish")) return <NotPermitted />
  const templates = await ask.templates.list()
  const from = one(asked, "from")
  const template = templates.find(({ releases }) => releases.some(({ releaseId }) => releaseId === from))
  const start = from ?? templates[0]?.releases[0]?.releaseId
  const release = start ? await ask.templates.release({ releaseId: start }) : undefined
  return (
    <Page title={template ? t("newReleaseOf", { template: template.name }) : t("new")} meta={t("immutable")} breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/platform/templates" }, { label: t("newRelease") }] }}>
      <PublishForm template={template && { code: template.code, name: template.name, description: template.description }} body={release ? JSON.stringify(release.body, null, 2) : "{}"} />
    </Page>
  )
}
