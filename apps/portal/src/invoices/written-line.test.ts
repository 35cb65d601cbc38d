import { expect, test } from "vitest"
import { newLine, readLine } from "./written-line.ts"

test.each([
  { when: "it says what, how many and how much", change: { name: " Freight ", quantity: "2", unitPrice: "12,50" }, reads: { sku: "", name: "Freight", unit: "C62", quantity: "2", unitPrice: "12.50" } },
  { when: "it is free of charge", change: { name: "Visit", unitPrice: "0" }, reads: expect.objectContaining({ quantity: "1", unitPrice: "0" }) },
  { when: "it does not say what", change: { name: " ", unitPrice: "1" }, reads: "name" },
  { when: "it is for none", change: { name: "Visit", quantity: "0", unitPrice: "1" }, reads: "quantity" },
  { when: "it has no price", change: { name: "Visit" }, reads: "unitPrice" },
])("a written line is read when $when", ({ change, reads }) => expect(readLine({ ...newLine(0), ...change }, ",")).toEqual(reads))

test("a line that nobody priced costs what the account's price is, and what somebody typed stands over it", () => {
  const line = { ...newLine(0), productId: "p", sku: "DN-1001", name: "Gloves", unit: "XBX", quantity: "2", unitPrice: undefined }
  expect(readLine(line, ",", "9.8")).toMatchObject({ unit: "XBX", quantity: "2", unitPrice: "9.8" })
  expect(readLine({ ...line, unitPrice: "9,50" }, ",", "9.8")).toMatchObject({ unitPrice: "9.50" })
  expect(readLine(line, ",")).toBe("unitPrice")
})
