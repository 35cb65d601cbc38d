import { describe, expect, test } from "vitest"
import { modules, readText, sourcesBelow } from "./sources.ts"

/** Who else may write a module's tables, and why. */
const ALLOWED_WRITERS: Readonly<Record<string, readonly string[]>> = {
  // packages/db writes events, audit lines and jobs for everybody; integrations settles deliveries.
  work: ["integrations"],
}

const WRITES = [
  /\bscoped(?:Insert|Update|Delete)\(\s*\w+,\s*"([a-z_]+)\.[a-z_]+/g,
  /\.(?:insertInto|updateTable|deleteFrom)\(\s*"([a-z_]+)\.[a-z_]+/g,
  /\b(?:insert\s+into|update|delete\s+from)\s+([a-z_]+)\.[a-z_]+/g,
]

/** Every event by the name that handlers import it under. */
const EVENTS = new Map(modules().flatMap((module) => sourcesBelow(`packages/domain/src/${module}`)).flatMap(({ text }) =>
  [...text.matchAll(/export const (\w+) = eventType<(?:(?!eventType<).)*?>\("([a-z_.]+)"\)/gs)].map(([, name = "", type = ""]) => [name, type] as const)))

describe.each(modules())("the module %s", (module) => {
  const sources = sourcesBelow(`packages/domain/src/${module}`)

  test("writes its own tables only", () => {
    const foreign = sources.flatMap(({ file, text }) => WRITES.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => ({ file, schema: match[1] ?? "" }))))
      .filter(({ schema }) => schema !== module && !(ALLOWED_WRITERS[schema] ?? []).includes(module))
    expect(foreign).toEqual([])
  })

  test("has a README that names each of its refusals and events", () => {
    const readme = readText(`packages/domain/src/${module}/README.md`)
    expect(readme.length, "README.md").toBeGreaterThan(200)
    const refusals = sources.flatMap(({ text }) => [...text.matchAll(/new Refusal\(\s*"([a-z_.]+)"/g)].map((match) => match[1] ?? ""))
    const events = sources.flatMap(({ text }) => [...text.matchAll(/eventType<[^(]*>\("([a-z_.]+)"\)/gs)].map((match) => match[1] ?? ""))
    const unnamed = [...new Set([...refusals, ...events])].filter((code) => code.startsWith(`${module}.`) && !readme.includes(code) && !readme.includes(code.slice(module.length + 1)))
    expect(unnamed).toEqual([])
  })

  test("says in its README which events it hears", () => {
    const readme = readText(`packages/domain/src/${module}/README.md`)
    const heard = sources.flatMap(({ text }) => [...text.matchAll(/\bhandler\("[a-z_.]+", (\w+)/g)].map(([, name = ""]) => EVENTS.get(name) ?? name))
    expect(heard.filter((type) => !readme.includes(type) && !readme.includes(`\`${type.slice(type.indexOf(".") + 1)}\``))).toEqual([])
  })
})
