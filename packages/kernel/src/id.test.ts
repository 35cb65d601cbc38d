import * as fc from "fast-check"
import { expect, expectTypeOf, test } from "vitest"
import { type Id, idGenerator, isUuid, newId } from "./id.ts"

test("an id is a UUID of version 7 that starts with its moment", () => {
  const id = idGenerator()(0x0199_1234_5678)
  expect(id).toMatch(/^01991234-5678-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(isUuid(id)).toBe(true)
})

test("ids sort as they were made, even when many share a millisecond", () => {
  const generate = idGenerator()
  const ids = Array.from({ length: 20_000 }, () => generate(1_700_000_000_000))
  expect([...new Set(ids)].sort()).toEqual(ids)
})

test("ids sort as they were made, even when the clock steps back", () => {
  fc.assert(fc.property(fc.array(fc.nat(2 ** 40), { minLength: 2 }), (moments) => {
    const generate = idGenerator()
    const ids = moments.map((now) => generate(now))
    expect([...new Set(ids)].sort()).toEqual(ids)
  }))
})

test("without a moment an id takes the clock's", () => {
  const before = Date.now()
  expect(Number.parseInt(newId().replaceAll("-", "").slice(0, 12), 16)).toBeGreaterThanOrEqual(before)
})

test("ids of two things do not fit each other", () => {
  expectTypeOf<Id<"order">>().not.toExtend<Id<"invoice">>()
  expectTypeOf<string>().toExtend<Id<"order">>()
  const unnamed = newId()
  expectTypeOf(unnamed).toExtend<Id<"order">>()
})

test.each([
  [""], ["x"], [7], [null],
  ["01991234-5678-7000-8000-00000000000"],
  ["{01991234-5678-7000-8000-000000000000}"],
  ["01991234-5678-7000-c000-000000000000"],
])("%j is no UUID", (value) => {
  expect(isUuid(value)).toBe(false)
})

test("a UUID may be written in capitals and be of another version", () => {
  expect(isUuid("F47AC10B-58CC-4372-A567-0E02B2C3D479")).toBe(true)
})
