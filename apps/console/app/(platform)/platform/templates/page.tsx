import { Badge, Card, EmptyState, Link, LinkButton, Page } from "@entrepot/ui"
import { LayoutTemplate } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"
import { api, may, signedIn } from "../../../../src/session.ts"

export async function generateMetadata() {
  return { title: (await getTranslations("templates"))("title") }
}

/** Templates and their releases. A release never changes: a better one is published beside it. */
export default async function TemplatesPage() {
  const [ask, session, t, kinds, { instant }] = await Promise.all([api(), signedIn(), getTranslations("templates"), getTranslations("common.kind"), getFormats()])
  const templates = await ask.templates.list()
  const noRight = may(session, "platform.template.publish") ? undefined : t("noRight")
  return (
    <Page title={t("title")} meta={t("lead")} actions={<LinkButton variant="primary" href="/platform/templates/new" disabledReason={noRight}>{t("new")}</LinkButton>}>
      {templates.length === 0 && <EmptyState icon={<LayoutTemplate />} title={t("empty")} description={t("emptyText")} actions={<LinkButton href="/platform/templates/new">{t("new")}</LinkButton>} />}
      <div className="grid gap-4">
        {templates.map((template) => (
          <Card key={template.code} title={<span className="flex flex-wrap items-center gap-2">{template.name}<Badge>{kinds(template.kind)}</Badge></span>} description={template.description}
            actions={<LinkButton size="sm" href={`/platform/templates/new?from=${template.releases[0]?.releaseId ?? ""}`} disabledReason={noRight}>{t("newRelease")}</LinkButton>} flush>
            <ul className="divide-y text-sm">
              {template.releases.map((release, at) => (
                <li key={release.releaseId} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2">
                  <Link href={`/platform/templates/${release.releaseId}`} className="font-medium tabular-nums">{t("release", { version: release.version })}</Link>
                  {at === 0 && <Badge tone="success">{t("current")}</Badge>}
                  <span className="min-w-0 flex-1 text-muted">{release.notes}</span>
                  <time dateTime={release.publishedAt} className="text-muted tabular-nums">{instant(release.publishedAt)}</time>
                </li>
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </Page>
  )
}
