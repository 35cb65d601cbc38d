"use client"
import { useTranslations } from "next-intl"
import { Badge, CodeText, Link } from "@entrepot/ui"
import type { CalendarEntry, OccurrenceLine, SubscriptionLineView } from "@entrepot/domain/subscriptions"
import { unitInWords } from "@entrepot/kernel"
import { useFormats } from "#client/use-formats.ts"
import { differing } from "./differing.ts"
import { useSay } from "./use-say.ts"

/** What comes on one date: in few words where it is as subscribed, and line by line where it is not. */
export function DateLines({ entry, subscribed }: { entry: Pick<CalendarEntry, "lines">; subscribed: readonly SubscriptionLineView[] }) {
  const t = useSay()
  const { others, left, asSubscribed } = differing(entry.lines, subscribed)
  return (
    <>
      {others.map((line) => <Line key={line.lineId} line={line} />)}
      {left.map(({ lineId, sku }) => <span key={lineId} className="block text-muted">{t("without", { sku })}</span>)}
      {asSubscribed > 0 && <span className="block text-muted">{t(others.length + left.length > 0 ? "andAsSubscribed" : "asSubscribed", { count: asSubscribed })}</span>}
    </>
  )
}

function Line({ line: { productId, sku, name, unit, quantity, outcome } }: { line: OccurrenceLine }) {
  const t = useSay()
  const units = useTranslations("units")
  const { number } = useFormats()
  return (
    <span className="block">
      {number(quantity)} {unitInWords(units, unit, quantity)} <Link tone="quiet" href={`/products/${productId}`} title={name}><CodeText>{sku}</CodeText></Link>
      {outcome && outcome !== "as_subscribed" && <Badge tone="warning" className="ms-1">{t(`outcome.${outcome}`)}</Badge>}
    </span>
  )
}
