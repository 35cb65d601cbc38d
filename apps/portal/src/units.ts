type Words = { (key: string, values?: Record<string, string | number>): string; has: (key: string) => boolean }

/** A unit's name in the reader's language, by its UNECE code; a code that nobody has named stays as it is. */
export function unitName(t: Words, unit: string): string {
  return t.has(unit) ? t(unit) : unit
}

/** "Box of 12": a unit that holds several of the base unit says how many. */
export function unitLabel(t: Words, unit: { unit: string; factor: string }, number: (value: string) => string): string {
  return unit.factor === "1" ? unitName(t, unit.unit) : t("of", { unit: unitName(t, unit.unit), factor: number(unit.factor) })
}
