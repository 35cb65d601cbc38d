import { Timeline } from "@entrepot/ui"
import type { OrderView } from "@entrepot/domain/ordering"
import type { Formats } from "../format.ts"
import { nextText } from "./next-text.ts"

type Words = { (key: string, values?: Record<string, string | number>): string; has: (key: string) => boolean }
const TONE: Readonly<Record<string, "success" | "warning" | "danger" | "info">> = { confirmed: "success", shipped: "success", held: "danger", rejected: "danger", cancelled: "danger", backordered: "warning", approval_requested: "info", approved: "success" }

/** Everything that happened, who did it and why; what comes next stands at its end. */
export function OrderTimeline({ order, t, formats }: { order: OrderView; t: Words; formats: Formats }) {
  const past = order.timeline.map(({ id, at, kind, actor, detail }) => ({
    id, time: formats.instant(at), dateTime: at, who: actor.kind === "automation" ? t("automation") : actor.name, what: t(`fact.${kind}`), ...(TONE[kind] ? { tone: TONE[kind] } : {}),
    ...(typeof detail["reason"] === "string" && detail["reason"] ? { detail: `“${detail["reason"]}”` } : {}),
  }))
  const what = nextText(order.next, t, formats)
  const next = what === undefined ? [] : [{ id: "next", time: t("nextLabel"), what, upcoming: true }]
  return <Timeline label={t("timeline")} events={[...past, ...next]} />
}
