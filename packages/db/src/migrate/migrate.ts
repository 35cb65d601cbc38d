import { createHash } from "node:crypto"
import { readdir, readFile } from "node:fs/promises"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { runMigrations } from "graphile-worker"
import { Client, Pool } from "pg"

const SQL_ROOT = fileURLToPath(new URL("../../../../prisma-free-sql/", import.meta.url))
const ONE_AT_A_TIME = 7_026_114_225 // advisory lock: two starts at once migrate once

export type SqlFile = { readonly name: string; readonly sql: string; readonly hash: string }
export type Migrated = { readonly applied: readonly string[]; readonly repeated: readonly string[] }

/** Reads `prisma-free-sql/<folder>` in the order of its file names. */
export async function readMigrations(folder: "migrations" | "repeatable"): Promise<SqlFile[]> {
  const directory = path.join(SQL_ROOT, folder)
  const names = (await readdir(directory)).filter((name) => name.endsWith(".sql")).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(directory, name), "utf8")
      return { name, sql, hash: createHash("sha256").update(sql).digest("hex") }
    }),
  )
}

/**
 * Brings a database to the newest schema as the migrator: the job queue's own tables, then numbered migrations (once, in
 * order, each in its own transaction), then repeatables whose text changed. Throws when an applied migration was edited.
 */
export async function migrate(migratorUrl: string): Promise<Migrated> {
  const client = new Client({ connectionString: migratorUrl })
  await client.connect()
  try {
    await client.query("select pg_advisory_lock($1)", [ONE_AT_A_TIME])
    await client.query("create schema if not exists migration")
    await client.query(
      "create table if not exists migration.applied (name text primary key, hash text not null, applied_at timestamptz not null default now())",
    )
    await prepareJobQueue(client, migratorUrl)
    const done = new Map((await client.query<{ name: string; hash: string }>("select name, hash from migration.applied")).rows.map((row) => [row.name, row.hash]))
    const applied = await applyPending(client, done)
    const repeated = await applyRepeatables(client, done)
    return { applied, repeated }
  } finally {
    await client.end()
  }
}

/** graphile-worker's schema belongs to announcer_owner, so that no audience can read or write a job directly. */
async function prepareJobQueue(client: Client, migratorUrl: string): Promise<void> {
  const { rows } = await client.query("select 1 from pg_namespace where nspname = 'graphile_worker'")
  if (rows.length === 0) await client.query("create schema graphile_worker authorization announcer_owner")
  await client.query("select set_config('search_path', '', false)")
  const { database } = client
  await client.query(`grant create on database "${database}" to announcer_owner`)
  const pool = new Pool({ connectionString: migratorUrl, max: 1, options: "-c role=announcer_owner" })
  pool.on("error", () => undefined)
  pool.on("connect", (connected) => connected.on("error", () => undefined))
  try {
    await runMigrations({ pgPool: pool })
  } finally {
    await pool.end()
    await client.query(`revoke create on database "${database}" from announcer_owner`)
  }
}

async function applyPending(client: Client, done: ReadonlyMap<string, string>): Promise<string[]> {
  const applied: string[] = []
  for (const file of await readMigrations("migrations")) {
    const known = done.get(file.name)
    if (known === file.hash) continue
    if (known !== undefined) {
      throw new Error(`Migration ${file.name} was edited after it was applied. Migrations only go forward: undo the edit and add a new file.`)
    }
    await inTransaction(client, file)
    applied.push(file.name)
  }
  return applied
}

async function applyRepeatables(client: Client, done: ReadonlyMap<string, string>): Promise<string[]> {
  const repeated: string[] = []
  for (const file of await readMigrations("repeatable")) {
    const name = `repeatable/${file.name}`
    if (done.get(name) === file.hash) continue
    await inTransaction(client, { ...file, name })
    repeated.push(name)
  }
  return repeated
}

async function inTransaction(client: Client, file: SqlFile): Promise<void> {
  await client.query("begin")
  try {
    await client.query(file.sql)
    await client.query(
      "insert into migration.applied (name, hash) values ($1, $2) on conflict (name) do update set hash = excluded.hash, applied_at = now()",
      [file.name, file.hash],
    )
    await client.query("commit")
  } catch (error) {
    await client.query("rollback")
    throw new Error(`Migration ${file.name} failed: ${(error as Error).message}`, { cause: error })
  }
}
