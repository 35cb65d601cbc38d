"use client"
import { Alert, Badge, Card, DescriptionList, MoneyText, Skeleton } from "@entrepot/ui"
import type { CalendarEntry, DeliveryPreview, SubscriptionPreview } from "@entrepot/domain/subscriptions"
import { useFormats } from "#client/use-formats.ts"
import { IndexPrice, ProvisionalNote } from "./index-price.tsx"
import { AvailabilityBadge } from "./status.tsx"
import { useSay } from "./use-say.ts"

const SHOWN = 6

/** The subscriptions as they would be, one for each ship-to: the next six dates with shifts and cut-offs, and what the first one costs. */
export function PreviewAside({ preview, pending, refused, empty }: { preview: SubscriptionPreview | undefined; pending: boolean; refused: string | undefined; empty: boolean }) {
  const t = useSay()
  if (empty) return <Card title={t("new.dates")}><p className="text-muted">{t("new.datesEmpty")}</p></Card>
  if (refused) return <Alert tone="danger" live>{refused}</Alert>
  if (!preview) return <Card title={t("new.dates")}><div className="grid gap-2"><Skeleton /><Skeleton /><Skeleton /></div></Card>
  const { deliveries, serviceFee } = preview
  if (deliveries.length === 1) return <Delivery delivery={deliveries[0]!} serviceFee={serviceFee} pending={pending} />
  return (
    <>
      <Alert tone="info" title={t("new.several", { count: deliveries.length })}>{t("new.severalText")}</Alert>
      {deliveries.map((delivery, at) => <Delivery key={delivery.shipTo?.addressId ?? at} delivery={delivery} serviceFee={serviceFee} pending={pending} to={shipToText(delivery, t)} />)}
    </>
  )
}

export function shipToText({ shipTo }: Pick<DeliveryPreview, "shipTo">, t: ReturnType<typeof useSay>): string {
  return shipTo ? `${shipTo.label}, ${shipTo.city}` : t("new.noAddress")
}

type DeliveryProps = { delivery: DeliveryPreview; serviceFee: SubscriptionPreview["serviceFee"]; pending: boolean; /** Where it goes, as one of several. */ to?: string }

function Delivery({ delivery, serviceFee, pending, to }: DeliveryProps) {
  const t = useSay()
  const { money } = useFormats()
  const entries = delivery.entries.slice(0, SHOWN)
  const first = entries[0]
  const dates = to ? t("new.datesOf", { to }) : t("new.dates")
  return (
    <>
      <Card title={dates}>
        <ol aria-busy={pending || undefined} aria-label={dates} className="grid gap-2.5 text-sm">{entries.map((entry) => <NextDate key={entry.n} entry={entry} />)}</ol>
        <ProvisionalNote className="mt-3" lines={entries.flatMap(({ lines }) => lines)} />
        {entries.length === 0 && <p className="text-muted">{t("new.noDates")}</p>}
      </Card>
      {first && (
        <Card title={to ? t("new.firstTotalOf", { to }) : t("new.firstTotal")}>
          <DescriptionList align="end" items={[
            { term: t("net"), value: first.net ? <MoneyText>{money(first.net)}</MoneyText> : t("onRequest") }, { term: t("tax"), value: first.tax ? <MoneyText>{money(first.tax)}</MoneyText> : "–" },
            { term: t("gross"), value: first.total ? <MoneyText strong>{money(first.total)}</MoneyText> : "–" },
            ...(serviceFee ? [{ term: t("service"), value: t("servicePer", { name: serviceFee.name, amount: money(serviceFee.amount), months: serviceFee.everyMonths }) }] : []),
            { term: t("stock"), value: <AvailabilityBadge availability={first.availability} t={t} /> },
            { term: t("approval"), value: first.approvals.length === 0 ? t("approvalNone") : first.approvals.join(", ") },
          ]} />
        </Card>
      )}
    </>
  )
}

/** One date with the day the schedule alone would give it, and until when it can be changed. */
export function NextDate({ entry }: { entry: Pick<CalendarEntry, "on" | "scheduledOn" | "cutOffAt" | "total" | "n" | "lines"> }) {
  const t = useSay()
  const { weekdayDay, instant, money } = useFormats()
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-3">
      <span><span className="font-medium tabular-nums">{weekdayDay(entry.on)}</span>{entry.scheduledOn !== entry.on && <Badge tone="info" className="ms-1.5">{t("movedFrom", { day: weekdayDay(entry.scheduledOn) })}</Badge>}</span>
      {entry.total && <MoneyText muted>{money(entry.total)}</MoneyText>}
      <span className="basis-full text-muted">{t("cutOff", { at: instant(entry.cutOffAt) })}</span>
      {entry.lines.map((line) => line.index && <span key={line.lineId} className="basis-full"><IndexPrice index={line.index} sku={line.sku} /></span>)}
    </li>
  )
}
