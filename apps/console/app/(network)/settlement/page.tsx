import { Alert, Card, EmptyState, FilterBar, Link, LinkButton, LinkTabs, Page } from "@entrepot/ui"
import { Handshake } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { STATEMENT_STATUSES } from "@entrepot/domain/settlement/contract"
import { getFormats } from "../../../src/format/server.ts"
import { SelectFilter } from "../../../src/list/filters.tsx"
import { hrefWith, one, Paging, type Asked } from "../../../src/list/paging.tsx"
import { found } from "../../../src/page/found.ts"
import { api, may, signedIn } from "../../../src/session.ts"
import { Statements } from "../../../src/settlement/statements.tsx"
import { SettlementTabs } from "../../../src/settlement/tabs.tsx"
import { monthsBack } from "../../../src/settlement/months.ts"
import { DraftStatements } from "./draft-statements.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("settlement"))("title") }
}

/** What each partner and the distributor owe each other, month by month. */
export default async function SettlementPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, ask, session, t, words, { month }] = await Promise.all([searchParams, api(), signedIn(), getTranslations("settlement"), getTranslations("refusals.settlement.status"), getFormats()])
  const [status, period, tenantId] = [STATEMENT_STATUSES.find((each) => each === one(asked, "status")), one(asked, "period"), Number(one(asked, "tenant"))]
  const [{ rows, nextCursor }, balances, taxProfile] = await Promise.all([
    found(ask.settlement.statements({ status: status ? [status] : [], ...(period && { period }), ...(Number.isInteger(tenantId) && tenantId > 0 && { tenantId }), cursor: one(asked, "after") ?? null })), ask.settlement.balances(), ask.settlement.taxProfile(),
  ])
  const partners = [...new Map(balances.map(({ partner }) => [partner.tenantId, partner.name]))].map(([value, label]) => ({ value: String(value), label }))
  const months = monthsBack(session.network?.zone ?? "UTC", 13)
  const narrowed = ["status", "period", "tenant"].some((name) => one(asked, name))
  const noRight = may(session, "network.settlement.manage") ? undefined : t("noRight")
  const draft = <DraftStatements months={months.slice(1).map((value) => ({ value, label: month(value) }))} partners={partners} disabledReason={noRight} />
  const href = (next: string | undefined) => hrefWith("/settlement", asked, { status: next, after: undefined })
  return (
    <Page title={t("title")} meta={t("lead")} actions={draft}>
      <SettlementTabs current="statements" />
      {!taxProfile && <Alert tone="warning" title={t("taxProfile.none")}>{t("taxProfile.noneText")} <Link href="/settlement/tax">{t("taxProfile.make")}</Link></Alert>}
      <LinkTabs label={t("states")} tabs={[{ href: href(undefined), label: t("all"), current: !status }, ...STATEMENT_STATUSES.map((each) => ({ href: href(each), label: words(each), current: each === status }))]} />
      <FilterBar label={t("filters")} end={narrowed && <Link href="/settlement">{t("clear")}</Link>}>
        <SelectFilter label={t("partner")} name="tenant" options={partners} />
        <SelectFilter label={t("period")} name="period" options={months.map((value) => ({ value, label: month(value) }))} />
      </FilterBar>
      <Card flush>
        {rows.length > 0 ? <Statements rows={rows} /> : (
          <EmptyState icon={<Handshake />} title={t(narrowed ? "noMatch" : "empty")} description={t(narrowed ? "noMatchText" : "emptyText")} actions={narrowed ? <LinkButton href="/settlement">{t("clear")}</LinkButton> : <LinkButton href="/settlement/next">{t("toNext")}</LinkButton>} />
        )}
      </Card>
      <Paging label={t("title")} path="/settlement" asked={asked} next={nextCursor ?? undefined} />
    </Page>
  )
}
