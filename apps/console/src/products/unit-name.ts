type Say = { (key: never): string; has: (key: never) => boolean }

/** A unit in the reader's words where its code is a known one (UN/ECE Recommendation 20), else as the master has it. */
export function unitNamer(t: Say): (unit: string) => string {
  return (unit) => (/^[A-Za-z0-9]+$/.test(unit) && t.has(unit as never) ? t(unit as never) : unit)
}
