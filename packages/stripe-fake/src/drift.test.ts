import { expect, expectTypeOf, test } from "vitest"
import { boolean, integer, parametersOf, readParameters, required, text } from "./fields.ts"

/** As the SDK publishes the parameters of an operation. */
type Published = { amount: number; note?: string; colour?: "red" | "blue" }

test("the published parameters are named exactly, or it does not compile", () => {
  const exact = parametersOf<Published>()({ amount: required(integer), note: text() }, ["colour"])
  // @ts-expect-error A published parameter is named nowhere.
  parametersOf<Published>()({ amount: required(integer), note: text() }, [])
  // @ts-expect-error A parameter was never published.
  parametersOf<Published>()({ amount: required(integer), note: text(), size: text() }, ["colour"])
  // @ts-expect-error A refused parameter was never published.
  parametersOf<Published>()({ amount: required(integer), note: text() }, ["colour", "size"])
  // @ts-expect-error A required parameter is taken for an optional one.
  parametersOf<Published>()({ amount: integer, note: text() }, ["colour"])
  // @ts-expect-error A parameter has another type.
  parametersOf<Published>()({ amount: required(integer), note: boolean }, ["colour"])
  const given = readParameters(exact, { amount: "5" })
  expectTypeOf(given.amount).toEqualTypeOf<number>()
  expect(given).toEqual({ amount: 5 })
})
