import { readdirSync } from "node:fs"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { describe, expect, test } from "vitest"
import { NETWORK_PERMISSIONS } from "@entrepot/domain/tenancy"
import { ROOT } from "../start/settings.ts"
import { icuArguments } from "./icu.ts"
import { modules, readText, sourcesBelow } from "./sources.ts"

const LOCALES = ["en", "de", "fr"] as const
type Words = { readonly [key: string]: string | Words }

function keysOf(words: Words, prefix = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) => (typeof value === "string" ? [`${prefix}${key}`] : keysOf(value, `${prefix}${key}.`))).sort()
}

/** ICU arguments of each message: a translation that forgets one says less. */
function argumentsOf(words: Words, prefix = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) => {
    if (typeof value !== "string") return argumentsOf(value, `${prefix}${key}.`)
    return [`${prefix}${key}: ${[...icuArguments(value)].sort().join(" ")}`]
  }).sort()
}

describe.each(["portal", "console"])("the words of the %s", (app) => {
  const folder = `apps/${app}/messages`
  const areas = readdirSync(path.join(ROOT, folder, "en")).filter((name) => name.endsWith(".json"))
  test.each(areas)("%s are complete in every language", (area) => {
    const [english, ...others] = LOCALES.map((locale) => JSON.parse(readText(`${folder}/${locale}/${area}`) || "{}") as Words)
    for (const other of others) {
      expect(keysOf(other)).toEqual(keysOf(english ?? {}))
      expect(argumentsOf(other)).toEqual(argumentsOf(english ?? {}))
    }
  })

  test("are all said: no language has a file that English lacks", () => {
    for (const locale of LOCALES) expect(readdirSync(path.join(ROOT, folder, locale)).sort()).toEqual(readdirSync(path.join(ROOT, folder, "en")).sort())
  })
})

test("the console says every right of the distributor's staff", () => {
  const { permission } = JSON.parse(readText("apps/console/messages/en/staff.json")) as { permission: Words }
  expect(Object.keys(permission).sort()).toEqual(Object.keys(NETWORK_PERMISSIONS).map((name) => name.replace("network.", "").replaceAll(".", "_")).sort())
})

describe.each(modules())("the refusals of %s", (module) => {
  test("are said in every language", async () => {
    if (!readText(`packages/domain/src/${module}/messages.ts`)) return
    const { messages } = (await import(pathToFileURL(path.join(ROOT, `packages/domain/src/${module}/messages.ts`)).href)) as { messages: Record<(typeof LOCALES)[number], Words> }
    expect(keysOf(messages.de)).toEqual(keysOf(messages.en))
    expect(keysOf(messages.fr)).toEqual(keysOf(messages.en))
    const said = new Set(keysOf(messages.en).map((key) => (key.startsWith(`${module}.`) ? key : `${module}.${key}`)))
    const thrown = sourcesBelow(`packages/domain/src/${module}`).flatMap(({ text }) => [...text.matchAll(/new Refusal\(\s*"([a-z_.]+)"/g)].map((match) => match[1] ?? ""))
    expect([...new Set(thrown)].filter((code) => code.startsWith(`${module}.`) && !said.has(code))).toEqual([])
  })
})
