import { existsSync, readFileSync } from "node:fs"
import { userInfo } from "node:os"
import path from "node:path"
import { createPool, withWork, type Actor, type Audience, type Login, type Work } from "@entrepot/db"
import { NETWORK_PERMISSIONS, PLATFORM_PERMISSIONS } from "@entrepot/domain/tenancy"
import { dataFolder } from "../start/embedded.ts"
import { loadEnvironment, readDatabaseUrls, type Secrets } from "../start/settings.ts"

/** Nothing answers where the database should be. */
export class NoDatabase extends Error {}

export type Door = {
  readonly platform: <T>(task: (work: Work) => Promise<T>) => Promise<T>
  readonly network: <T>(networkId: number, task: (work: Work) => Promise<T>) => Promise<T>
  /** All of a network as the worker sees it: both ledgers of a supply, which no other login does. Reads only. */
  readonly worker: <T>(networkId: number, task: (work: Work) => Promise<T>) => Promise<T>
  /** The same, to restore what follows from facts. */
  readonly repair: <T>(networkId: number, task: (work: Work) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

/** The database that this machine's Entrepot uses: DATABASE_URL_… where they are set, else the embedded one that runs now. */
export function openDoor(from: Readonly<Record<string, string | undefined>> = process.env): Door {
  loadEnvironment()
  const env = from as NodeJS.ProcessEnv
  const urls = readDatabaseUrls(env) ?? embeddedUrls(env)
  const pools = new Map<Audience, ReturnType<typeof createPool>>()
  const poolOf = (audience: Audience) => {
    const pool = pools.get(audience) ?? createPool(audience, urls[audience], { max: 2 })
    pools.set(audience, pool)
    return pool
  }
  return {
    platform: (task) => reached(withWork(poolOf("platform"), { audience: "platform" }, whoAmI(Object.keys(PLATFORM_PERMISSIONS)), task)),
    network: (networkId, task) => reached(withWork(poolOf("network"), { audience: "network", networkId }, whoAmI(Object.keys(NETWORK_PERMISSIONS)), task)),
    worker: (networkId, task) => reached(withWork(poolOf("worker"), { audience: "worker", networkId }, whoAmI([]), task, { mode: "read" })),
    repair: (networkId, task) => reached(withWork(poolOf("worker"), { audience: "worker", networkId }, whoAmI([]), task)),
    close: async () => void (await Promise.all([...pools.values()].map((pool) => pool.end()))),
  }
}

/** Whoever can read the database's credentials is an operator; the audit trail names them by their account here. */
function whoAmI(permissions: readonly string[]): Actor {
  return { kind: "operator", id: "command-line", name: `${userInfo().username} (command line)`, permissions: new Set(permissions), roles: [] }
}

function embeddedUrls(env: NodeJS.ProcessEnv): Record<Login, string> {
  const folder = dataFolder(env)
  const [secretsFile, lockFile] = [path.join(folder, "secrets.json"), path.join(folder, "postgres", "postmaster.pid")]
  if (!existsSync(lockFile) || !existsSync(secretsFile)) throw new NoDatabase(`Entrepot does not run here (${folder}). Start it with \`npm start\`, or set the DATABASE_URL_… variables of your own Postgres.`)
  const port = Number(readFileSync(lockFile, "utf8").split("\n")[3])
  const { logins } = JSON.parse(readFileSync(secretsFile, "utf8")) as Secrets
  return Object.fromEntries(Object.entries(logins).map(([login, password]) => [login, `postgres://entrepot_${login}:${encodeURIComponent(password)}@127.0.0.1:${port}/entrepot`])) as Record<Login, string>
}

async function reached<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }
    if (code === "ECONNREFUSED" || code === "ENOTFOUND" || code?.startsWith("08") || code === "28P01" || code === "3D000") throw new NoDatabase(`The database cannot be reached: ${message || code}`)
    throw error
  }
}
