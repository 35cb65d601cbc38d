import { expect, test } from "vitest"
import { parsePad } from "@entrepot/domain/storefront/contract"
import { rewriteRow, withoutLines } from "./pad-text.ts"

const rewrite = (text: string, line: number, row: Parameters<typeof rewriteRow>[3], added?: readonly number[]) => rewriteRow(text, parsePad(text, "en"), line, row, added)

test("one row is written anew and the others stay as they were typed", () => {
  expect(rewrite("A-1;5\nB-2, 7\nC-3", 2, { part: "B-2", quantity: "10", unit: "XBX" })).toBe("A-1;5\nB-2\t10\tXBX\nC-3")
})

test("rows that were added to it are taken out, so that they are not counted twice", () => {
  const text = rewrite("A-1;50\nB-2;7\nA-1;51", 1, { part: "A-1", quantity: "150", unit: "EA" }, [3])
  expect(parsePad(text, "en")).toEqual([{ line: 1, part: "A-1", quantity: "150", unit: "EA" }, { line: 2, part: "B-2", quantity: "7" }])
})

test("under a heading in another order every row keeps its meaning", () => {
  const text = rewrite("qty;sku\n5;A-1\n51;B-2", 3, { part: "B-2", quantity: "100", unit: "EA" })
  expect(parsePad(text, "en").map(({ part, quantity }) => `${part}=${quantity}`)).toEqual(["A-1=5", "B-2=100"])
})

test("lines are taken out by their numbers", () => {
  expect(withoutLines("a\r\nb\nc", [1, 3])).toBe("b")
})
