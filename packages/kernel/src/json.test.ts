import * as fc from "fast-check"
import { expect, test } from "vitest"
import { canonicalJson, type JsonValue } from "./json.ts"

test("keys are written in one order at every depth", () => {
  expect(canonicalJson({ b: 1, a: [{ d: null, c: "é" }] })).toBe('{"a":[{"c":"é","d":null}],"b":1}')
})

test("canonical text is valid JSON of the same value, whatever the order of its keys", () => {
  fc.assert(fc.property(fc.jsonValue(), (generated) => {
    const value = generated as JsonValue
    const text = canonicalJson(value)
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    expect(canonicalJson(reversed(value))).toBe(text)
  }))
})

test("an undefined property is the same as an absent one", () => {
  expect(canonicalJson({ a: undefined } as never)).toBe("{}")
})

test.each([
  ["a bigint", 1n], ["NaN", Number.NaN], ["infinity", Number.POSITIVE_INFINITY], ["a date", new Date(0)],
  ["a map", new Map()], ["undefined", undefined],
  ["undefined in an array", [undefined]], ["a hole in an array", Array(1)], ["a function", () => 1],
])("%s is refused rather than quietly changed", (_, value) => {
  expect(() => canonicalJson(value as never)).toThrow(TypeError)
})

function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).toReversed().map(([key, inner]) => [key, reversed(inner)]))
}
