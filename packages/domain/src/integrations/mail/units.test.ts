import { expect, test } from "vitest"
import { quantityText } from "./units.ts"

test.each([
  ["de", "2.5", "XBX", "2,5 Schachteln"], ["de", "1", "XBX", "1 Schachtel"], ["fr", "1.5", "XBG", "1,5 sachet"], ["fr", "2", "XBG", "2 sachets"], ["en", "1200", "C62", "1,200 each"], ["fr", "0.125", "KGM", "0,125 kg"], ["de", "4", "box", "4 box"],
] as const)("in %s %s of %s reads %j", (locale, quantity, unit, read) => {
  expect(quantityText({ quantity, unit }, locale)).toBe(read)
})
