import { PORTAL_PERMISSIONS } from "@entrepot/domain/tenancy/contract"
import { expect, test } from "vitest"
import { navigationFor } from "./navigation.tsx"

test("no two places are reached by the same keys", () => {
  const keys = navigationFor(Object.keys(PORTAL_PERMISSIONS), (key) => key).flatMap(({ items }) => items.map(({ hotkey }) => hotkey))
  expect(keys.length).toBeGreaterThan(10)
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})
