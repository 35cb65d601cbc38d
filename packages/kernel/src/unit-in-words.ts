/** The names of the units in a reader's language, by their UNECE code: each counts ("{count, plural, …}"). */
type Words = { (unit: never, values?: never): string; has: (unit: never) => boolean }

/**
 * A unit in its reader's words; a code that nobody has named stays as the master has it. With the `quantity` it stands beside, as
 * decimal text: "1 box", "2 boxes".
 */
export function unitInWords(words: Words, unit: string, quantity = "1"): string {
  const known = /^[A-Za-z0-9]+$/.test(unit) && words.has(unit as never) // a dot would ask for a word within a word
  return known ? words(unit as never, { count: Number(quantity) } as never) : unit
}
