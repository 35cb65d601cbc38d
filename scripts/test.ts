import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { runChecks } from "./check.ts"
import { ROOT } from "./start/settings.ts"
import { buildApps } from "./start/sources.ts"
import { browserLanes, type Lane } from "./test/lanes.ts"

type Tally = { passed: number; failed: number; skipped: number }

const results = mkdtempSync(path.join(tmpdir(), "entrepot-results-"))

/** Everything that proves the product: checks, unit and database tests, then the browser against the product as it is started. */
async function main(): Promise<void> {
  const tallies: Tally[] = [{ ...runChecks(), skipped: 0 }, await vitest()]
  await buildApps()
  tallies.push(...(await Promise.all(browserLanes().map(playwright))))
  const sum = (pick: (tally: Tally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0)
  const failed = sum((tally) => tally.failed)
  console.log(`${sum((tally) => tally.passed)} passed, ${failed} failed, ${sum((tally) => tally.skipped)} skipped`)
  process.exitCode = failed === 0 ? 0 : 1
}

async function vitest(): Promise<Tally> {
  const file = path.join(results, "vitest.json")
  const status = await run("vitest", ["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`])
  return tallyOf(status, "vitest", () => {
    const report = JSON.parse(readFileSync(file, "utf8")) as { numPassedTests: number; numFailedTests: number; numPendingTests: number; numFailedTestSuites: number }
    return { passed: report.numPassedTests, failed: Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0), skipped: report.numPendingTests }
  })
}

async function playwright({ files, folder, env }: Lane, place: number): Promise<Tally> {
  const file = path.join(results, `playwright-${place}.json`)
  try {
    const status = await run("playwright", ["test", "--reporter=line,json", `--output=test-results/lane-${place}`, ...files], { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file })
    return tallyOf(status, "playwright", () => {
      const { stats } = JSON.parse(readFileSync(file, "utf8")) as { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }
      return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A runner that fails without counting a failure, or runs nothing, is itself a failure. */
function tallyOf(status: number, runner: string, read: () => Tally): Tally {
  try {
    const tally = read()
    if (tally.passed + tally.failed === 0) throw new Error(`${runner} ran no test`)
    return status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
  } catch (error) {
    console.error(error)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

async function run(name: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  const runner = spawn("npx", ["--no-install", name, ...args], { cwd: ROOT, stdio: "inherit", env: { ...process.env, ...env } })
  const [status] = (await once(runner, "close")) as [number | null]
  return status ?? 1
}

try {
  await main()
} finally {
  rmSync(results, { recursive: true, force: true })
}
