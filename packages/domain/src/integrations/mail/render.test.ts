import { assert, integer, property, string } from "fast-check"
import { expect, test } from "vitest"
import { labelOn, luminanceOf, safeColour } from "./colour.ts"
import { renderMail, type MailBrand, type MailContent } from "./render.ts"
import { fill, mailTexts, type MailKind } from "./texts.ts"

const brand: MailBrand = { name: "Zahnwerk & Söhne", legalName: "Zahnwerk GmbH", address: "Lindenhof 1, Berlin", supportEmail: "hallo@zahnwerk.example", supportPhone: "", accent: "#0f766e", radius: 8 }
const content: MailContent = { kind: "order_confirmed", locale: "de", facts: { number: "ZW-17", name: "Petra" }, table: [["Auftrag", "ZW-17"]], lines: [["2 box", "Handschuhe <M>"]], moreLines: 3, link: "http://zahnwerk.localhost/orders/1" }

test("a mail says the same in its text and in its HTML, with the brand in both", () => {
  const { subject, text, html } = renderMail(brand, content)
  expect(subject).toBe("Auftrag ZW-17 ist bestätigt")
  for (const part of ["ZW-17", "http://zahnwerk.localhost/orders/1", "Zahnwerk GmbH", "und 3 weitere"]) {
    expect(text).toContain(part)
    expect(html).toContain(part)
  }
  expect(html).toContain("#0f766e")
  expect(html).not.toMatch(/<style|<script|<img|<link/)
})

test("what is owed for what stands in both, with a word about each where there is one, and no paragraph is empty", () => {
  const { text, html } = renderMail(brand, { ...content, kind: "reminder_first", facts: { total: "7,62 €" }, amounts: [["INV-1", "fällig am 1. Mai", "5,00 €"], ["<Summe>", "", "7,62 €"]], lines: [] })
  expect(text).toContain("INV-1  fällig am 1. Mai  5,00 €")
  expect(text).toContain("<Summe>  7,62 €")
  expect(html).toContain("&lt;Summe&gt;")
  expect(html).not.toMatch(/<p[^>]*><\/p>/)
})

test("whatever a name or a product says stays text", () => {
  assert(property(string({ minLength: 1 }), (evil) => {
    const { html, subject } = renderMail({ ...brand, name: `<b>${evil}` }, { ...content, kind: "user_invited", facts: { name: `<script>${evil}`, expires: "x" } })
    expect(html).not.toContain("<script")
    expect(html).not.toContain("<b>")
    expect(subject).not.toMatch(/[\r\n]/)
  }))
})

test("the button's label is legible on every accent there is", () => {
  assert(property(integer({ min: 0, max: 0xff_ff_ff }), (value) => {
    const accent = `#${value.toString(16).padStart(6, "0")}`
    const [light, dark] = [luminanceOf(accent), luminanceOf(labelOn(accent))].sort((a, b) => b - a) as [number, number]
    expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(4.5)
  }))
})

test.each(["red", "#12345", "#123456;}", "url(x)", 7, undefined])("%s is no colour that reaches the markup", (text) => {
  expect(safeColour(text)).toBe("#2b59c3")
})

test.each(Object.keys(mailTexts.en) as MailKind[])("the mail %s asks for the same facts in every language", (kind) => {
  const asked = (locale: "en" | "de" | "fr") => [...new Set(JSON.stringify(mailTexts[locale][kind]).match(/\{\w+\}/g))].sort()
  expect(asked("de")).toEqual(asked("en"))
  expect(asked("fr")).toEqual(asked("en"))
  expect(mailTexts.de[kind].body).toHaveLength(mailTexts.en[kind].body.length)
})

test("a fact that is missing leaves no hole", () => {
  expect(fill("Order {number} was rejected. {reason}", { number: "7" })).toBe("Order 7 was rejected.")
})

test("a name that ends in a full stop brings no second one", () => {
  expect(fill("You use the portal of {legalName}.", { legalName: "BluePeak Inc." })).toBe("You use the portal of BluePeak Inc.")
  expect(fill("Wait... {name}", { name: "Ada" })).toBe("Wait... Ada")
})
