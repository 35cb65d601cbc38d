import { spawnSync } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { ROOT } from "./start/settings.ts"

export type Check = { readonly name: string; readonly run: () => string | undefined }

/** Runs a tool of ours; answers its output when it failed. */
function tool(name: string, ...args: readonly string[]): () => string | undefined {
  return () => {
    const { status, stdout, stderr } = spawnSync("npx", ["--no-install", name, ...args], { cwd: ROOT, encoding: "utf8", maxBuffer: 64_000_000 })
    return status === 0 ? undefined : `${stdout}\n${stderr}`
  }
}

/** Ranks and doors. A cruise that saw nothing proves nothing, so it fails. */
function cruise(): string | undefined {
  const { status, stdout, stderr } = spawnSync("npx", ["--no-install", "depcruise", "--output-type", "err-long", "packages", "apps", "scripts", "demo"], { cwd: ROOT, encoding: "utf8", maxBuffer: 64_000_000 })
  const modules = Number(/(\d+) modules/.exec(stdout)?.[1] ?? 0)
  if (modules < 100) return `dependency-cruiser saw ${modules} modules; it should see all of ours.\n${stdout}${stderr}`
  return status === 0 ? undefined : stdout
}

/** Each migration says Why, Locks and Undo. */
function migrationsExplainThemselves(): string | undefined {
  const folder = path.join(ROOT, "prisma-free-sql", "migrations")
  const silent = readdirSync(folder).filter((name) => {
    const sql = readFileSync(path.join(folder, name), "utf8")
    return !/^\d{4}_[a-z]+_[a-z0-9_]+\.sql$/.test(name) || !["-- Why:", "-- Locks:", "-- Undo:"].every((heading) => sql.includes(heading))
  })
  return silent.length > 0 ? `These migrations do not say Why, Locks and Undo, or are misnamed: ${silent.join(", ")}` : undefined
}

export const CHECKS: readonly Check[] = [
  { name: "types", run: tool("tsc", "-p", "tsconfig.json") },
  { name: "lint", run: tool("oxlint", "--deny-warnings", "--quiet") },
  { name: "ranks and doors", run: cruise },
  { name: "dead code", run: tool("knip", "--no-progress") },
  { name: "migrations explain themselves", run: migrationsExplainThemselves },
]

/** Runs every check, says each result, and answers how many passed and failed. */
export function runChecks(): { passed: number; failed: number } {
  let failed = 0
  for (const { name, run } of CHECKS) {
    const complaint = run()
    console.log(`${complaint === undefined ? "ok  " : "FAIL"} ${name}`)
    if (complaint !== undefined) {
      failed++
      console.log(complaint)
    }
  }
  return { passed: CHECKS.length - failed, failed }
}

if (process.argv[1]?.endsWith("check.ts")) {
  const { passed, failed } = runChecks()
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
