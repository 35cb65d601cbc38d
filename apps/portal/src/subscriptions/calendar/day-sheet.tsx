"use client"
import { useTranslations } from "next-intl"
import { Badge, CodeText, DescriptionList, LinkButton, MoneyText, Sheet } from "@entrepot/ui"
import type { CalendarEntry } from "@entrepot/domain/subscriptions"
import { unitInWords } from "@entrepot/kernel"
import { useFormats } from "#client/use-formats.ts"
import { EntryActions } from "../entry-actions.tsx"
import { IndexPrice } from "../index-price.tsx"
import { entryReason } from "../reason-text.ts"
import { AvailabilityBadge, OccurrenceBadge } from "../status.tsx"
import { useBehalfOf } from "../use-behalf-of.ts"
import { useSay, useWhys } from "../use-say.ts"

/** Everything that comes on one day: price, tax, stock, who has to agree, and what can still be done. */
export function DaySheet({ day, entries, withAccount, onClose }: { day: string; entries: readonly CalendarEntry[]; withAccount: boolean; onClose: () => void }) {
  const t = useSay()
  const formats = useFormats()
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={formats.day(day, "full")} labels={{ close: t("close") }}>
      <ul className="grid gap-6">{entries.map((entry) => <Entry key={`${entry.subscriptionId} ${entry.n}`} entry={entry} withAccount={withAccount} />)}</ul>
    </Sheet>
  )
}

function Entry({ entry, withAccount }: { entry: CalendarEntry; withAccount: boolean }) {
  const t = useSay()
  const whys = useWhys()
  const units = useTranslations("units")
  const formats = useFormats()
  const { money, number, instant, weekdayDay, percent } = formats
  const behalfOf = useBehalfOf(entry.account.name)
  const ahead = entry.status === "planned" || entry.status === "notified" || entry.status === "skipped"
  return (
    <li className="grid gap-2.5">
      <div className="grid gap-1">
        <h3 className="font-semibold">{entry.name}</h3>
        <span className="flex flex-wrap items-center gap-2 text-sm text-muted"><CodeText>{entry.number}</CodeText>{withAccount && <span>{entry.account.name}</span>}<OccurrenceBadge status={entry.status} t={t} /></span>
      </div>
      <ul className="grid gap-1 text-sm">{entry.lines.map((line) => <li key={line.lineId} className="flex flex-wrap items-center justify-between gap-2"><span>{number(line.quantity)} {unitInWords(units, line.unit, line.quantity)} {line.name}</span>{ahead && <AvailabilityBadge availability={line.availability} t={t} />}{line.index && <span className="basis-full"><IndexPrice index={line.index} whole /></span>}</li>)}</ul>
      <DescriptionList align="end" items={[
        { term: t("net"), value: entry.net ? money(entry.net) : t("onRequest") }, { term: t("tax"), value: entry.tax ? money(entry.tax) : "–" }, { term: t("gross"), value: entry.total ? <MoneyText strong>{money(entry.total)}</MoneyText> : "–" },
        ...(entry.margin ? [{ term: t("margin.supply"), value: money(entry.margin.supply) }, { term: t("margin.own"), value: `${money(entry.margin.margin)} (${percent(entry.margin.marginPercent)})` }] : []),
        ...(entry.ceiling ? [{ term: t("ceilingOf"), value: money(entry.ceiling) }] : []),
        { term: t("approval"), value: entry.approvals.length === 0 ? t("approvalNone") : entry.approvals.map((level) => <Badge key={level} tone="info">{level}</Badge>) },
        ...(entry.scheduledOn !== entry.on ? [{ term: t("scheduled"), value: weekdayDay(entry.scheduledOn) }] : []), ...(ahead ? [{ term: t("cutOffTerm"), value: instant(entry.cutOffAt) }] : []),
        ...(entry.hold ? [{ term: t("why"), value: entryReason(entry, t, whys, formats) }] : entry.reason ? [{ term: t("reason"), value: entryReason(entry, t, whys, formats) }] : []),
      ]} />
      <div className="flex flex-wrap items-center justify-between gap-2"><LinkButton size="sm" variant="ghost" href={`/subscriptions/${entry.subscriptionId}`}>{t("calendar.toSubscription")}</LinkButton><EntryActions entry={entry} of={{ subscriptionId: entry.subscriptionId, behalfOf }} /></div>
    </li>
  )
}
