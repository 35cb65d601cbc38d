import { expect, test } from "vitest"
import { unitInWords } from "./unit-in-words.ts"

const NAMES: Readonly<Record<string, string>> = { XBX: "box|boxes", "XBX.long": "never asked for" }
const words = Object.assign((unit: string, { count }: { count: number }) => NAMES[unit]!.split("|")[count === 1 ? 0 : 1]!, { has: (unit: string) => unit in NAMES })

test.each([
  { when: "it stands alone", unit: "XBX", quantity: undefined, said: "box" },
  { when: "it stands beside several", unit: "XBX", quantity: "2.5", said: "boxes" },
  { when: "nobody has named it", unit: "XZZ", quantity: "2", said: "XZZ" },
  { when: "its code has a dot in it", unit: "XBX.long", quantity: "2", said: "XBX.long" },
])("a unit in words when $when", ({ unit, quantity, said }) => {
  expect(unitInWords(words as never, unit, quantity)).toBe(said)
})
