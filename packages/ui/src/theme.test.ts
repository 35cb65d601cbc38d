import { readFileSync } from "node:fs"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { hexOf, isHex, oklchOf, type Hex } from "./color.ts"
import { BrandInvalid, adjustments, brandFonts, contrast, contrastReport, defaultLook, themeCss, themeOf, type BrandLook } from "./theme.ts"

const hex = fc.integer({ min: 0, max: 0xffffff }).map((value): Hex => `#${value.toString(16).padStart(6, "0")}`)
const look: fc.Arbitrary<BrandLook> = fc.record({
  accent: hex, ink: hex, canvas: hex, radius: fc.integer({ min: 0, max: 16 }), font: fc.constantFrom(...brandFonts),
})

describe("a derived theme", () => {
  test("keeps WCAG AA for any accent, ink and canvas, by day and by night", () => {
    fc.assert(fc.property(look, (brand) => {
      expect(contrastReport(brand).filter((pair) => !pair.pass)).toEqual([])
    }), { numRuns: 300 })
  })

  test("keeps it when more contrast is asked for, and gives text at least 7", () => {
    fc.assert(fc.property(look, (brand) => {
      expect(contrastReport(brand, "more").filter((pair) => !pair.pass)).toEqual([])
      const { light, dark } = themeOf(brand, "more")
      for (const tokens of [light, dark]) expect(contrast(tokens["text-muted"], tokens.surface)).toBeGreaterThanOrEqual(7)
    }), { numRuns: 100 })
  })

  test.each(["#ffff00", "#ffffff", "#000000", "#808080", "#00ff00", "#0000ff", "#ff00ff"])("holds for the awkward colour %s in every place", (colour) => {
    const brand = { ...defaultLook, accent: colour, ink: colour, canvas: colour }
    expect(contrastReport(brand).filter((pair) => !pair.pass)).toEqual([])
  })

  test("leaves a sound accent exactly as it was chosen", () => {
    expect(themeOf(defaultLook).light.accent).toBe(defaultLook.accent)
    expect(adjustments({ ...defaultLook, accent: "#ffee00" }).map(({ mode, token }) => `${mode} ${token}`)).toContain("light accent")
  })
})

describe("the style sheet", () => {
  test("holds nothing but tokens with checked values", () => {
    fc.assert(fc.property(look, (brand) => {
      expect(themeCss(brand)).toMatch(/^[\w\s:#;{}()[\]"=,.@/%-]+$/)
    }), { numRuns: 50 })
  })

  test("of the default look is the one that is checked in", () => {
    expect(readFileSync(new URL("default-theme.css", import.meta.url), "utf8")).toContain(themeCss(defaultLook))
  })

  test("covers the chosen mode, the system's mode and the wish for contrast", () => {
    const css = themeCss(defaultLook, "[data-brand=\"preview\"]")
    expect(css).toContain(`[data-brand="preview"][data-theme="dark"]{color-scheme:dark`)
    expect(css).toContain(`@media (prefers-color-scheme: dark){[data-brand="preview"]:not([data-theme="light"])`)
    expect(css).toContain("@media (prefers-contrast: more)")
  })

  test.each([
    ["accent", { accent: "red;}body{display:none" }],
    ["accent", { accent: "#fff" }],
    ["ink", { ink: "url(https://example.com)" }],
    ["canvas", { canvas: "#12345g" }],
    ["radius", { radius: 17 }],
    ["radius", { radius: Number.NaN }],
    ["font", { font: "Comic Sans" as never }],
  ])("refuses a brand whose %s is %o", (field, part) => {
    expect(() => themeCss({ ...defaultLook, ...part })).toThrow(BrandInvalid)
    expect(() => themeCss({ ...defaultLook, ...part })).toThrow(field)
  })

  test("refuses a selector that could close the rule", () => {
    expect(() => themeCss(defaultLook, ":root{}body")).toThrow(BrandInvalid)
  })
})

describe("colour conversion", () => {
  test("goes to OKLCH and back without moving a pixel", () => {
    fc.assert(fc.property(hex, (colour) => {
      expect(hexOf(oklchOf(colour))).toBe(colour)
    }))
  })

  test("brings any OKLCH colour into what a screen can show", () => {
    const wild = fc.record({ l: fc.double({ min: 0, max: 1, noNaN: true }), c: fc.double({ min: 0, max: 0.5, noNaN: true }), h: fc.double({ min: 0, max: 360, noNaN: true }) })
    fc.assert(fc.property(wild, (colour) => {
      expect(isHex(hexOf(colour))).toBe(true)
    }))
  })
})
