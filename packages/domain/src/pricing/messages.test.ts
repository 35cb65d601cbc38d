import { readFileSync, readdirSync } from "node:fs"
import { expect, test } from "vitest"
import { messages } from "./messages.ts"
import { messages as storefront } from "../storefront/messages.ts"

const folder = (name: string) => new URL(`../${name}/`, import.meta.url)
const codesIn = (name: string) => new Set(readdirSync(folder(name)).filter((file) => file.endsWith(".ts") && !file.includes(".test.")).flatMap((file) =>
  [...readFileSync(new URL(file, folder(name)), "utf8").matchAll(/Refusal\("([a-z]+\.[a-z_]+)"/g)].map((found) => found[1]!).filter((code) => code.startsWith(`${name}.`))))

test.each([["pricing", messages], ["storefront", storefront]] as const)("every refusal of %s is said in three languages and stands in its README", (name, texts) => {
  const readme = readFileSync(new URL("README.md", folder(name)), "utf8")
  expect(codesIn(name).size).toBeGreaterThan(2)
  for (const code of codesIn(name)) {
    for (const locale of ["en", "de", "fr"] as const) expect(Object.keys(texts[locale])).toContain(code)
    expect(readme).toContain(code.split(".")[1])
  }
  expect(Object.keys(texts.de)).toEqual(Object.keys(texts.en))
  expect(Object.keys(texts.fr)).toEqual(Object.keys(texts.en))
})
