import { expect, test } from "vitest"
import { draftOf, emptyProduct, readChange } from "./draft.ts"
import { compareDrafts, rebase } from "./rebase.ts"

const base = { ...emptyProduct, sku: "NW-1", names: { en: "Glove", de: "Handschuh", fr: "" }, status: "active" }
const mine = { ...base, names: { ...base.names, de: "Schutzhandschuh" }, status: "run_out" }
const theirs = { ...base, names: { ...base.names, fr: "Gant" }, status: "discontinued" }

test("two people's changes to different fields stand side by side", () => {
  expect(compareDrafts(base, mine, theirs)).toEqual({ theirs: ["names.fr"], both: ["status"], mine: ["status", "names.de"] })
  expect(rebase(base, mine, theirs).names).toEqual({ en: "Glove", de: "Schutzhandschuh", fr: "Gant" })
})

test("of what both changed, mine stays unless I leave it to them", () => {
  expect(rebase(base, mine, theirs).status).toBe("run_out")
  expect(rebase(base, mine, theirs, ["status"]).status).toBe("discontinued")
})

test("an attribute keeps being a number or a yes as long as it reads as one", () => {
  const draft = draftOf({ ...base, mpn: null, gtin: null, hsCode: null, weightGrams: null, origin: null, category: "GLOVES", attributes: { size: 8, sterile: true, colour: "blue" }, units: [] })
  const { value } = readChange({ ...draft, units: emptyProduct.units }, "0190b6a0-0000-7000-8000-000000000001", 1)
  expect(value?.attributes).toEqual({ size: 8, sterile: true, colour: "blue" })
})
