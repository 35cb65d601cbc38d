import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { automation, createPool, createRoles, LOGINS, withWork, type Login, type Passwords } from "@entrepot/db"
import { Cluster, freePort } from "@entrepot/db/embedded"
import { migrate } from "@entrepot/db/migrate"
import { rebuildCatalogIndex } from "@entrepot/domain/catalog"
import { publishStandardTemplates } from "@entrepot/domain/provisioning"
import { generateCatalogue, generateTenants, type Size } from "./dataset.ts"

const PASSWORD = "bench"
const passwords = Object.fromEntries(LOGINS.map((login) => [login, PASSWORD])) as Passwords

/** Not how one runs a database that must keep anything: no fsync, and no autovacuum in the middle of a measurement. */
export const SETTINGS = {
  fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum: "off", wal_level: "minimal", max_wal_senders: "0",
  max_wal_size: "1GB", checkpoint_timeout: "1h", shared_buffers: "1GB", work_mem: "16MB", maintenance_work_mem: "256MB", max_connections: "150",
}

export type Base = { readonly name: string; readonly adminUrl: string; readonly urlOf: (login: Login) => string }
export type Bases = {
  readonly pid: number
  /** One tenant in each network. */
  readonly few: Base
  /** All of them. */
  readonly many: Base
  readonly stop: () => Promise<void>
}

/** A throw-away cluster in memory with the same catalogue twice: once with ten tenants, once with all of them. */
export async function startDatabases(size: Size, say: (step: string) => void): Promise<Bases> {
  const directory = mkdtempSync(path.join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "entrepot-bench-"))
  chmodSync(directory, 0o755)
  const port = await freePort()
  const data = path.join(directory, "data")
  const cluster = new Cluster({ directory: data, port, superuserPassword: PASSWORD, settings: SETTINGS })
  const stop = async () => {
    await cluster.stop()
    rmSync(directory, { recursive: true, force: true })
  }
  try {
    await cluster.initialise()
    await cluster.start()
    const few = await emptyBase(cluster, port, "bench_few")
    await fillCatalogue(few, size, say)
    await generateTenants(few.adminUrl, size, { from: 1, to: 1 }, say)
    say("copy of the database")
    await cluster.asAdmin("postgres", "create database bench_many template bench_few")
    const many = base(cluster, port, "bench_many")
    await createRoles(many.adminUrl, passwords)
    await generateTenants(many.adminUrl, size, { from: 2, to: Math.max(2, Math.floor(size.tenants / size.networks)) }, say)
    await cluster.asAdmin("postgres", "checkpoint")
    return { pid: Cluster.lockedBy(data) ?? 0, few, many, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function emptyBase(cluster: Cluster, port: number, name: string): Promise<Base> {
  await cluster.asAdmin("postgres", `create database ${name}`)
  const made = base(cluster, port, name)
  await createRoles(made.adminUrl, passwords)
  await migrate(made.urlOf("migrator"))
  return made
}

function base(cluster: Cluster, port: number, name: string): Base {
  return { name, adminUrl: cluster.adminUrl(name), urlOf: (login) => `postgres://entrepot_${login}:${PASSWORD}@127.0.0.1:${port}/${name}` }
}

/** Search and facets come through the catalogue's own door, two networks at a time. */
async function fillCatalogue(base: Base, size: Size, say: (step: string) => void): Promise<void> {
  await generateCatalogue(base.adminUrl, size, say)
  const pool = createPool("network", base.urlOf("network"), { max: 2 })
  const operators = createPool("platform", base.urlOf("platform"), { max: 1 })
  try {
    say("search index")
    let next = 1
    const rebuild = async () => {
      while (next <= size.networks) {
        const networkId = next++
        await withWork(pool, { audience: "network", networkId }, automation("bench", ["network.product.manage"]), (work) => rebuildCatalogIndex(work))
      }
    }
    await Promise.all([rebuild(), rebuild()])
    await withWork(operators, { audience: "platform" }, automation("bench", ["platform.template.publish"]), (work) => publishStandardTemplates(work))
  } finally {
    await Promise.all([pool.end(), operators.end()])
  }
}
