import { Client } from "pg"
import type { Audience } from "@entrepot/db"
import { rowsOf, type Holder } from "./scopes.ts"
import type { Table } from "./tables.ts"

export type Reach = { readonly name: string; readonly audience: Audience; readonly scope: Holder; readonly walledOff: readonly Holder[] }
export type Hole = { readonly table: string; readonly who: string; readonly how: string }

type Asked = { readonly client: Client; readonly admin: Client; readonly reach: Reach; readonly table: Table; readonly where: string }

/**
 * What a statement that forgot its scope would do: as each login, inside a scope of ours, reads, changes, takes and adds rows of
 * a neighbour, table by table, and lists whatever went through. Every attempt is undone.
 */
export async function probeWalls(admin: Client, urlOf: (audience: Audience) => string, tables: readonly Table[], reaches: readonly Reach[]): Promise<Hole[]> {
  const holes: Hole[] = []
  for (const reach of reaches) {
    const client = new Client({ connectionString: urlOf(reach.audience) })
    await client.connect()
    try {
      for (const table of tables) {
        for (const holder of reach.walledOff) {
          const where = rowsOf(table, holder)
          if (where) holes.push(...(await probe({ client, admin, reach, table, where })))
        }
      }
    } finally {
      await client.end()
    }
  }
  return holes
}

async function probe(asked: Asked): Promise<Hole[]> {
  const { table, where } = asked
  const column = await changeable(asked)
  const attempts: [string, () => Promise<number>][] = [
    ["sees", () => rowsBy(asked, `select 1 from ${table.name} where ${where}`)],
    ["takes", () => rowsBy(asked, `delete from ${table.name} where ${where}`)],
    ["adds", () => adding(asked)],
    ...(column ? [["changes", () => rowsBy(asked, `update ${table.name} set "${column}" = "${column}" where ${where}`)] as [string, () => Promise<number>]] : []),
  ]
  const holes: Hole[] = []
  for (const [how, attempt] of attempts) if ((await attempt()) > 0) holes.push({ table: table.name, who: asked.reach.name, how })
  return holes
}

async function changeable({ admin, reach, table }: Asked): Promise<string | undefined> {
  const { rows } = await admin.query<{ name: string }>("select name from unnest($3::text[]) name where has_column_privilege($1, $2::regclass, name, 'update') limit 1", [`entrepot_${reach.audience}`, table.name, table.columns.filter(({ generated }) => !generated).map(({ name }) => name)])
  return rows[0]?.name
}

/** A copy of the neighbour's own row, in the neighbour's name. The wall is asked before any key is. */
async function adding(asked: Asked): Promise<number> {
  const { admin, table, where } = asked
  const { rows } = await admin.query<{ row: string }>(`select to_jsonb(t)::text as row from ${table.name} t where ${where} limit 1`)
  const columns = table.columns.filter(({ generated }) => !generated).map(({ name }) => `"${name}"`).join(", ")
  return rows[0] ? rowsBy(asked, `insert into ${table.name} (${columns}) select ${columns} from jsonb_populate_record(null::${table.name}, $1::jsonb)`, [rows[0].row]) : 0
}

const CLOSED = "42501" // no privilege, or row security said no
const UNIQUE = "23505"

/** How many rows a statement reached inside the scope. Whoever is told that a key is taken got past the wall. */
async function rowsBy({ client, reach: { scope } }: Asked, statement: string, values: readonly unknown[] = []): Promise<number> {
  await client.query(`begin; select ctx.enter(${scope.networkId}, ${scope.tenantId ?? "null"}, ${scope.accountId ? `'${scope.accountId}'` : "null"})`)
  try {
    const { rowCount } = await client.query(statement, [...values])
    return rowCount ?? 0
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === CLOSED) return 0
    if (code === UNIQUE || code?.startsWith("23")) return 1
    throw error
  } finally {
    await client.query("rollback")
  }
}
