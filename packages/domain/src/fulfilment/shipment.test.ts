import { describe, expect, test } from "vitest"
import { quantity } from "@entrepot/kernel"
import type { ShipmentStatus } from "./contract.ts"
import { decidePack, decidePick, decideShip, type Shipment, type ShippedOrder } from "./shipment.ts"

const shipment = (status: ShipmentStatus, { order = {}, picked = null }: { order?: Partial<ShippedOrder>; picked?: string | null } = {}): Shipment => ({
  tenantId: 1, accountId: "a", shipmentId: "s", number: "ZW-1-1", orderId: "o", warehouseId: "ham", status, version: 1,
  order: { number: "ZW-1", status: "confirmed", shipComplete: false, backordered: false, ...order },
  lines: ["1", "2"].map((id) => ({ shipmentLineId: id, orderLineId: id, productId: id, reservationId: id, baseQuantity: quantity("5"), picked: picked === null ? null : quantity(picked), shipped: null })),
})

describe("picking", () => {
  test.each([
    { when: "all is found", of: shipment("planned"), short: [], outcome: { nothing: false, lines: [{ found: "5", missing: "0", reason: null }, { found: "5" }] } },
    { when: "one line is short", of: shipment("planned"), short: [{ shipmentLineId: "2", picked: "3", reason: "damaged" as const }], outcome: { nothing: false, lines: [{ found: "5" }, { found: "3", missing: "2", reason: "damaged" }] } },
    { when: "nothing is found", of: shipment("planned"), short: ["1", "2"].map((shipmentLineId) => ({ shipmentLineId, picked: "0", reason: "not_found" as const })), outcome: { nothing: true } },
    { when: "a line is named that was found whole after all", of: shipment("planned"), short: [{ shipmentLineId: "2", picked: "5", reason: "later" as const }], outcome: { lines: [{}, { missing: "0", reason: null }] } },
    { when: "more is found than is on the list", of: shipment("planned"), short: [{ shipmentLineId: "2", picked: "6", reason: "later" as const }], outcome: { refused: "picked_too_much" } },
    { when: "the line is another shipment's", of: shipment("planned"), short: [{ shipmentLineId: "3", picked: "1", reason: "later" as const }], outcome: { refused: "line_not_found" } },
    { when: "it is picked already", of: shipment("picked"), short: [], outcome: { refused: "shipment_is_past", kind: "conflict", facts: { status: "picked" } } },
    { when: "the order is on hold", of: shipment("planned", { order: { status: "on_hold" } }), short: [], outcome: { refused: "order_is_not_open", kind: "rule" } },
  ])("when $when", ({ of, short, outcome }) => {
    expect(decidePick(of, short)).toMatchObject(outcome)
  })
})

test.each([["planned", "shipment_is_past"], ["picked", undefined], ["packed", "shipment_is_past"], ["shipped", "shipment_is_past"]] as const)("packing what is %s", (status, refused) => {
  expect(decidePack(shipment(status))).toMatchObject(refused ? { refused } : { status: "packed" })
})

describe("shipping", () => {
  const complete = { shipComplete: true }
  test.each([
    { when: "all of it leaves", of: shipment("packed", { picked: "5" }), asked: undefined, outcome: { partial: false, lines: [{ leaving: "5", staying: "0" }, { leaving: "5" }] } },
    { when: "a part of it leaves", of: shipment("packed", { picked: "5" }), asked: [{ shipmentLineId: "1", quantity: "2" }], outcome: { partial: true, lines: [{ leaving: "2", staying: "3" }, { leaving: "0", staying: "5" }] } },
    { when: "more is to leave than was picked", of: shipment("packed", { picked: "5" }), asked: [{ shipmentLineId: "1", quantity: "6" }], outcome: { refused: "shipped_too_much" } },
    { when: "nothing is to leave", of: shipment("packed", { picked: "5" }), asked: [{ shipmentLineId: "1", quantity: "0" }], outcome: { refused: "nothing_leaves" } },
    { when: "it is not packed", of: shipment("picked", { picked: "5" }), asked: undefined, outcome: { refused: "shipment_is_past" } },
    { when: "it has left", of: shipment("shipped", { picked: "5" }), asked: undefined, outcome: { refused: "shipment_is_past", kind: "conflict" } },
    { when: "the order was cancelled", of: shipment("packed", { picked: "5", order: { status: "cancelled" } }), asked: undefined, outcome: { refused: "order_is_not_open" } },
    { when: "the order ships complete and this is all", of: shipment("packed", { picked: "5", order: complete }), asked: undefined, outcome: { partial: false } },
    { when: "the order ships complete and something waits", of: shipment("packed", { picked: "5", order: { ...complete, backordered: true } }), asked: undefined, outcome: { refused: "order_ships_complete" } },
    { when: "the order ships complete and only a part is to leave", of: shipment("packed", { picked: "5", order: complete }), asked: [{ shipmentLineId: "1", quantity: "5" }], outcome: { refused: "order_ships_complete" } },
  ])("when $when", ({ of, asked, outcome }) => {
    expect(decideShip(of, asked)).toMatchObject(outcome)
  })
})
