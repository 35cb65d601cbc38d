import { Client } from "pg"
import { inject } from "vitest"
import { createPool, type AudiencePool } from "../pool.ts"
import { AUDIENCES, LOGINS, type Audience, type Login } from "../roles.ts"
import { loginUrl, TEMPLATE } from "./global-setup.ts"

export type TestDatabase = {
  readonly name: string
  /** The superuser's address: to look behind the walls, never to run the code under test. */
  readonly adminUrl: string
  readonly urlOf: (login: Login) => string
  readonly pools: Readonly<Record<Audience, AudiencePool>>
  readonly drop: () => Promise<void>
}

let clones = 0

/** A private clone of the migrated, empty template database; about 20 ms. Call it in beforeAll and `drop` in afterAll. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const root = inject("adminUrl")
  const name = `t_${process.pid}_${++clones}_${Math.random().toString(36).slice(2, 8)}`
  await onAdmin(root, `create database ${name} template ${TEMPLATE}`, `grant connect on database ${name} to ${LOGINS.map((login) => `entrepot_${login}`).join(", ")}`, `revoke all on database ${name} from public`, `grant create on database ${name} to entrepot_migrator`)
  const url = new URL(root)
  url.pathname = `/${name}`
  const urlOf = (login: Login) => loginUrl(url.href, login)
  const pools = Object.fromEntries(AUDIENCES.map((audience) => [audience, createPool(audience, urlOf(audience), { max: 20 })])) as Record<Audience, AudiencePool>
  return {
    name, urlOf, pools,
    adminUrl: url.href,
    drop: async () => {
      await Promise.all(AUDIENCES.map((audience) => pools[audience].end()))
      await onAdmin(root, `drop database ${name} with (force)`)
    },
  }
}

/** Statements as the superuser of `url`'s database; answers the rows of the last one. */
export async function onAdmin(url: string, ...statements: readonly string[]): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows as Record<string, unknown>[]
    return rows
  } finally {
    await client.end()
  }
}
