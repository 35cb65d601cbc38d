import type { Transform } from "../contract.ts"
import { dayText, decimalText } from "./numbers.ts"

/** A value on its way, or the reason why it got no further. */
export type Transformed = { readonly value: string } | { readonly unreadable: "number_is_unreadable" | "day_is_unreadable"; readonly text: string }

/** The steps in their order. A step that finds nothing to do leaves the text as it is. */
export function transformed(text: string, steps: readonly Transform[]): Transformed {
  let value = text
  for (const step of steps) {
    const next = apply(value, step)
    if (typeof next !== "string") return next
    value = next
  }
  return { value }
}

function apply(value: string, step: Transform): string | Extract<Transformed, { unreadable: string }> {
  switch (step.step) {
    case "trim": return value.replace(/^[\s\u00a0\ufeff]+|[\s\u00a0\ufeff]+$/g, "")
    case "split": return partOf(value, step.separator, step.part)
    case "replace": return value.replaceAll(step.find, step.by)
    case "case": return step.to === "upper" ? value.toUpperCase() : value.toLowerCase()
    case "prefix": return value === "" ? "" : step.text + value
    case "shorten": return shortened(value, step.letters)
    case "lookup": return meaningOf(value, step.table)
    case "decimal": return value === "" ? "" : (decimalText(value, step.style) ?? { unreadable: "number_is_unreadable", text: value })
    case "day": return value === "" ? "" : (dayText(value, step.order) ?? { unreadable: "day_is_unreadable", text: value })
  }
}

function partOf(value: string, separator: string, part: number): string {
  const parts = value.split(separator)
  return parts.at(part > 0 ? part - 1 : part) ?? ""
}

/** Cuts between words where there is a space in the second half; an ellipsis says that there was more. */
function shortened(value: string, letters: number): string {
  const all = [...value]
  if (all.length <= letters) return value
  const kept = Math.max(letters - 1, 1)
  const cut = all.slice(0, kept).join("")
  const space = /\s/.test(all[kept]!) ? -1 : cut.search(/\s+\S*$/)
  return `${(space > cut.length / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}

function meaningOf(value: string, table: Readonly<Record<string, string>>): string {
  if (Object.hasOwn(table, value)) return table[value]!
  const wanted = value.trim().toLowerCase()
  const found = Object.keys(table).find((word) => word.trim().toLowerCase() === wanted)
  return found === undefined ? value : table[found]!
}
