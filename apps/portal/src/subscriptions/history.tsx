import { Timeline } from "@entrepot/ui"
import type { HistoryEntry } from "@entrepot/domain/subscriptions"
import type { Formats } from "../format.ts"
import { reasonText } from "./reason-text.ts"
import type { Words } from "./words.ts"

const TONE: Readonly<Record<string, "success" | "warning" | "danger" | "info">> = { created: "success", resume: "success", pause: "warning", skip: "warning", cancel: "danger", renew: "success", term_ended: "warning", price_refused: "danger", price_accepted: "success", released: "success", usage: "info", handed_over: "warning", run_repeated: "info" }

/** Everything that somebody did with it, the latest first, with their name and that of whom they acted for. */
export function History({ history, t, formats }: { history: readonly HistoryEntry[]; t: Words; formats: Formats }) {
  return (
    <Timeline label={t("history")} events={history.map(({ changeId, kind, at, by, onBehalfOf, reason, detail }) => ({
      id: changeId, time: formats.instant(at), dateTime: at, who: onBehalfOf ? t("byFor", { by, customer: onBehalfOf }) : by, what: whatOf(kind, detail, t, formats), ...(TONE[kind] && { tone: TONE[kind] }), ...(reason && { detail: kind === "usage" ? reasonText(reason, t, formats) : `“${reason}”` }),
    }))} />
  )
}

function whatOf(kind: HistoryEntry["kind"], detail: HistoryEntry["detail"], t: Words, { day, number }: Formats): string {
  const text = (name: string) => (typeof detail[name] === "string" ? (detail[name] as string) : undefined)
  const [to, until, quantity] = [text("to"), text("until"), text("quantity")]
  if ((kind === "move" || kind === "usage") && to) return t(`fact.${kind}To`, { day: day(to) })
  if (kind === "pause" && until) return t("fact.pauseUntil", { day: day(until) })
  if (kind === "fee" && text("from")) return t(detail["ends"] === true ? "fact.feeEnds" : "fact.feeFrom", { day: day(text("from")!) })
  if (kind === "plan" && text("name")) return t("fact.planTo", { name: text("name")! })
  if (kind === "quantity" && quantity) return t("fact.quantityTo", { quantity: number(quantity) })
  const endsOn = text("endsOn")
  if (kind === "renew" && endsOn) return t("fact.renewTo", { day: day(endsOn) })
  return t(`fact.${kind}`)
}
