import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { ROOT } from "../start/settings.ts"

export type Source = { readonly file: string; readonly text: string }

const SKIPPED = new Set(["node_modules", ".next", "generated"])

/** Every source below `folder`, tests and what only they use left out, by its path from the root. */
export function sourcesBelow(folder: string, ending = /\.tsx?$/): Source[] {
  const absolute = path.join(ROOT, folder)
  if (!existsSync(absolute)) return []
  return readdirSync(absolute, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sourcesBelow(file, ending)
    return ending.test(entry.name) && !/(\.test\.tsx?|^testing\.ts)$/.test(entry.name) ? [{ file, text: readFileSync(path.join(ROOT, file), "utf8") }] : []
  })
}

/** The modules of the domain: each folder with an index.ts. */
export function modules(): string[] {
  const folder = path.join(ROOT, "packages/domain/src")
  return readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "index.ts")) && name !== "testing")
}

export function readText(file: string): string {
  const absolute = path.join(ROOT, file)
  return existsSync(absolute) ? readFileSync(absolute, "utf8") : ""
}
