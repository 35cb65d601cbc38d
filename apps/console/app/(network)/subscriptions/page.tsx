import { Alert, Card, EmptyState, Link, LinkButton, Page, RowKeys, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { CalendarSync } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { RUN_OUTCOMES } from "@entrepot/domain/subscriptions/contract"
import { getFormats } from "../../../src/format/server.ts"
import { one, Paging, type Asked } from "../../../src/list/paging.tsx"
import { found } from "../../../src/page/found.ts"
import { api } from "../../../src/session.ts"
import { RunsChart } from "./runs-chart.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("subscriptions"))("title") }
}

/** Day by day, what the network's subscriptions brought: what was due, and what became of it. */
export default async function RunsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, ask, t, { number, day, instant }] = await Promise.all([searchParams, api(), getTranslations("subscriptions"), getFormats()])
  const { rows, nextCursor, waiting } = await found(ask.subscriptionRuns.list({ cursor: one(asked, "after") ?? null }))
  const count = (value: number, tone?: string) => (value === 0 ? <span className="text-subtle">0</span> : <span className={tone}>{number(value)}</span>)
  return (
    <Page title={t("title")} meta={t("lead")} actions={<LinkButton href="/demand">{t("toDemand")}</LinkButton>}>
      {waiting > 0 && <Alert tone="info">{t("waiting", { count: waiting })}</Alert>}
      {rows.length > 1 && <Card><RunsChart runs={rows.map(({ on, counts }) => ({ on, counts }))} /></Card>}
      <Card flush>
        {rows.length === 0 ? <EmptyState icon={<CalendarSync />} title={t("empty")} description={t("emptyText")} actions={<LinkButton href="/demand">{t("toDemand")}</LinkButton>} /> : (
          <RowKeys>
            <Table caption={t("title")} stack>
              <THead><TR><TH>{t("day")}</TH><TH align="end">{t("tenants")}</TH><TH align="end">{t("due")}</TH>{RUN_OUTCOMES.map((outcome) => <TH key={outcome} align="end">{t(`outcome.${outcome}`)}</TH>)}<TH>{t("lastAt")}</TH></TR></THead>
              <TBody>
                {rows.map((run, at) => (
                  <TR key={run.runId} data-row tabIndex={at === 0 ? 0 : -1}>
                    <TH scope="row"><Link data-row-link tone="quiet" href={`/subscriptions/runs/${run.runId}`} className="font-medium whitespace-nowrap">{day(run.on)}</Link></TH>
                    <TD label={t("tenants")} align="end" muted>{number(run.tenants)}</TD>
                    <TD label={t("due")} align="end" className="font-medium">{number(run.due)}</TD>
                    {RUN_OUTCOMES.map((outcome) => <TD key={outcome} label={t(`outcome.${outcome}`)} align="end">{count(run.counts[outcome], outcome === "failed" ? "font-medium text-danger" : outcome === "held" ? "text-warning" : undefined)}</TD>)}
                    <TD label={t("lastAt")} muted className="whitespace-nowrap">{instant(run.lastAt)}</TD>
                  </TR>
                ))}
              </TBody>
            </Table>
          </RowKeys>
        )}
      </Card>
      <Paging label={t("title")} path="/subscriptions" asked={asked} next={nextCursor ?? undefined} />
    </Page>
  )
}
