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
