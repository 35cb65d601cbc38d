import { expect, test } from "vitest"
import { newLine, readLine } from "./written-line.ts"

test.each([
  { when: "it says what, how many and how much", change: { name: " Freight ", quantity: "2", unitPrice: "12,50" }, reads: { sku: "", name: "Freight", unit: "each", quantity: "2", unitPrice: "12.50" } },
  { when: "it is free of charge", change: { name: "Visit", unitPrice: "0" }, reads: expect.objectContaining({ quantity: "1", unitPrice: "0" }) },
  { when: "it does not say what", change: { name: " ", unitPrice: "1" }, reads: "name" },
  { when: "it is for none", change: { name: "Visit", quantity: "0", unitPrice: "1" }, reads: "quantity" },
  { when: "it has no price", change: { name: "Visit" }, reads: "unitPrice" },
])("a written line is read when $when", ({ change, reads }) => expect(readLine({ ...newLine(0), ...change }, ",")).toEqual(reads))
