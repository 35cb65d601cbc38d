import { expect, test } from "vitest"
import { grouped } from "./grouped.ts"

test("groups and what is in them stand in the order in which they first come", () => {
  expect([...grouped(["pear", "apple", "plum", "avocado", "cherry"], (fruit) => fruit[0])]).toEqual([["p", ["pear", "plum"]], ["a", ["apple", "avocado"]], ["c", ["cherry"]]])
  expect([...grouped([], String)]).toEqual([])
})
