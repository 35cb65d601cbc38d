import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { LOCALES, type Locale } from "@entrepot/domain/tenancy/contract"
import type { Messages, Words } from "./runtime.ts"

const AREAS = path.join(import.meta.dirname, "../../messages")
const MODULES = path.join(import.meta.dirname, "../../../../packages/domain/src")

type Mutable = { [key: string]: string | Mutable }

/**
 * Every word of the portal: one file per area and language (`messages/<locale>/<area>.json`, under the area's name), and under
 * `domain` what the modules' refusals and statuses say (`domain.ordering.order_is_empty`). A new file is found by itself.
 */
export async function loadMessages(): Promise<Messages & { readonly script: (file: string) => string | undefined }> {
  const all = new Map<Locale, Words>()
  for (const locale of LOCALES) {
    const { refusals = {}, ...areas } = areasOf(locale)
    all.set(locale, { ...areas, domain: refusals }) // refusals.json: codes of what is no module
  }
  for (const module of readdirSync(MODULES)) await addModule(all, module)
  const scripts = new Map<string, string>()
  const addresses = new Map<Locale, string>()
  for (const [locale, words] of all) {
    const source = `(self.__words??={}).${locale}=${JSON.stringify(words).replaceAll("<", "\\u003c")}`
    const file = `${locale}.${createHash("sha256").update(source).digest("base64url").slice(0, 16)}.js`
    scripts.set(file, source)
    addresses.set(locale, `/i18n/${file}`)
  }
  return { words: (locale) => all.get(locale) ?? {}, scriptOf: (locale) => addresses.get(locale) ?? "", script: (file) => scripts.get(file) }
}

function areasOf(locale: Locale): Mutable {
  const folder = path.join(AREAS, locale)
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"))
  return Object.fromEntries(files.map((name) => [name.replace(/\.json$/, ""), JSON.parse(readFileSync(path.join(folder, name), "utf8")) as Mutable]))
}

async function addModule(all: ReadonlyMap<Locale, Words>, module: string): Promise<void> {
  const file = path.join(MODULES, module, "messages.ts")
  if (!existsSync(file)) return
  const { messages } = (await import(pathToFileURL(file).href)) as { messages: Record<Locale, Mutable> }
  for (const [locale, words] of all) {
    for (const [code, text] of flat(messages[locale])) put(words["domain"] as Mutable, (code.startsWith(`${module}.`) || code.startsWith("auth.") ? code : `${module}.${code}`).split("."), text)
  }
}

/** Modules write codes flat or nested; both mean the same. */
function flat(words: Mutable, prefix = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) => (typeof value === "string" ? [[`${prefix}${key}`, value] as [string, string]] : flat(value, `${prefix}${key}.`)))
}

function put(words: Mutable, [key = "", ...rest]: readonly string[], text: string): void {
  if (rest.length === 0) {
    words[key] = text
    return
  }
  const inner = words[key]
  put(typeof inner === "object" ? inner : (words[key] = {}), rest, text)
}
