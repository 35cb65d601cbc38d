import { messages as catalogMessages } from "../../catalog/messages.ts"
import { messages as pricingMessages } from "../../pricing/messages.ts"
import { messages } from "./messages.ts"
import type { Problem } from "./map/map-record.ts"

type Locale = keyof typeof messages
type Texts = Readonly<Record<string, string>>

/**
 * A row's problem as a sentence in the reader's language, for files and terminals; screens format the same texts themselves. The
 * doors that an import writes through speak for themselves; a code without a text stands for itself.
 */
export function reasonIn(locale: Locale): (problem: Problem) => string {
  const texts: Texts = { ...catalogMessages[locale], ...pricingMessages[locale], ...messages[locale] }
  return ({ code, field, facts }) => {
    const sentence = (texts[code] ?? code).replace(/\{(\w+)(?:,[^{}]*)?\}/g, (_, name: string) => String(facts[name] ?? ""))
    const [name = "", key] = field.split(".")
    const label = texts[`integrations.import_field.${name}`]
    return label ? `${label}${key ? ` (${key})` : ""}: ${sentence}` : sentence
  }
}
