import { expect, test } from "vitest"
import { isForbidden, whyNot } from "./contract.ts"

const words = Object.assign((key: string, facts?: Record<string, string>) => `${key} in words${facts?.["number"] ? ` for ${facts["number"]}` : ""}`, { has: (key: string) => key !== "tenancy.unheard_of" })

test("what can be done has no reason against it", () => {
  expect(whyNot({ allowed: true }, words)).toBeUndefined()
  expect(isForbidden({ allowed: true })).toBe(false)
})

test("a code is put into words with its facts, and stands for itself where there are none", () => {
  expect(whyNot({ allowed: false, why: "billing.invoice_is_final" }, words, { number: "R-1" })).toBe("billing.invoice_is_final in words for R-1")
  expect(whyNot({ allowed: false, why: "tenancy.unheard_of" }, words)).toBe("tenancy.unheard_of")
})

test("only a missing right is forbidden", () => {
  expect([isForbidden({ allowed: false, why: "tenancy.not_permitted" }), isForbidden({ allowed: false, why: "billing.invoice_is_final" })]).toEqual([true, false])
})
