import { MessagesSquare } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { EmptyState, LinkButton, LinkTabs, Page, Pagination } from "@entrepot/ui"
import { DISPUTE_STATUSES } from "@entrepot/domain/settlement/contract"
import { DisputeList } from "#settlement/dispute-list.tsx"
import { SettlementTabs } from "#settlement/tabs.tsx"
import { api } from "#server/api.ts"

type Params = Record<string, string | string[] | undefined>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement"))("tabs.disputes") }
}

/** Lines that this partner does not agree with, and what became of them. */
export default async function DisputesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [query, asked, t, words] = await Promise.all([searchParams, api(), getTranslations("settlement"), getTranslations("domain.settlement")])
  const text = (name: string) => (typeof query[name] === "string" && query[name] ? query[name] : undefined)
  const status = DISPUTE_STATUSES.find((each) => each === text("status"))
  const { rows, nextCursor } = await asked.settlement.disputes({ status: status ? [status] : [], cursor: text("cursor") ?? null })
  const href = (change: { status?: string | undefined; cursor?: string | undefined }) => {
    const next = new URLSearchParams(Object.entries(change).filter((entry): entry is [string, string] => Boolean(entry[1])))
    return next.size > 0 ? `/settlement/disputes?${next.toString()}` : "/settlement/disputes"
  }
  return (
    <Page title={t("title")} meta={t("lead")}>
      <SettlementTabs current="disputes" />
      <LinkTabs label={t("states")} tabs={[{ href: href({}), label: t("all"), current: !status }, ...DISPUTE_STATUSES.map((each) => ({ href: href({ status: each }), label: words(`dispute_status.${each}`), current: each === status }))]} />
      {rows.length === 0 ? <EmptyState icon={<MessagesSquare aria-hidden />} title={t("noDisputes")} description={t("noDisputesText")} actions={<LinkButton href="/settlement">{t("tabs.statements")}</LinkButton>} /> : <DisputeList disputes={rows} withStatement />}
      {(nextCursor ?? text("cursor")) && <Pagination label={t("tabs.disputes")} nextHref={nextCursor ? href({ status, cursor: nextCursor }) : undefined} previousHref={text("cursor") ? href({ status }) : undefined} labels={{ previous: t("first"), next: t("nextPage"), atStart: t("atStart"), atEnd: t("atEnd") }} />}
    </Page>
  )
}
