import { closeSync, existsSync, openSync, readFileSync, rmSync, mkdirSync, writeSync } from "node:fs"
import path from "node:path"
import { inspectServer, LOGINS, type Login } from "@entrepot/db"
import { migrate } from "@entrepot/db/migrate"
import type { Cluster } from "@entrepot/db/embedded"
import { seedDemo } from "../demo/seed.ts"
import { dataFolder, startEmbedded } from "./start/embedded.ts"
import { refuseBusyPorts } from "./start/ports.ts"
import { Processes, untilReady } from "./start/processes.ts"
import { printAddresses } from "./start/addresses.ts"
import { servicesOf } from "./start/services.ts"
import { keepSecrets, loadEnvironment, readDatabaseUrls, readPayments, readPorts, StartError } from "./start/settings.ts"
import { buildApps } from "./start/sources.ts"

const development = process.argv.includes("--dev")
const withoutDemo = process.argv.includes("--no-demo")
let cluster: Cluster | undefined
let lockFile: string | undefined
let processes: Processes | undefined
let ending = false

async function start(): Promise<void> {
  loadEnvironment()
  const ports = readPorts(process.env)
  const external = readDatabaseUrls(process.env)
  const payments = readPayments(process.env, ports)
  await refuseBusyPorts(ports, payments.fake)
  const folder = dataFolder(process.env)
  lockFile = takeLock(folder)
  if (!development) await buildApps()
  let urls: Readonly<Record<Login, string>>
  let authSecret = process.env["AUTH_SECRET"] ?? ""
  if (external) {
    urls = external
  } else {
    const secrets = keepSecrets(folder)
    const embedded = await startEmbedded(folder, secrets, ports.postgres, () => {
      console.error("Postgres stopped unexpectedly; stopping everything else. What was committed is kept: the next start recovers it.")
      void end(1)
    })
    cluster = embedded.cluster
    urls = embedded.urls
    authSecret ||= secrets.auth
  }
  await inspect(urls, external === undefined)
  const { applied } = await migrate(urls.migrator)
  if (applied.length > 0) console.log(`Applied ${applied.length} migrations.`)
  const seeded = withoutDemo ? false : await seedDemo(urls)
  const services = servicesOf({ urls, ports, authSecret, development, payments, folder })
  const alive = new Set(services.map((service) => service.name))
  processes = new Processes((name, code) => {
    alive.delete(name)
    console.error(`${name} stopped unexpectedly (code ${code}); stopping everything else.`)
    void end(1)
  })
  for (const service of services) processes.start(service)
  await Promise.all(services.map((service) => untilReady(service, () => alive.has(service.name))))
  printAddresses({ ports, payments, seeded, demo: !withoutDemo, dataFolder: external ? undefined : folder })
}

async function inspect(urls: Readonly<Record<Login, string>>, embedded: boolean): Promise<void> {
  const findings = (await Promise.all(LOGINS.map((login) => inspectServer(login, urls[login], { embedded })))).flat()
  const said = new Set(findings.map((finding) => finding.message))
  const refused = findings.filter((finding) => finding.severity === "refuse")
  if (refused.length > 0) throw new StartError([...new Set(refused.map((finding) => finding.message))].join("\n"))
  for (const message of said) console.log(`Note: ${message}`)
}

/** Two starts in one data folder would fight over it. The file names the process, so that a crash leaves no riddle. */
function takeLock(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, "start.lock")
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = openSync(file, "wx")
      writeSync(handle, String(process.pid))
      closeSync(handle)
      return file
    } catch (error) {
      if ((error as { code?: string }).code !== "EEXIST") throw new StartError(`The data folder ${folder} cannot be written: ${(error as Error).message}. Choose another with ENTREPOT_DATA=… or mend its rights.`)
      const pid = Number(readFileSync(file, "utf8"))
      if (isAlive(pid)) throw new StartError(`Entrepot is already running here (process ${pid}). Stop it with Ctrl-C first, or use another folder: ENTREPOT_DATA=… npm start`)
      console.log(`An earlier start (process ${pid || "unknown"}) did not end cleanly; taking over.`)
      rmSync(file, { force: true })
    }
  }
  throw new StartError(`The lock file ${file} could not be taken.`)
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as { code?: string }).code !== "EPERM") return false
  }
  const commandLine = `/proc/${pid}/cmdline`
  return !existsSync(commandLine) || readFileSync(commandLine, "utf8").includes("start.ts")
}

async function end(code: number): Promise<void> {
  if (ending) return
  ending = true
  await processes?.stop()
  await cluster?.stop()
  if (lockFile) rmSync(lockFile, { force: true })
  process.exit(code)
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (!ending) console.log("\nStopping …")
    void end(0)
  })
}
// `npm start` does not always pass a signal on: when our parent is gone, so are we.
const parent = process.ppid
setInterval(() => process.ppid !== parent && void end(0), 500).unref()

start().catch(async (error: unknown) => {
  console.error(error instanceof StartError ? `\n${error.message}\n` : error)
  await end(1)
})
