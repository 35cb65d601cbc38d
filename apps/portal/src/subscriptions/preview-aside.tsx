"use client"
import { Alert, Badge, Card, DescriptionList, MoneyText, Skeleton } from "@entrepot/ui"
import type { CalendarEntry, SubscriptionPreview } from "@entrepot/domain/subscriptions"
import { useFormats } from "#client/use-formats.ts"
import { AvailabilityBadge } from "./status.tsx"
import { useSay } from "./use-say.ts"

const SHOWN = 6

/** The subscription as it would be: the next six dates with shifts and cut-offs, and what the first one costs. */
export function PreviewAside({ preview, pending, refused, empty }: { preview: SubscriptionPreview | undefined; pending: boolean; refused: string | undefined; empty: boolean }) {
  const t = useSay()
  const { money } = useFormats()
  if (empty) return <Card title={t("new.dates")}><p className="text-muted">{t("new.datesEmpty")}</p></Card>
  if (refused) return <Alert tone="danger" live>{refused}</Alert>
  if (!preview) return <Card title={t("new.dates")}><div className="grid gap-2"><Skeleton /><Skeleton /><Skeleton /></div></Card>
  const entries = preview.entries.slice(0, SHOWN)
  const first = entries[0]
  return (
    <>
      <Card title={t("new.dates")}>
        <ol aria-busy={pending || undefined} aria-label={t("new.dates")} className="grid gap-2.5 text-sm">{entries.map((entry) => <NextDate key={entry.n} entry={entry} />)}</ol>
        {entries.length === 0 && <p className="text-muted">{t("new.noDates")}</p>}
      </Card>
      {first && (
        <Card title={t("new.firstTotal")}>
          <DescriptionList align="end" items={[
            { term: t("net"), value: first.net ? <MoneyText>{money(first.net)}</MoneyText> : t("onRequest") }, { term: t("tax"), value: first.tax ? <MoneyText>{money(first.tax)}</MoneyText> : "–" },
            { term: t("gross"), value: first.total ? <MoneyText strong>{money(first.total)}</MoneyText> : "–" },
            ...(preview.serviceFee ? [{ term: t("service"), value: t("servicePer", { name: preview.serviceFee.name, amount: money(preview.serviceFee.amount), months: preview.serviceFee.everyMonths }) }] : []),
            { term: t("stock"), value: <AvailabilityBadge availability={first.availability} t={t} /> },
            { term: t("approval"), value: first.approvals.length === 0 ? t("approvalNone") : first.approvals.join(", ") },
          ]} />
        </Card>
      )}
    </>
  )
}

/** One date with the day the schedule alone would give it, and until when it can be changed. */
export function NextDate({ entry }: { entry: Pick<CalendarEntry, "on" | "scheduledOn" | "cutOffAt" | "total" | "n"> }) {
  const t = useSay()
  const { weekdayDay, instant, money } = useFormats()
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-3">
      <span><span className="font-medium tabular-nums">{weekdayDay(entry.on)}</span>{entry.scheduledOn !== entry.on && <Badge tone="info" className="ms-1.5">{t("movedFrom", { day: weekdayDay(entry.scheduledOn) })}</Badge>}</span>
      {entry.total && <MoneyText muted>{money(entry.total)}</MoneyText>}
      <span className="basis-full text-muted">{t("cutOff", { at: instant(entry.cutOffAt) })}</span>
    </li>
  )
}
