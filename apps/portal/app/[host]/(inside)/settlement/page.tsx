import { Handshake } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Badge, Card, EmptyState, Link, LinkButton, LinkTabs, MoneyText, Page, Pagination, RowKeys, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { STATEMENT_STATUSES } from "@entrepot/domain/settlement/contract"
import { StatementStatusBadge } from "#settlement/status.tsx"
import { SettlementTabs } from "#settlement/tabs.tsx"
import { api } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Params = Record<string, string | string[] | undefined>
const TABS = STATEMENT_STATUSES.filter((status) => status !== "draft")

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settlement"))("title") }
}

/** What the distributor charges and owes the partner, month by month. */
export default async function SettlementPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [query, asked, t, words, { money, month, day }] = await Promise.all([searchParams, api(), getTranslations("settlement"), getTranslations("domain.settlement"), theFormats()])
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
        {rows.length === 0 ? <EmptyState icon={<Handshake aria-hidden />} title={t(status ? "noMatch" : "empty")} description={t(status ? "noMatchText" : "emptyText")} actions={<LinkButton href={status ? "/settlement" : "/settlement/next"}>{t(status ? "all" : "toNext")}</LinkButton>} /> : (
          <RowKeys>
            <Table caption={t("title")} stack>
              <THead><TR><TH>{t("statement")}</TH><TH>{t("period")}</TH><TH>{t("state")}</TH><TH>{t("dueOn")}</TH><TH align="end">{t("total")}</TH><TH align="end">{t("adjusted")}</TH><TH align="end">{t("due")}</TH></TR></THead>
              <TBody>
                {rows.map((row, at) => (
                  <TR key={row.statementId} data-row tabIndex={at === 0 ? 0 : -1}>
                    <TH scope="row"><Link data-row-link tone="quiet" href={`/settlement/${row.statementId}`} className="font-medium">{row.number ?? t("draft")}</Link></TH>
                    <TD label={t("period")} className="whitespace-nowrap">{month(row.period)}</TD>
                    <TD label={t("state")}><StatementStatusBadge status={row.status} words={words as never} />{row.openDisputes > 0 && <Badge tone="warning" className="ms-1">{t("openDisputes", { count: row.openDisputes })}</Badge>}</TD>
                    <TD label={t("dueOn")} muted>{row.dueOn ? day(row.dueOn) : "–"}</TD>
                    <TD label={t("total")} align="end"><MoneyText>{money(row.total)}</MoneyText></TD>
                    <TD label={t("adjusted")} align="end" muted>{row.adjusted.amount === "0" ? "–" : <MoneyText>{money(row.adjusted)}</MoneyText>}</TD>
                    <TD label={t("due")} align="end" className="font-medium"><MoneyText>{money(row.due)}</MoneyText></TD>
                  </TR>
                ))}
              </TBody>
            </Table>
          </RowKeys>
        )}
      </Card>
    </Page>
  )
}
