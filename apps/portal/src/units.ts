import { unitInWords } from "@entrepot/kernel"

type Words = { (key: string, values?: Record<string, string | number>): string; has: (key: string) => boolean }

/** "Box of 12": a unit that holds several of the base unit says how many. */
export function unitLabel(t: Words, unit: { unit: string; factor: string }, number: (value: string) => string): string {
  const name = unitInWords(t, unit.unit)
  return unit.factor === "1" ? name : t("of", { unit: name, factor: number(unit.factor) })
}
