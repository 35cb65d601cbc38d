type Words = { (key: string, values?: Record<string, string | number>): string; has: (key: string) => boolean }

/**
 * A unit's name in the reader's language, by its UNECE code; a code that nobody has named stays as it is. With the
 * `quantity` it stands beside, as decimal text: "1 box", "2 boxes".
 */
export function unitName(t: Words, unit: string, quantity = "1"): string {
  return t.has(unit) ? t(unit, { count: Number(quantity) }) : unit
}

/** "Box of 12": a unit that holds several of the base unit says how many. */
export function unitLabel(t: Words, unit: { unit: string; factor: string }, number: (value: string) => string): string {
  return unit.factor === "1" ? unitName(t, unit.unit) : t("of", { unit: unitName(t, unit.unit), factor: number(unit.factor) })
}
