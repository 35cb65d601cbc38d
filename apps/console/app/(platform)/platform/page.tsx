import { Card, CodeText, EmptyState, Link, LinkButton, Page, RowKeys, Section, Stat, StatGrid, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { Building2, Stamp } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../src/format/server.ts"
import { api, may, signedIn } from "../../../src/session.ts"
import { TenantTable } from "../../../src/tenants/tenant-table.tsx"

/** The operator's morning: what is there, what ails, and what was stamped last. */
export default async function PlatformHome() {
  const ask = await api()
  const [t, session, { number, since }, networks, { rows: tenants }, stamps] = await Promise.all([getTranslations("platform"), signedIn(), getFormats(), ask.networks.list(), ask.platformTenants.list({ limit: 200 }), ask.stamps.list({ limit: 5 })])
  const sum = (of: (network: (typeof networks)[number]) => number) => networks.reduce((total, network) => total + of(network), 0)
  const ailing = tenants.filter((tenant) => tenant.health === "sick" || tenant.health === "suspended")
  return (
    <Page title={t("home.title")} actions={may(session, "platform.tenant.stamp") && <LinkButton variant="primary" icon={<Stamp aria-hidden />} href="/platform/stamp">{t("home.stamp")}</LinkButton>}>
      <StatGrid>
        <Stat label={t("home.networks")} value={number(networks.length)} />
        <Stat label={t("home.tenants")} value={number(sum((network) => network.tenants))} href="/platform/tenants" />
        <Stat label={t("home.suspended")} value={number(sum((network) => network.suspendedTenants))} href="/platform/tenants?status=suspended" />
        <Stat label={t("home.deadLetters")} value={number(sum((network) => network.deadLetters))} href="/platform/deliveries" hint={t("home.deadLettersHint")} />
        <Stat label={t("home.failedMails")} value={number(sum((network) => network.failedMails))} href="/platform/mailbox?tab=mails&status=failed" hint={t("home.failedMailsHint")} />
      </StatGrid>
      <Section title={t("home.attention")} description={t("home.attentionLead")}>
        <Card flush>
          {ailing.length === 0 ? <EmptyState level={3} icon={<Building2 />} title={t("home.allWell")} description={t("home.allWellText")} /> : <TenantTable rows={ailing} withNetwork={networks.length > 1} hrefOf={(row) => `/platform/tenants/${row.networkId}/${row.tenantId}`} />}
        </Card>
      </Section>
      <Section title={t("home.networksTitle")}>
        <Card flush>
          <RowKeys>
            <Table caption={t("home.networksTitle")} stack>
              <THead><TR><TH>{t("network.name")}</TH><TH>{t("network.code")}</TH><TH>{t("network.zone")}</TH><TH>{t("network.currency")}</TH><TH align="end">{t("network.tenants")}</TH><TH align="end">{t("network.deadLetters")}</TH><TH align="end">{t("network.failedMails")}</TH><TH>{t("network.proof")}</TH></TR></THead>
              <TBody>
                {networks.map((network, at) => (
                  <TR key={network.networkId} data-row tabIndex={at === 0 ? 0 : -1}>
                    <TH scope="row"><Link data-row-link tone="quiet" className="font-medium" href={`/platform/tenants?network=${network.networkId}`}>{network.name}</Link></TH>
                    <TD label={t("network.code")} muted>{network.code}</TD><TD label={t("network.zone")} muted>{network.zone}</TD><TD label={t("network.currency")} muted>{network.currency}</TD>
                    <TD align="end" label={t("network.tenants")}>{number(network.tenants)}</TD><TD align="end" label={t("network.deadLetters")}>{number(network.deadLetters)}</TD><TD align="end" label={t("network.failedMails")}>{number(network.failedMails)}</TD>
                    <TD label={t("network.proof")}><Proven proof={network.proof} t={t as never} since={since} /></TD>
                  </TR>
                ))}
              </TBody>
            </Table>
          </RowKeys>
        </Card>
      </Section>
      {stamps.length > 0 && (
        <Section title={t("home.lastStamps")}>
          <Card><ul className="grid gap-2 text-sm">
            {stamps.map((stamp) => (
              <li key={`${stamp.networkId} ${stamp.key}`} className="flex flex-wrap gap-x-3">
                <Link href={`/platform/stamp/${stamp.networkId}/${encodeURIComponent(stamp.key)}`}>{stamp.name}</Link>
                <span className="text-muted">{t(`stamp.${stamp.status}`)} · {stamp.requestedBy.name} · <time dateTime={stamp.requestedAt}>{since(stamp.requestedAt)}</time></span>
              </li>
            ))}
          </ul></Card>
        </Section>
      )}
    </Page>
  )
}

type Proof = Awaited<ReturnType<Awaited<ReturnType<typeof api>>["networks"]["list"]>>[number]["proof"]

/** How the books of a network's partners and its own were last proven: numbers alone, for what they say is theirs. */
function Proven({ proof, t, since }: { proof: Proof; t: (key: string, values?: Record<string, string | number>) => string; since: (at: string) => string }) {
  if (!proof) return <span className="text-muted">{t("proof.never")}</span>
  const { books, differing, failed, error, isOld, triedAt } = proof
  return (
    <>
      {failed > 0 && <><StatusBadge tone="danger">{t("proof.failed", { count: failed })}</StatusBadge> {error && <CodeText>{error}</CodeText>} </>}
      {differing > 0 && <StatusBadge tone="danger">{t("proof.differ", { count: differing, books })}</StatusBadge>}
      {failed === 0 && differing === 0 && <StatusBadge tone={isOld ? "neutral" : "success"}>{t("proof.well", { count: books })}</StatusBadge>}
      <span className="block text-sm text-muted">{isOld && `${t("proof.old")} `}<time dateTime={triedAt}>{since(triedAt)}</time></span>
    </>
  )
}
