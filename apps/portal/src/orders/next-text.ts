import type { OrderView } from "@entrepot/domain/ordering"
import type { Formats } from "../format.ts"

type Words = (key: string, values?: Record<string, string | number>) => string

/** What will happen next to an order, in a sentence; undefined where nothing is left to happen. */
export function nextText(next: OrderView["next"], t: Words, { day, today }: Pick<Formats, "day" | "today">): string | undefined {
  if (next.code === "will_ship" && next.on && next.on < today()) return t("next.will_ship_late", { day: day(next.on) })
  switch (next.code) {
    case "nothing": return undefined
    case "asks_approver": return t("next.asks_approver", { level: next.level, people: next.people.join(", ") })
    case "waits_for_stock": case "will_ship": return next.on ? t(`next.${next.code}_on`, { day: day(next.on) }) : t(`next.${next.code}`)
    default: return t(`next.${next.code}`)
  }
}
