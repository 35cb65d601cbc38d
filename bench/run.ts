import { mkdirSync, writeFileSync } from "node:fs"
import { cpus, loadavg, totalmem } from "node:os"
import path from "node:path"
import { parseArgs } from "node:util"
import { buildApps } from "../scripts/start/sources.ts"
import { ageings, calendars, invoiceLists, statements } from "./cases/money.ts"
import { orders } from "./cases/order.ts"
import { cataloguePages, firstPaints, pads, productPages, searches } from "./cases/reads.ts"
import { recurringLimit } from "./cases/recurring-limit.ts"
import { recurringRun, recurringRunOfTwo } from "./cases/recurring-run.ts"
import { catalogueSizes, stamping } from "./cases/stamp.ts"
import { tenants } from "./cases/tenants.ts"
import { usage } from "./cases/usage.ts"
import { walls } from "./cases/walls.ts"
import { startBare } from "./lib/bare.ts"
import type { Case, Finding, Stage } from "./lib/case.ts"
import { SETTINGS, startDatabases } from "./lib/database.ts"
import { FULL, LEAN, SMALL, type Size } from "./lib/dataset.ts"
import { httpClient } from "./lib/http.ts"
import { NOT_STARTED, startPortal } from "./lib/processes.ts"
import { buyersOf, productsOf } from "./lib/questions.ts"
import { ratiosOf, reportOf, verdictsOf } from "./lib/report.ts"

const CASES: Readonly<Record<string, (stage: Stage) => Promise<Case | Case[]>>> = { "1": cataloguePages, "2": searches, "3": productPages, "4": pads, "7": firstPaints, "5": orders, "6": stamping, r2: calendars, r3: statements, r4: ageings }
const FINDINGS: Readonly<Record<string, (stage: Stage) => Promise<Finding | Finding[]>>> = { wall: walls, tenants, sizes: catalogueSizes, lists: invoiceLists, r1: recurringRun, "r1-two": recurringRunOfTwo, "r1-limit": recurringLimit, r5: usage }
/** They ask no portal, so none is built or started for them alone. */
const WITHOUT_PORTAL = new Set(["r1", "r1-two", "r1-limit", "r5"])

const MOST_DATES = 100
const { values: options } = parseArgs({ options: { small: { type: "boolean", default: false }, lean: { type: "boolean", default: false }, only: { type: "string" }, dates: { type: "string" }, json: { type: "string" }, "no-build": { type: "boolean", default: false } } })
const wanted = options.only?.split(",").map((name) => name.trim()) ?? [...Object.keys(CASES), ...Object.keys(FINDINGS)]
const unknown = wanted.filter((name) => !(name in CASES) && !(name in FINDINGS))
if (unknown.length > 0) throw new Error(`Nothing is called ${unknown.join(", ")}. There are ${[...Object.keys(CASES), ...Object.keys(FINDINGS)].join(", ")}.`)

const dates = options.dates === undefined ? undefined : Number(options.dates)
if (dates !== undefined && !(Number.isInteger(dates) && dates >= 1 && dates <= MOST_DATES)) throw new Error(`--dates is a whole number from 1 to ${MOST_DATES}.`)

const asksPortal = wanted.some((name) => !WITHOUT_PORTAL.has(name))
const started = performance.now()
const say = (text: string): void => console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}`)

const MOST_MINUTES = 50

async function main(size: Size): Promise<void> {
  if (!options["no-build"] && asksPortal) await buildApps()
  const bases = await startDatabases(size, (step) => say(step))
  try {
    const result = await Promise.race([measureAll(size, bases), interrupted()])
    console.log(reportOf(result.cases, result.findings))
    write({ ...machine(size), cases: result.cases.map((one) => ({ ...one, ratios: ratiosOf(one), verdicts: verdictsOf(one) })), findings: result.findings })
  } finally {
    await bases.stop()
  }
}

/** Ends the run however it goes: by a signal, or when it hangs. Children end with us, the database is stopped by `main`. */
function interrupted(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => reject(new Error(`Ended by ${signal}.`)))
    setTimeout(() => reject(new Error(`Not done after ${MOST_MINUTES} minutes.`)), MOST_MINUTES * 60_000).unref()
  })
}

async function measureAll(size: Size, bases: Stage["bases"]): Promise<{ cases: Case[]; findings: Finding[] }> {
  const [portal, bare] = [asksPortal ? await startPortal(bases.many) : NOT_STARTED, await startBare()]
  try {
    const stage: Stage = {
      bases, size, say, base: bases.many, database: bases.pid, portal, bare, ask: httpClient(portal.port),
      dates, buyers: await buyersOf(bases.many, 40), products: await productsOf(bases.many, 400),
      seconds: size === FULL ? 12 : 6, count: (full) => (size === FULL ? full : Math.max(4, Math.ceil(full / 4))),
    }
    const cases: Case[] = []
    for (const [name, run] of Object.entries(CASES)) if (wanted.includes(name)) cases.push(...[await announced(name, () => run(stage))].flat())
    const findings: Finding[] = []
    for (const [name, run] of Object.entries(FINDINGS)) if (wanted.includes(name)) findings.push(...[await announced(name, () => run(stage))].flat())
    return { cases: cases.toSorted((a, b) => a.id.localeCompare(b.id)), findings }
  } finally {
    await Promise.all([portal.stop(), bare.stop()])
  }
}

function announced<T>(name: string, run: () => Promise<T>): Promise<T> {
  say(`measuring ${name}`)
  return run()
}

function machine(size: Size) {
  const [cpu] = cpus()
  return { at: new Date().toISOString(), size, postgres: SETTINGS, machine: { cpu: cpu?.model ?? "", cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version, loadAtEnd: loadavg() } }
}

function write(result: object): void {
  const file = options.json ?? path.join(import.meta.dirname, "results", `${new Date().toISOString().replaceAll(":", "-")}.json`)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`)
  say(`written to ${file}`)
}

await main(options.small ? SMALL : options.lean ? LEAN : FULL).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
process.exit() // connections to the portal are kept open
