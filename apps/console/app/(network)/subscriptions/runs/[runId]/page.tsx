import { Alert, Card, EmptyState, FilterBar, Link, LinkTabs, Page, Stat, StatGrid, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import type { RunItemRow } from "@entrepot/domain/subscriptions"
import { RUN_OUTCOMES } from "@entrepot/domain/subscriptions/contract"
import { getFormats } from "../../../../../src/format/server.ts"
import { SelectFilter } from "../../../../../src/list/filters.tsx"
import { hrefWith, one, Paging, type Asked } from "../../../../../src/list/paging.tsx"
import { found } from "../../../../../src/page/found.ts"
import { api, may, signedIn } from "../../../../../src/session.ts"
import { OUTCOME_TONES } from "../../../../../src/subscriptions/outcomes.ts"
import { DecideItem } from "./decide-item.tsx"
import { HeldByCause } from "./held-by-cause.tsx"
import { RepeatRun } from "./repeat-run.tsx"

type Props = { params: Promise<{ runId: string }>; searchParams: Promise<Asked> }

/** One day: each occurrence that was due, what became of it, and why. */
export default async function RunPage({ params, searchParams }: Props) {
  const [{ runId }, asked, ask, session, t, { number, day, instant }] = await Promise.all([params, searchParams, api(), signedIn(), getTranslations("subscriptions"), getFormats()])
  const outcome = RUN_OUTCOMES.find((each) => each === one(asked, "outcome"))
  const tenantId = Number(one(asked, "tenant"))
  const [run, tenants] = await Promise.all([
    found(ask.subscriptionRuns.get({ runId, outcome: outcome ? [outcome] : [], ...(Number.isInteger(tenantId) && tenantId > 0 && { tenantId }), cursor: one(asked, "after") ?? null })),
    may(session, "network.tenant.view") ? ask.tenants.list({ limit: 200 }).then((page) => page.rows) : [],
  ])
  const path = `/subscriptions/runs/${runId}`
  const href = (next: string | undefined) => hrefWith(path, asked, { outcome: next, after: undefined })
  const narrowed = Boolean(outcome ?? one(asked, "tenant"))
  return (
    <Page title={t("runOf", { day: day(run.on) })} meta={<><span>{t("ofTenants", { count: run.tenants })}</span><span>{t("span", { from: instant(run.startedAt), to: instant(run.lastAt) })}</span></>}
      breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/subscriptions" }, { label: day(run.on) }] }}
      actions={<RepeatRun runId={runId} repeatable={run.repeatable} disabledReason={may(session, "network.subscription.run") ? (run.repeatable === 0 ? t("repeat.nothing") : undefined) : t("noRight")} />}>
      <StatGrid>
        <Stat label={t("due")} value={number(run.due)} />
        {RUN_OUTCOMES.map((each) => <Stat key={each} label={t(`outcome.${each}`)} value={number(run.counts[each])} href={href(each)} />)}
      </StatGrid>
      <HeldByCause causes={run.heldBy} />
      <LinkTabs label={t("outcomes")} tabs={[{ href: href(undefined), label: t("all"), count: number(run.due), current: !outcome }, ...RUN_OUTCOMES.filter((each) => run.counts[each] > 0 || each === outcome).map((each) => ({ href: href(each), label: t(`outcome.${each}`), count: number(run.counts[each]), current: each === outcome }))]} />
      <FilterBar label={t("filters")} end={narrowed && <Link href={path}>{t("clear")}</Link>}>
        <SelectFilter label={t("tenant")} name="tenant" options={tenants.map(({ tenantId: value, name }) => ({ value: String(value), label: name }))} />
      </FilterBar>
      {run.items.some(({ code }) => code === "safety") && <Alert tone="warning" title={t("parked")}>{t("parkedText")}</Alert>}
      <Card flush>{run.items.length === 0 ? <EmptyState title={t(narrowed ? "noMatch" : "nothingDue")} description={t(narrowed ? "noMatchText" : "nothingDueText")} /> : <ItemTable items={run.items} disabledReason={may(session, "network.subscription.run") ? undefined : t("noRight")} />}</Card>
      <Paging label={t("items")} path={path} asked={asked} next={run.nextCursor ?? undefined} />
    </Page>
  )
}

async function ItemTable({ items, disabledReason }: { items: readonly RunItemRow[]; disabledReason: string | undefined }) {
  const [t, words, { day, instant, number }] = await Promise.all([getTranslations("subscriptions"), getTranslations("refusals"), getFormats()])
  return (
    <Table caption={t("items")} stack density="tight">
      <THead><TR><TH>{t("subscription")}</TH><TH>{t("tenant")}</TH><TH>{t("dueOn")}</TH><TH>{t("state")}</TH><TH>{t("why")}</TH><TH>{t("order")}</TH><TH>{t("at")}</TH><TH><span className="sr-only">{t("one.actions")}</span></TH></TR></THead>
      <TBody>
        {items.map((item) => (
          <TR key={item.occurrenceId}>
            <TH scope="row"><span className="font-medium tabular-nums">{item.subscriptionNumber}</span> <span className="block text-sm font-normal text-muted">{t("nth", { n: number(item.n + 1), beside: item.n < 0 ? "yes" : "no" })}</span></TH>
            <TD label={t("tenant")}>{item.tenantName}<span className="text-muted"> · {item.accountName}</span></TD>
            <TD label={t("dueOn")} className="whitespace-nowrap">{day(item.dueOn)}</TD>
            <TD label={t("state")}><StatusBadge tone={OUTCOME_TONES[item.outcome]}>{t(`outcome.${item.outcome}`)}</StatusBadge></TD>
            <TD label={t("why")} muted><Cause item={item} words={words as never} /></TD>
            <TD label={t("order")}>{item.order ? <Link className="whitespace-nowrap" href={`/orders/${item.order.orderId}`}>{item.order.number}</Link> : "–"}</TD>
            <TD label={t("at")} muted className="whitespace-nowrap">{instant(item.at)}</TD>
            <TD align="end">{item.open && <DecideItem item={item} disabledReason={disabledReason} />}</TD>
          </TR>
        ))}
      </TBody>
    </Table>
  )
}

type Words = { (key: string): string; has: (key: string) => boolean }

/** What it waits for or came to, and why exactly: in words, or in those of the person who decided it. A code that has none is left out. */
function Cause({ item: { code, reason }, words }: { item: Pick<RunItemRow, "code" | "reason">; words: Words }) {
  const said = (keys: readonly string[]) => keys.flatMap((key) => (words.has(key) ? [words(key)] : []))[0]
  const cause = code ? said([`subscriptions.hold.${code}`, `subscriptions.why.${code}`, `subscriptions.${code}`]) : undefined
  const why = said([`subscriptions.why.${reason}`]) ?? (code === "failed" || /^[a-z0-9]+(?:[._][a-z0-9]+)+$/.test(reason) ? "" : reason)
  if (!cause) return why || "–"
  return <>{cause}{why && why !== cause && <span className="block text-xs">{why}</span>}</>
}
