import { EmptyState, FilterBar, Link, LinkButton, LinkTabs, Page } from "@entrepot/ui"
import { MessagesSquare } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { DISPUTE_STATUSES } from "@entrepot/domain/settlement/contract"
import { SelectFilter } from "../../../../src/list/filters.tsx"
import { hrefWith, one, Paging, type Asked } from "../../../../src/list/paging.tsx"
import { found } from "../../../../src/page/found.ts"
import { api } from "../../../../src/session.ts"
import { DisputeList } from "../../../../src/settlement/dispute-list.tsx"
import { SettlementTabs } from "../../../../src/settlement/tabs.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("settlement"))("tabs.disputes") }
}

/** Lines that partners do not agree with; the open ones wait for an answer. */
export default async function DisputesPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, ask, t, words] = await Promise.all([searchParams, api(), getTranslations("settlement"), getTranslations("refusals.settlement.dispute_status")])
  const state = one(asked, "status")
  const status = state === "all" ? undefined : (DISPUTE_STATUSES.find((each) => each === state) ?? "open")
  const tenantId = Number(one(asked, "tenant"))
  const [{ rows, nextCursor }, balances] = await Promise.all([
    found(ask.settlement.disputes({ status: status ? [status] : [], ...(Number.isInteger(tenantId) && tenantId > 0 && { tenantId }), cursor: one(asked, "after") ?? null })), ask.settlement.balances(),
  ])
  const partners = [...new Map(balances.map(({ partner }) => [partner.tenantId, partner.name]))].map(([value, label]) => ({ value: String(value), label }))
  const href = (next: string | undefined) => hrefWith("/settlement/disputes", asked, { status: next, after: undefined })
  return (
    <Page title={t("title")} meta={t("lead")}>
      <SettlementTabs current="disputes" />
      <LinkTabs label={t("states")} tabs={[...DISPUTE_STATUSES.map((each) => ({ href: href(each === "open" ? undefined : each), label: words(each), current: each === status })), { href: href("all"), label: t("all"), current: status === undefined }]} />
      <FilterBar label={t("filters")} end={one(asked, "tenant") && <Link href={hrefWith("/settlement/disputes", asked, { tenant: undefined })}>{t("clear")}</Link>}>
        <SelectFilter label={t("partner")} name="tenant" options={partners} />
      </FilterBar>
      {rows.length === 0 ? <EmptyState icon={<MessagesSquare />} title={t(status === "open" ? "noOpenDisputes" : "noDisputes")} description={t("noDisputesText")} actions={<LinkButton href="/settlement">{t("tabs.statements")}</LinkButton>} /> : <DisputeList disputes={rows} withStatement />}
      <Paging label={t("tabs.disputes")} path="/settlement/disputes" asked={asked} next={nextCursor ?? undefined} />
    </Page>
  )
}
