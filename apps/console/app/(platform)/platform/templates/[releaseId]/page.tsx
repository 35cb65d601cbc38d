import { Card, CodeText, LinkButton, Page } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../../src/format/server.ts"
import { found } from "../../../../../src/page/found.ts"
import { api, may, signedIn } from "../../../../../src/session.ts"
import { ReleaseFields } from "../_release/release-fields.tsx"
import { ReleaseRules } from "../_release/release-rules.tsx"

type Props = { params: Promise<{ releaseId: string }> }

/** One release, readable in full: what it proposes, what it holds fast, every rule. */
export default async function ReleasePage({ params }: Props) {
  const { releaseId } = await params
  const [ask, session, t, { instant }] = await Promise.all([api(), signedIn(), getTranslations("templates"), getFormats()])
  const release = await found(ask.templates.release({ releaseId }))
  return (
    <Page title={t("releaseOf", { template: release.templateCode, version: release.version })} meta={<><span>{t("published", { at: instant(release.publishedAt) })}</span><CodeText>{release.bodyHash.slice(0, 16)}</CodeText></>}
      breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/platform/templates" }, { label: t("release", { version: release.version }) }] }}
      actions={<LinkButton href={`/platform/templates/new?from=${releaseId}`} disabledReason={may(session, "platform.template.publish") ? undefined : t("noRight")}>{t("newRelease")}</LinkButton>}>
      {release.notes && <p className="max-w-prose">{release.notes}</p>}
      <ReleaseFields body={release.body} />
      <ReleaseRules body={release.body} />
      <Card title={t("raw")} description={t("rawLead")}><details><summary className="touch-target w-fit rounded-sm text-sm text-muted hover:text-text">{t("showRaw")}</summary><pre className="mt-2 max-h-128 overflow-auto rounded-md bg-surface-sunken p-3 text-xs">{JSON.stringify(release.body, null, 2)}</pre></details></Card>
    </Page>
  )
}
