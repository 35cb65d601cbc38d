import * as fc from "fast-check"
import { expect, test } from "vitest"
import { compareQuantities, quantity } from "./quantity.ts"
import { quantityVerdict } from "./quantity-verdict.ts"

const rule = (minimum?: string, step?: string, maximum?: string) => ({
  minimum: minimum === undefined ? null : quantity(minimum),
  step: step === undefined ? null : quantity(step),
  maximum: maximum === undefined ? null : quantity(maximum),
})
const no = (reason: string, roundDown?: string, roundUp?: string) => ({
  ok: false, reason, ...(roundDown && { roundDown }), ...(roundUp && { roundUp }),
})
const yes = { ok: true }

test.each([
  { wanted: "5", of: rule("5", "3"), verdict: yes },
  { wanted: "11", of: rule("5", "3"), verdict: yes },
  { wanted: "6", of: rule("5", "3"), verdict: no("off_step", "5", "8") },
  { wanted: "9", of: rule("5", "3"), verdict: no("off_step", "8", "11") },
  { wanted: "4", of: rule("5", "3"), verdict: no("below_minimum", undefined, "5") },
  { wanted: "0", of: rule("5", "3"), verdict: no("below_minimum", undefined, "5") },
  { wanted: "12", of: rule("5", "3", "12"), verdict: no("off_step", "11") },
  { wanted: "20", of: rule("5", "3", "12"), verdict: no("above_maximum", "11") },
  { wanted: "7", of: rule(undefined, "6"), verdict: no("off_step", "6", "12") },
  { wanted: "1", of: rule(undefined, "6"), verdict: no("below_minimum", undefined, "6") },
  { wanted: "1", of: rule("0", "6"), verdict: no("below_minimum", undefined, "6") },
  { wanted: "0.75", of: rule("0.5", "0.1"), verdict: no("off_step", "0.7", "0.8") },
  { wanted: "0.001", of: rule(), verdict: yes },
  { wanted: "0", of: rule(), verdict: no("below_minimum") },
  { wanted: "-1", of: rule(), verdict: no("below_minimum") },
  { wanted: "9", of: rule("10", "1", "5"), verdict: no("below_minimum") },
  { wanted: "11", of: rule("10", "1", "5"), verdict: no("above_maximum") },
  { wanted: "3", of: rule(undefined, "6", "5"), verdict: no("below_minimum") },
])("$wanted is judged by a minimum of $of.minimum, steps of $of.step and a maximum of $of.maximum", ({ wanted, of, verdict }) => {
  expect(quantityVerdict(quantity(wanted), of)).toEqual(verdict)
})

test("whatever is offered instead is allowed, and lies on the side that it claims", () => {
  const count = fc.integer({ min: 1, max: 60 }).map(String)
  const optional = fc.option(count, { nil: undefined })
  fc.assert(fc.property(count, optional, optional, optional, (text, minimum, step, maximum) => {
    const wanted = quantity(text)
    const of = rule(minimum, step, maximum)
    const verdict = quantityVerdict(wanted, of)
    if (verdict.ok) return
    for (const [offered, side] of [[verdict.roundDown, -1], [verdict.roundUp, 1]] as const) {
      if (offered === undefined) continue
      expect(quantityVerdict(offered, of)).toEqual(yes)
      expect(compareQuantities(offered, wanted)).toBe(side)
    }
  }))
})

test("a step of nothing is a defect", () => {
  expect(() => quantityVerdict(quantity("1"), rule(undefined, "0"))).toThrow(RangeError)
})
