import { expect, test } from "vitest"
import { formatBytes } from "./bytes.ts"

test.each([[500_000, "en", "500 kB"], [2_000_000, "en", "2 MB"], [1_540_000, "de", "1,5 MB"], [2_000_000, "fr", "2 Mo"]])("%i bytes in %s are %s", (value, locale, text) => {
  expect(formatBytes(value, locale).replaceAll(/\s/g, " ")).toBe(text)
})
