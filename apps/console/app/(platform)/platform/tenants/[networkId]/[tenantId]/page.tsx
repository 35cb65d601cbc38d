import { Alert, Card, DescriptionList, Link, LinkButton, Page, SplitView } from "@entrepot/ui"
import { ExternalLink } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { AuditTrail } from "../../../../../../src/audit/audit-trail.tsx"
import { getFormats } from "../../../../../../src/format/server.ts"
import { found } from "../../../../../../src/page/found.ts"
import { Gate } from "../../../../../../src/page/gate.tsx"
import { portalLink } from "../../../../../../src/portal-link.ts"
import { api, may, signedIn } from "../../../../../../src/session.ts"
import { HealthBadge, TenantStatusBadge } from "../../../../../../src/tenants/health.tsx"
import { ResumeTenant, SuspendTenant } from "./status-buttons.tsx"

type Props = { params: Promise<{ networkId: string; tenantId: string }> }

export default async function TenantPage({ params }: Props) {
  const asked = await params
  const ref = { networkId: Number(asked.networkId), tenantId: Number(asked.tenantId) }
  const [ask, session, t, kinds, languages, { instant, since, number }] = await Promise.all([api(), signedIn(), getTranslations("tenants"), getTranslations("common.kind"), getTranslations("common.languages"), getFormats()])
  const [tenant, stamps, { rows: entries }] = await Promise.all([found(ask.platformTenants.get(ref)), ask.stamps.list({ networkId: ref.networkId, limit: 200 }), ask.audit.list(ref)])
  const stamp = stamps.find((each) => each.tenantId === ref.tenantId)
  const reason = may(session, "platform.tenant.suspend") ? undefined : t("page.noRight")
  return (
    <Gate needs="platform.tenant.view" areas={["tenants"]} refusals={["provisioning"]}>
      <Page title={tenant.name} status={<TenantStatusBadge status={tenant.status} />} meta={<><span>{tenant.network}</span><span>{kinds(tenant.kind)}</span><span>{tenant.code}</span></>}
        breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/platform/tenants" }, { label: tenant.name }] }}
        actions={<>
          {tenant.host && <LinkButton href={portalLink(tenant.host)} target="_blank" rel="noreferrer" iconEnd={<ExternalLink aria-hidden />}>{t("page.openPortal")}</LinkButton>}
          {tenant.status === "active" && <SuspendTenant {...ref} name={tenant.name} disabledReason={reason} />}
          {tenant.status === "suspended" && <ResumeTenant {...ref} name={tenant.name} disabledReason={reason} />}
        </>}>
        {tenant.status === "suspended" && <Alert tone="warning" title={t("page.isSuspended")}>{tenant.suspendedReason}</Alert>}
        <SplitView asideLabel={t("page.facts")} aside={(
          <Card title={t("page.health")}>
            <DescriptionList items={[
              { term: t("page.state"), value: <HealthBadge health={tenant.health} /> },
              { term: t("list.lastOrder"), value: tenant.lastOrderAt ? since(tenant.lastOrderAt) : t("list.noOrder") },
              { term: t("page.deadLetters"), value: <Link href={`/platform/deliveries?network=${ref.networkId}&tenant=${ref.tenantId}`}>{number(tenant.deadLetters)}</Link> },
              { term: t("page.failedMails"), value: <Link href={`/platform/mailbox?tab=mails&status=failed&network=${ref.networkId}&tenant=${ref.tenantId}`}>{number(tenant.failedMails)}</Link> },
            ]} />
          </Card>
        )}>
          <Card title={t("page.facts")}>
            <DescriptionList items={[
              { term: t("page.legalName"), value: tenant.legalName },
              { term: t("list.host"), value: tenant.host ? <Link href={portalLink(tenant.host)}>{tenant.host}</Link> : "–" },
              { term: t("page.language"), value: languages(tenant.locale as "en") },
              { term: t("list.currency"), value: `${tenant.currency} · ${tenant.country}` },
              { term: t("page.created"), value: instant(tenant.createdAt) },
              ...(stamp ? [{ term: t("page.stamp"), value: <Link href={`/platform/stamp/${ref.networkId}/${encodeURIComponent(stamp.key)}`}>{t("page.stampedFrom", { template: stamp.template, version: stamp.version })}</Link>, hint: stamp.requestedBy.name }] : []),
            ]} />
          </Card>
          <Card title={t("page.audit")} description={t("page.auditLead")}><AuditTrail entries={entries} /></Card>
        </SplitView>
      </Page>
    </Gate>
  )
}
