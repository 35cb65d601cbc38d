"use client"
import { Badge, EmptyState, MoneyText, RowKeys, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { CalendarEntry, SubscriptionLineView } from "@entrepot/domain/subscriptions"
import { useFormats } from "#client/use-formats.ts"
import type { ChangeOf } from "./change-dialog.tsx"
import { DateLines } from "./date-lines.tsx"
import { EntryActions } from "./entry-actions.tsx"
import { IndexPrice, ProvisionalNote } from "./index-price.tsx"
import { entryReason } from "./reason-text.ts"
import { AvailabilityBadge, OccurrenceBadge } from "./status.tsx"
import { useSay, useWhys } from "./use-say.ts"

/** The dates of one subscription: what comes, until when it can be changed, and what it is expected to cost. */
export function Upcoming({ entries, lines, of, caption, emptyText }: { entries: readonly CalendarEntry[]; /** What is subscribed: a date that takes just that says so. */ lines: readonly SubscriptionLineView[]; of: ChangeOf; caption: string; emptyText: string }) {
  const t = useSay()
  if (entries.length === 0) return <EmptyState level={3} title={emptyText} />
  return (
    <RowKeys>
      <Table caption={caption} stack>
        <THead><TR><TH>{t("date")}</TH><TH>{t("what")}</TH><TH align="end">{t("expected")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
        <TBody>{entries.map((entry, at) => <EntryRow key={`${entry.scheduleVersion} ${entry.n}`} entry={entry} lines={lines} of={of} first={at === 0} />)}</TBody>
      </Table>
      <ProvisionalNote className="px-4 py-3" lines={entries.filter(isAhead).flatMap((entry) => entry.lines)} />
    </RowKeys>
  )
}

const isAhead = ({ status }: CalendarEntry) => status === "planned" || status === "notified" || status === "skipped"

function EntryRow({ entry, lines, of, first }: { entry: CalendarEntry; lines: readonly SubscriptionLineView[]; of: ChangeOf; first: boolean }) {
  const t = useSay()
  const whys = useWhys()
  const formats = useFormats()
  const { weekdayDay, money, instant, percent } = formats
  const ahead = isAhead(entry)
  return (
    <TR data-row tabIndex={first ? 0 : -1}>
      <TH scope="row"><span className={entry.status === "skipped" ? "whitespace-nowrap text-muted line-through" : "font-medium whitespace-nowrap"}>{weekdayDay(entry.on)}</span>{entry.scheduledOn !== entry.on && <span className="block text-sm font-normal text-muted">{t("insteadOf", { day: weekdayDay(entry.scheduledOn) })}</span>}{ahead && <span className="block text-sm font-normal text-muted">{t("cutOff", { at: instant(entry.cutOffAt) })}</span>}</TH>
      <TD label={t("what")} className="sm:min-w-44"><DateLines entry={entry} subscribed={lines} />{entry.lines.map((line) => line.index && <IndexPrice key={line.lineId} index={line.index} sku={line.sku} />)}{(entry.reason || entry.hold) && <span className="block text-sm text-muted">{entryReason(entry, t, whys, formats)}</span>}{entry.margin && entry.status !== "skipped" && <span className="block text-sm text-muted">{t("margin.line", { margin: money(entry.margin.margin), percent: percent(entry.margin.marginPercent), supply: money(entry.margin.supply) })}</span>}<span className="mt-1 flex flex-wrap gap-1 max-sm:justify-end"><OccurrenceBadge status={entry.status} t={t} />{ahead && entry.status !== "skipped" && <AvailabilityBadge availability={entry.availability} t={t} />}{entry.approvals.length > 0 && <Badge tone="info">{t("needsApproval")}</Badge>}</span></TD>
      <TD align="end" label={t("expected")}>{entry.total ? <MoneyText className={entry.status === "skipped" ? "text-muted line-through" : ""}>{money(entry.total)}</MoneyText> : t("onRequest")}{entry.ceiling && <span className="block text-sm text-muted">{t("atMost", { amount: money(entry.ceiling) })}</span>}</TD>
      <TD align="end"><EntryActions entry={entry} of={of} /></TD>
    </TR>
  )
}
