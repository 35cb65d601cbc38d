import { Alert, Card, DescriptionList, Link, LinkButton, Page } from "@entrepot/ui"
import { ExternalLink } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"
import { found } from "../../../../src/page/found.ts"
import { portalLink } from "../../../../src/portal-link.ts"
import { api, may, signedIn } from "../../../../src/session.ts"
import { HealthBadge, TenantStatusBadge } from "../../../../src/tenants/health.tsx"

type Props = { params: Promise<{ tenantId: string }> }

/** A partner as its distributor sees it: how it is, and what of the catalogue it sells. */
export default async function TenantPage({ params }: Props) {
  const tenantId = Number((await params).tenantId)
  const [ask, session, t, kinds, languages, { since, instant, number }] = await Promise.all([api(), signedIn(), getTranslations("tenants"), getTranslations("common.kind"), getTranslations("common.languages"), getFormats()])
  const tenant = await found(ask.tenants.get({ tenantId }))
  return (
    <Page title={tenant.name} status={<TenantStatusBadge status={tenant.status} />} meta={<><span>{kinds(tenant.kind)}</span><span>{tenant.code}</span></>} breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/tenants" }, { label: tenant.name }] }}
      actions={<>
        {tenant.host && <LinkButton href={portalLink(tenant.host)} target="_blank" rel="noreferrer" iconEnd={<ExternalLink aria-hidden />}>{t("page.openPortal")}</LinkButton>}
        {may(session, "network.product.manage") && <LinkButton href={`/segments?tenant=${tenantId}`}>{t("page.segments")}</LinkButton>}
        {may(session, "network.price.manage") && <LinkButton href={`/prices/${tenantId}`}>{t("page.prices")}</LinkButton>}
      </>}>
      {tenant.status === "suspended" && <Alert tone="warning" title={t("page.isSuspended")}>{tenant.suspendedReason}</Alert>}
      <Card title={t("page.facts")}>
        <DescriptionList items={[
          { term: t("page.state"), value: <HealthBadge health={tenant.health} /> },
          { term: t("page.legalName"), value: tenant.legalName },
          { term: t("page.language"), value: languages(tenant.locale as "en") },
          { term: t("list.currency"), value: `${tenant.currency} · ${tenant.country}` },
          { term: t("list.lastOrder"), value: tenant.lastOrderAt ? since(tenant.lastOrderAt) : t("list.noOrder") },
          { term: t("page.orders"), value: <Link href={`/orders?tenant=${tenantId}`}>{t("page.toOrders")}</Link> },
          { term: t("page.deadLetters"), value: may(session, "network.delivery.replay") ? <Link href={`/deliveries?tenant=${tenantId}`}>{number(tenant.deadLetters)}</Link> : number(tenant.deadLetters) },
          { term: t("page.created"), value: instant(tenant.createdAt) },
        ]} />
      </Card>
    </Page>
  )
}
