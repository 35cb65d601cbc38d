import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { FIELDS, IMPORT_KINDS, IMPORT_STATUSES } from "./contract.ts"
import { messages } from "./messages.ts"

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && name !== "messages.ts")
const sources = files.map((name) => readFileSync(`${import.meta.dirname}/${name}`, "utf8")).join("\n")
const said = [
  ...sources.matchAll(/(?:refuse|notice|problem|no|#unreadable)\((?:same \? )?"([a-z0-9_]+)"/g), ...sources.matchAll(/ : "(row_[a-z_]+|code_[a-z_]+|gtin_[a-z_]+)"/g), ...sources.matchAll(/"integrations\.([a-z0-9_]+)"/g), ...sources.matchAll(/unreadable: "([a-z_]+_is_unreadable)"/g),
].map(([, code]) => code!).filter((code) => code.includes("_") && !code.startsWith("import_run") && !["import_profile", "import_chunk", "import_refusal", "import_row", "import_queued", "import_applied", "import_failed", "import_cancelled"].includes(code))

test.each(["en", "de", "fr"] as const)("everything that an import says has its words in %s", (locale) => {
  const fields = Object.values(FIELDS).flatMap((rules) => Object.keys(rules)).map((name) => `import_field.${name}`)
  const wanted = [...said, ...fields, ...IMPORT_KINDS.map((kind) => `import_kind.${kind}`), ...IMPORT_STATUSES.map((status) => `import.${status}`)].map((code) => `integrations.${code}`)
  expect(said.length).toBeGreaterThan(60)
  expect([...new Set(wanted)].filter((code) => !(code in messages[locale]))).toEqual([])
  expect(Object.keys(messages[locale])).toEqual(Object.keys(messages.en))
})

test("the same facts are named in every language", () => {
  const names = (text: string) => [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort()
  for (const [code, text] of Object.entries(messages.en)) for (const locale of ["de", "fr"] as const) expect([code, names(messages[locale][code as keyof typeof messages.en])]).toEqual([code, names(text)])
})

test("and every code of a row, file or mapping stands in the README", () => {
  const readme = readFileSync(`${import.meta.dirname}/README.md`, "utf8") + readFileSync(`${import.meta.dirname}/../README.md`, "utf8")
  expect([...new Set(said)].filter((code) => !readme.includes(code))).toEqual([])
})
