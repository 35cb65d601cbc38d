"use client"
import { useTranslations } from "next-intl"
import { Badge, CodeText, EmptyState, Link, MoneyText, RowKeys, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { CalendarEntry } from "@entrepot/domain/subscriptions"
import { useFormats } from "#client/use-formats.ts"
import { unitName } from "../units.ts"
import type { ChangeOf } from "./change-dialog.tsx"
import { EntryActions } from "./entry-actions.tsx"
import { entryReason } from "./reason-text.ts"
import { AvailabilityBadge, OccurrenceBadge } from "./status.tsx"
import { useSay, useWhys } from "./use-say.ts"

/** The dates of one subscription: what comes, until when it can be changed, and what it is expected to cost. */
export function Upcoming({ entries, of, caption, emptyText }: { entries: readonly CalendarEntry[]; of: ChangeOf; caption: string; emptyText: string }) {
  const t = useSay()
  if (entries.length === 0) return <EmptyState level={3} title={emptyText} />
  return (
    <RowKeys>
      <Table caption={caption} stack>
        <THead><TR><TH>{t("date")}</TH><TH>{t("what")}</TH><TH>{t("state")}</TH><TH align="end">{t("expected")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
        <TBody>{entries.map((entry, at) => <EntryRow key={`${entry.scheduleVersion} ${entry.n}`} entry={entry} of={of} first={at === 0} />)}</TBody>
      </Table>
    </RowKeys>
  )
}

function EntryRow({ entry, of, first }: { entry: CalendarEntry; of: ChangeOf; first: boolean }) {
  const t = useSay()
  const whys = useWhys()
  const units = useTranslations("units")
  const formats = useFormats()
  const { weekdayDay, money, number, instant } = formats
  const ahead = entry.status === "planned" || entry.status === "notified" || entry.status === "skipped"
  return (
    <TR data-row tabIndex={first ? 0 : -1}>
      <TH scope="row"><span className={entry.status === "skipped" ? "whitespace-nowrap text-muted line-through" : "font-medium whitespace-nowrap"}>{weekdayDay(entry.on)}</span>{entry.scheduledOn !== entry.on && <span className="block text-sm font-normal text-muted">{t("insteadOf", { day: weekdayDay(entry.scheduledOn) })}</span>}{ahead && <span className="block text-sm font-normal text-muted">{t("cutOff", { at: instant(entry.cutOffAt) })}</span>}</TH>
      <TD label={t("what")}>{entry.lines.map((line) => <span key={line.lineId} className="block">{number(line.quantity)} {unitName(units, line.unit, line.quantity)} <Link tone="quiet" href={`/products/${line.productId}`} title={line.name}><CodeText>{line.sku}</CodeText></Link>{line.outcome && line.outcome !== "as_subscribed" && <Badge tone="warning" className="ms-1">{t(`outcome.${line.outcome}`)}</Badge>}</span>)}{(entry.reason || entry.hold) && <span className="block text-sm text-muted">{entryReason(entry, t, whys, formats)}</span>}</TD>
      <TD label={t("state")}><span className="flex flex-wrap gap-1 max-sm:justify-end"><OccurrenceBadge status={entry.status} t={t} />{ahead && entry.status !== "skipped" && <AvailabilityBadge availability={entry.availability} t={t} />}{entry.approvals.length > 0 && <Badge tone="info">{t("needsApproval")}</Badge>}</span></TD>
      <TD align="end" label={t("expected")}>{entry.total ? <MoneyText className={entry.status === "skipped" ? "text-muted line-through" : ""}>{money(entry.total)}</MoneyText> : t("onRequest")}{entry.ceiling && <span className="block text-sm text-muted">{t("atMost", { amount: money(entry.ceiling) })}</span>}</TD>
      <TD align="end"><EntryActions entry={entry} of={of} /></TD>
    </TR>
  )
}
