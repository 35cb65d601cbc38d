import { expect, test } from "vitest"
import { quantity } from "@entrepot/kernel"
import { decidePlan, type PlannedPart, type PlannedShipment } from "./plan.ts"

const part = (reservationId: string, amount: string, warehouseId = "ham", shipToId = "clinic"): PlannedPart =>
  ({ reservationId, orderLineId: `line of ${reservationId}`, productId: "p", warehouseId, shipToId, quantity: quantity(amount), promiseOn: null })
const planned = (shipmentId: string, lines: Record<string, string>, warehouseId = "ham", shipToId = "clinic"): PlannedShipment =>
  ({ shipmentId, warehouseId, shipToId, lines: Object.entries(lines).map(([reservationId, amount]) => ({ reservationId, quantity: quantity(amount) })) })

test.each([
  { when: "nothing is planned yet", parts: [part("a", "1"), part("b", "2")], shipments: [], plan: { cancel: [], join: [], create: ["ham clinic a b"] } },
  { when: "goods come from two warehouses and go to two places", parts: [part("a", "1"), part("b", "2", "lys"), part("c", "3", "ham", "lab")], shipments: [], plan: { cancel: [], join: [], create: ["ham clinic a", "lys clinic b", "ham lab c"] } },
  { when: "all is planned already", parts: [part("a", "1")], shipments: [planned("s1", { a: "1" })], plan: { cancel: [], join: [], create: [] } },
  { when: "a backorder was filled", parts: [part("a", "1"), part("b", "2")], shipments: [planned("s1", { a: "1" })], plan: { cancel: [], join: ["s1 b"], create: [] } },
  { when: "a line was reduced", parts: [part("a", "1"), part("b", "1")], shipments: [planned("s1", { a: "1", b: "2" })], plan: { cancel: ["s1"], join: [], create: ["ham clinic a b"] } },
  { when: "the order was cancelled", parts: [], shipments: [planned("s1", { a: "1" }), planned("s2", { b: "1" }, "lys")], plan: { cancel: ["s1", "s2"], join: [], create: [] } },
  { when: "a line moved to another warehouse", parts: [part("a", "1"), part("c", "2", "lys")], shipments: [planned("s1", { a: "1", b: "2" }), planned("s2", { d: "1" }, "lys")], plan: { cancel: ["s1", "s2"], join: [], create: ["ham clinic a", "lys clinic c"] } },
  { when: "the ship-to changed", parts: [part("a", "1", "ham", "lab")], shipments: [planned("s1", { a: "1" })], plan: { cancel: ["s1"], join: [], create: ["ham lab a"] } },
])("planning when $when", ({ parts, shipments, plan }) => {
  const decided = decidePlan(parts, shipments)
  expect({
    cancel: decided.cancel,
    join: decided.join.map(({ shipmentId, parts: joined }) => [shipmentId, ...joined.map(({ reservationId }) => reservationId)].join(" ")),
    create: decided.create.map(({ warehouseId, shipToId, parts: made }) => [warehouseId, shipToId, ...made.map(({ reservationId }) => reservationId)].join(" ")),
  }).toEqual(plan)
})
