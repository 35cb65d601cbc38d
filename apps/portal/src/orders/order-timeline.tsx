import { Timeline } from "@entrepot/ui"
import type { OrderView } from "@entrepot/domain/ordering"
import type { Formats } from "../format.ts"

type Words = { (key: string, values?: Record<string, string | number>): string; has: (key: string) => boolean }
const TONE: Readonly<Record<string, "success" | "warning" | "danger" | "info">> = { confirmed: "success", shipped: "success", held: "danger", rejected: "danger", cancelled: "danger", backordered: "warning", approval_requested: "info", approved: "success" }

/** Everything that happened, who did it and why; what comes next stands at its end. */
export function OrderTimeline({ order, t, formats }: { order: OrderView; t: Words; formats: Formats }) {
  const past = order.timeline.map(({ id, at, kind, actor, detail }) => ({
    id, time: formats.instant(at), dateTime: at, who: actor.kind === "automation" ? t("automation") : actor.name, what: t(`fact.${kind}`), ...(TONE[kind] ? { tone: TONE[kind] } : {}),
    ...(typeof detail["reason"] === "string" && detail["reason"] ? { detail: `“${detail["reason"]}”` } : {}),
  }))
  const next = order.next.code === "nothing" ? [] : [{ id: "next", time: t("nextLabel"), what: nextText(order.next, t, formats), upcoming: true }]
  return <Timeline label={t("timeline")} events={[...past, ...next]} />
}

export function nextText(next: OrderView["next"], t: Words, { day, today }: Formats): string {
  if (next.code === "will_ship" && next.on && next.on < today()) return t("next.will_ship_late", { day: day(next.on) })
  switch (next.code) {
    case "asks_approver": return t("next.asks_approver", { level: next.level, people: next.people.join(", ") })
    case "waits_for_stock": case "will_ship": return next.on ? t(`next.${next.code}_on`, { day: day(next.on) }) : t(`next.${next.code}`)
    default: return t(`next.${next.code}`)
  }
}
