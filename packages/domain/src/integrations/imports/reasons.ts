import { messages } from "./messages.ts"
import type { Problem } from "./map/map-record.ts"

type Locale = keyof typeof messages
type Texts = Readonly<Record<string, string>>

/**
 * A row's problem as a sentence in the reader's language, for files and terminals; screens format the same texts themselves. Codes
 * of other modules are passed in with their texts; a code without a text stands for itself.
 */
export function reasonIn(locale: Locale, others: readonly Texts[] = []): (problem: Problem) => string {
  const texts: Texts = Object.assign({}, ...others, messages[locale])
  return ({ code, field, facts }) => {
    const sentence = (texts[code] ?? code).replace(/\{(\w+)(?:,[^{}]*)?\}/g, (_, name: string) => String(facts[name] ?? ""))
    const [name = "", key] = field.split(".")
    const label = texts[`integrations.import_field.${name}`]
    return label ? `${label}${key ? ` (${key})` : ""}: ${sentence}` : sentence
  }
}
