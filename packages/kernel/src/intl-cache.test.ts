import { expect, test } from "vitest"
import { memoized } from "./intl-cache.ts"

test("the same key builds once, and a new key builds anew", () => {
  const built: string[] = []
  const formatter = memoized((locale: string, places: number) => ({ built: built.push(`${locale}/${places}`) }))
  expect(formatter("de", 2)).toBe(formatter("de", 2))
  expect(formatter("de", 3)).not.toBe(formatter("de", 2))
  expect(built).toEqual(["de/2", "de/3"])
})

test("a flood of keys cannot grow the cache without end", () => {
  let built = 0
  const formatter = memoized((_key: number) => ({ built: (built += 1) }))
  for (let key = 0; key <= 500; key += 1) formatter(key)
  formatter(0)
  expect(built).toBe(502)
})
