import type { CalendarEntry } from "@entrepot/domain/subscriptions"
import type { Formats } from "../format.ts"
import type { Words } from "./words.ts"

const BY_USE = /^(count|level): (\d+(?:\.\d+)?)\/d, (-?\d+(?:\.\d+)?)$/

/** A person's reason as it was written; one that reports of use gave, in the reader's words: how fast, and how much is left. */
export function reasonText(reason: string, t: Words, { number }: Pick<Formats, "number">): string {
  const [, measure, perDay, left] = BY_USE.exec(reason) ?? []
  if (!measure) return reason
  const plain = (text: string | undefined) => number(String(Number(text)))
  return Number(perDay) === 0 ? t("usage.because.left", { left: plain(left) }) : t(`usage.because.${measure}`, { perDay: plain(perDay), left: plain(left) })
}

/** What only a program would write: lower case, in parts that dots or underscores hold together. */
const CODE = /^[a-z0-9]+(?:[._][a-z0-9]+)+$/

/** Why a date waits, was left out, failed or moved. `whys` are the domain's own words; a code that they do not know is never shown as it is. */
export function entryReason({ status, hold, reason }: Pick<CalendarEntry, "status" | "hold" | "reason">, t: Words, whys: Words, formats: Pick<Formats, "number">): string {
  if (hold) return heldReason(hold, whys) ?? t(`hold.${hold.code}`)
  const code = status === "failed" ? "failed" : reason
  if (whys.has(code)) return whys(code)
  return CODE.test(reason) ? t("whyUnknown") : reasonText(reason, t, formats)
}

/** Why exactly it waits; undefined where what it waits for says it all. A card has a code of its provider's own. */
export function heldReason({ code, reason }: { readonly code: string; readonly reason: string }, whys: Words): string | undefined {
  const why = whys.has(reason) ? reason : code === "payment" ? "payment_failed" : undefined
  return why && whys(why)
}
