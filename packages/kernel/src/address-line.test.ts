import { expect, test } from "vitest"
import { addressLine } from "./address-line.ts"

test("an address is one line of what it has", () => {
  expect(addressLine({ recipient: "Praxis", line1: "Elm Street 5", line2: "", postalCode: "60607", city: "Chicago", region: "IL", country: "USA" })).toBe("Praxis, Elm Street 5, 60607 Chicago, IL, USA")
  expect(addressLine({ line1: "Quai 1", postalCode: "", city: "Lyon", region: " " })).toBe("Quai 1, Lyon")
})
