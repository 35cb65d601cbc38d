import { expect, test } from "vitest"
import { backoffMillis, MOST_ATTEMPTS } from "./backoff.ts"

test.each([
  { failures: 1, waits: 5_000 },
  { failures: 2, waits: 10_000 },
  { failures: 5, waits: 80_000 },
  { failures: 40, waits: 1_800_000 },
])("after failure $failures it waits $waits ms", ({ failures, waits }) => {
  expect(backoffMillis(failures, 0)).toBe(waits)
})

test("the jitter only ever shortens, by at most a fifth", () => {
  for (let failures = 1; failures < MOST_ATTEMPTS; failures++) {
    const full = backoffMillis(failures, 0)
    expect(backoffMillis(failures, 1)).toBe(full * 0.8)
    expect(backoffMillis(failures)).toBeLessThanOrEqual(full)
  }
})
