import { expect, test } from "vitest"
import { taxLabel } from "./tax-label.ts"

test.each([
  ["CA sales tax 7.25 %", "7.25", "CA sales tax 7.25 %"], ["CA sales tax 6 %", "7.25", "CA sales tax"], ["CA sales tax (6%)", "7.25", "CA sales tax"], ["MwSt. 19,0 %", "19", "MwSt. 19,0 %"], ["TVA 5,5 %", "20", "TVA"],
  ["District 9 tax", "1", "District 9 tax"], ["", "1", ""],
])("%s at %s is called %s", (label, percent, said) => expect(taxLabel(label, percent)).toBe(said))
