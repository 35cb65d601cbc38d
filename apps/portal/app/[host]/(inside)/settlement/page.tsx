import { Handshake } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, EmptyState, LinkButton, LinkTabs, Page, Pagination } from "@entrepot/ui"
import { STATEMENT_STATUSES } from "@entrepot/domain/settlement/contract"
import { Statements } from "#settlement/statements.tsx"
import { SettlementTabs } from "#settlement/tabs.tsx"
import { api } from "#server/api.ts"

type Params = Record<string, string | string[] | undefined>
const TABS = STATEMENT_STATUSES.filter((status) => status !== "draft")

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement"))("title") }
}

/** What the distributor charges and owes the partner, month by month. */
export default async function SettlementPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [query, asked, t, words] = await Promise.all([searchParams, api(), getTranslations("settlement"), getTranslations("domain.settlement")])
  const text = (name: string) => (typeof query[name] === "string" && query[name] ? query[name] : undefined)
  const status = STATEMENT_STATUSES.find((each) => each === text("status"))
  const { rows, nextCursor } = await asked.settlement.statements({ status: status ? [status] : [], cursor: text("cursor") ?? null })
  const href = (change: { status?: string | undefined; cursor?: string | undefined }) => {
    const next = new URLSearchParams(Object.entries(change).filter((entry): entry is [string, string] => Boolean(entry[1])))
    return next.size > 0 ? `/settlement?${next.toString()}` : "/settlement"
  }
  return (
    <Page title={t("title")} meta={t("lead")}>
      <SettlementTabs current="statements" />
      <LinkTabs label={t("states")} tabs={[{ href: href({}), label: t("all"), current: !status }, ...TABS.map((each) => ({ href: href({ status: each }), label: words(`status.${each}`), current: each === status }))]} />
      <Card flush footer={(nextCursor ?? text("cursor")) && <Pagination label={t("title")} nextHref={nextCursor ? href({ status, cursor: nextCursor }) : undefined} previousHref={text("cursor") ? href({ status }) : undefined} labels={{ previous: t("first"), next: t("nextPage"), atStart: t("atStart"), atEnd: t("atEnd") }} />}>
        {rows.length === 0 ? <EmptyState icon={<Handshake aria-hidden />} title={t(status ? "noMatch" : "empty")} description={t(status ? "noMatchText" : "emptyText")} actions={<LinkButton href={status ? "/settlement" : "/settlement/next"}>{t(status ? "all" : "toNext")}</LinkButton>} /> : <Statements rows={rows} />}
      </Card>
    </Page>
  )
}
