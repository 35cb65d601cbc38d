import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, readdirSync } from "node:fs"
import { createHash } from "node:crypto"
import path from "node:path"
import { createRoles, LOGINS, type Login } from "@entrepot/db"
import { Cluster, freePort, reachableByOthers } from "@entrepot/db/embedded"
import { portIsFree } from "./ports.ts"
import { ROOT, StartError, type Secrets } from "./settings.ts"

const DATABASE = "entrepot"

/** Where the embedded system keeps its data: beside the code, or where a root's Postgres may reach it. */
export function dataFolder(env: NodeJS.ProcessEnv): string {
  if (env["ENTREPOT_DATA"]) return path.resolve(env["ENTREPOT_DATA"])
  const beside = path.join(ROOT, ".entrepot")
  if (process.getuid?.() !== 0 || reachableByOthers(ROOT)) return beside
  return path.join("/var/lib/entrepot", createHash("sha256").update(ROOT).digest("hex").slice(0, 12))
}

/** Starts the cluster of `folder`, creating it on the first run. Nothing that is there is ever deleted, except what never became whole. */
export async function startEmbedded(folder: string, secrets: Secrets, wantedPort: number, onLost: () => void): Promise<{ cluster: Cluster; urls: Record<Login, string> }> {
  const directory = path.join(folder, "postgres")
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  if (process.getuid?.() === 0 && !reachableByOthers(folder)) {
    throw new StartError(`${folder} (or a folder above it) is closed to other users. Root's Postgres runs as another user, who must be able to walk down to its data: choose another folder with ENTREPOT_DATA=…, or let others through with chmod o+x. Nothing was changed.`)
  }
  await clearLock(directory)
  const port = (await portIsFree(wantedPort)) ? wantedPort : await freePort()
  const cluster = new Cluster({ directory, port, superuserPassword: secrets.superuser, onLost })
  if (!cluster.initialised) await create(directory, secrets)
  try {
    await cluster.start()
  } catch (error) {
    throw new StartError(`The embedded Postgres did not start.\n${(error as Error).message}\nIts data is untouched in ${directory}.`)
  }
  await prepare(cluster, secrets)
  return { cluster, urls: urlsOf(port, secrets) }
}

/** initdb works in a folder of its own, which is renamed when it is whole: a crash leaves nothing half-written behind. */
async function create(directory: string, secrets: Secrets): Promise<void> {
  if (existsSync(directory) && readdirSync(directory).length > 0) {
    throw new StartError(`${directory} holds files but is not a whole database. Nothing was changed. Move the folder away (or delete it, if you do not need it) and start again.`)
  }
  const fresh = `${directory}.new`
  rmSync(fresh, { recursive: true, force: true })
  await new Cluster({ directory: fresh, port: 0, superuserPassword: secrets.superuser }).initialise()
  rmSync(directory, { recursive: true, force: true })
  renameSync(fresh, directory)
}

/** A lock file of a server that is gone is stale. A server that still runs there was left by a start that was killed: it is stopped. */
async function clearLock(directory: string): Promise<void> {
  const pid = Cluster.lockedBy(directory)
  if (pid === undefined) return
  const file = path.join(directory, "postmaster.pid")
  if (!isPostgres(pid)) {
    console.log(`Removed a stale lock file (process ${pid} is not a Postgres): ${file}`)
    rmSync(file, { force: true })
    return
  }
  console.log(`Stopping the Postgres (process ${pid}) that an earlier start left behind in ${directory} …`)
  process.kill(pid, "SIGINT")
  for (let waited = 0; waited < 30_000 && isPostgres(pid); waited += 100) await new Promise((resolve) => setTimeout(resolve, 100))
  if (isPostgres(pid)) throw new StartError(`Process ${pid} still uses ${directory} and does not stop. End it, then start again.`)
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as { code?: string }).code === "EPERM"
  }
  const commandLine = `/proc/${pid}/cmdline`
  return !existsSync(commandLine) || readFileSync(commandLine, "utf8").includes("postgres")
}

async function prepare(cluster: Cluster, secrets: Secrets): Promise<void> {
  const { default: pg } = await import("pg")
  const admin = new pg.Client({ connectionString: cluster.adminUrl() })
  await admin.connect()
  try {
    const { rowCount } = await admin.query("select 1 from pg_database where datname = $1", [DATABASE])
    if (rowCount === 0) await admin.query(`create database ${DATABASE}`)
  } finally {
    await admin.end()
  }
  await createRoles(cluster.adminUrl(DATABASE), secrets.logins)
}

function urlsOf(port: number, secrets: Secrets): Record<Login, string> {
  return Object.fromEntries(LOGINS.map((login) => [login, `postgres://entrepot_${login}:${encodeURIComponent(secrets.logins[login])}@127.0.0.1:${port}/${DATABASE}`])) as Record<Login, string>
}
