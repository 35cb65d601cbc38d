type Say = { (key: never, values?: never): string; has: (key: never) => boolean }

/**
 * A unit in the reader's words where its code is a known one (UN/ECE Recommendation 20), else as the master has it. With
 * the quantity it stands beside, as decimal text: "1 box", "2 boxes".
 */
export function unitNamer(t: Say): (unit: string, quantity?: string) => string {
  return (unit, quantity = "1") => (/^[A-Za-z0-9]+$/.test(unit) && t.has(unit as never) ? t(unit as never, { count: Number(quantity) } as never) : unit)
}
