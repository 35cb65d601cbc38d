import { expect, test, vi } from "vitest"
import { isOutage, isRefusal, Outage, Refusal } from "./refusal.ts"

test("a refusal carries its code, its kind and the facts for its message", () => {
  const refusal = new Refusal("ordering.credit_limit_exceeded", "rule", { limit: "100.00" })
  expect(refusal).toMatchObject({ code: "ordering.credit_limit_exceeded", kind: "rule", facts: { limit: "100.00" } })
  expect(String(refusal)).toBe("Refusal: ordering.credit_limit_exceeded")
})

test("a refusal without facts has none", () => {
  expect(new Refusal("ordering.order_not_found", "not_found").facts).toEqual({})
})

test("a refusal is known even when the module was loaded twice", async () => {
  vi.resetModules()
  const copy = await import("./refusal.ts")
  const foreign = new copy.Refusal("ordering.order_not_found", "not_found")
  expect(foreign).not.toBeInstanceOf(Refusal)
  expect(isRefusal(foreign)).toBe(true)
})

test.each([[new Error("defect")], [new Outage("carrier", "timed out")], ["text"], [null], [undefined], [{ code: "x" }]])(
  "%s is no refusal",
  (error) => {
    expect(isRefusal(error)).toBe(false)
  },
)

test("an outage names the vendor and keeps its cause", () => {
  const cause = new Error("ECONNRESET")
  const outage = new Outage("carrier", "rates unavailable", { cause })
  expect(outage).toMatchObject({ vendor: "carrier", message: "carrier: rates unavailable", cause })
  expect(isOutage(outage)).toBe(true)
  expect(isOutage(cause)).toBe(false)
})
