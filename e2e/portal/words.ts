import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { createTranslator } from "use-intl/core"

export type Language = "en" | "de" | "fr"
type Values = Record<string, string | number>
export type Words = (key: string, values?: Values) => string

const folder = path.join(import.meta.dirname, "../../apps/portal/messages")

/** The portal's own words, so that a test says what a person of that language reads: `words("de")("cart.submit")`. */
export function words(language: Language): Words {
  const here = path.join(folder, language)
  const messages = Object.fromEntries(readdirSync(here).map((file) => [path.basename(file, ".json"), JSON.parse(readFileSync(path.join(here, file), "utf8")) as Record<string, unknown>]))
  const translate = createTranslator({ locale: language, messages, onError: (error) => { throw error } }) as unknown as Words
  return (key, values) => translate(key, values)
}
