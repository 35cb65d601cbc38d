import { expect, test } from "vitest"
import { quantity } from "@entrepot/kernel"
import { hardAvailable, PLAIN_WEEK, planningAvailable, promiseDate, type Availability } from "./index.ts"

const availability = (onHand: string, reserved: string, expected: [string, string][] = [], waiting = "0"): Availability => ({
  stock: [{ warehouseId: "ham", onHand, reserved }], expected: expected.map(([on, more]) => ({ on, quantity: more, warehouseId: "ham" })), waiting,
})

// 2026-11-20 is a Friday.
test.each([
  { when: "it is on the shelf", supply: availability("10", "4"), wanted: "6", handlingDays: 1, answer: { on: "2026-11-23", reason: "in_stock" } },
  { when: "it is on the shelf and leaves the same day", supply: availability("10", "0"), wanted: "6", handlingDays: 0, answer: { on: "2026-11-20", reason: "in_stock" } },
  { when: "one too many is promised already", supply: availability("10", "5"), wanted: "6", handlingDays: 1, answer: { on: null, reason: "no_supply" } },
  { when: "the rest arrives", supply: availability("10", "5", [["2026-12-01", "1"]]), wanted: "6", handlingDays: 1, answer: { on: "2026-12-02", reason: "expected_receipt" } },
  { when: "two arrivals are needed", supply: availability("0", "0", [["2026-12-08", "3"], ["2026-12-01", "3"]]), wanted: "6", handlingDays: 2, answer: { on: "2026-12-10", reason: "expected_receipt" } },
  { when: "the first arrival is promised to others", supply: availability("0", "0", [["2026-12-01", "5"], ["2026-12-08", "5"]], "5"), wanted: "5", handlingDays: 1, answer: { on: "2026-12-09", reason: "expected_receipt" } },
  { when: "everything that arrives is promised to others", supply: availability("0", "0", [["2026-12-01", "5"]], "4"), wanted: "2", handlingDays: 1, answer: { on: null, reason: "no_supply" } },
  { when: "the arrival is overdue", supply: availability("0", "0", [["2026-11-02", "5"]]), wanted: "5", handlingDays: 1, answer: { on: "2026-11-23", reason: "expected_receipt" } },
  { when: "it arrives on a Saturday", supply: availability("0", "0", [["2026-11-28", "5"]]), wanted: "5", handlingDays: 0, answer: { on: "2026-11-30", reason: "expected_receipt" } },
])("the promise when $when", ({ supply, wanted, handlingDays, answer }) => {
  expect(promiseDate({ availability: supply, quantity: quantity(wanted), today: "2026-11-20", handlingDays, calendar: PLAIN_WEEK })).toEqual(answer)
})

test("what can be reserved and what can be planned with are two numbers", () => {
  const supply = availability("10", "4", [["2026-12-01", "20"], ["2026-12-08", "5"]], "30")
  expect(hardAvailable(supply)).toBe("6")
  expect(planningAvailable(supply)).toBe("1")
  expect(planningAvailable(supply, "2026-12-01")).toBe("-4")
  expect(planningAvailable(supply, "2026-11-30")).toBe("-24")
})
