import { markOf } from "./canary.ts"
import { rowsOf } from "./scopes.ts"
import { written } from "./tables.ts"
import { VICTIMS, type Battlefield, type Victim } from "./world.ts"

/** For each table the hash of each victim's rows, and of all rows. */
export type State = ReadonlyMap<string, Readonly<Record<string, string | null>>>
const ALL = "all"
const taken = (victim: string): string => `taken from ${victim}`

export type Keeper = {
  readonly look: () => Promise<State>
  /** The tables in which the rows of one of these victims are not as they were, or in which their words now stand in rows of ours. */
  readonly harmed: (now: State, victims: readonly Victim[]) => string[]
  /** Puts every row back to where it stood when the keeper came. */
  readonly mend: (now: State) => Promise<void>
}

/** Knows how the world stood before an attack, as the superuser who sees all of it, and puts it back. */
export async function keepState({ admin, tables, holders: victims, neighbours }: Pick<Battlefield, "admin" | "tables" | "holders" | "neighbours">): Promise<Keeper> {
  await admin.query("create schema attic")
  for (const [at, table] of tables.entries()) await admin.query(`create table attic.t${at} as select ${written(table)} from ${table.name}`)
  // A sum of hashes knows no order, so nothing is sorted; 60 bits of each row's hash are enough to see a change.
  const hash = (where: string) => `sum(hash) filter (where ${where})`
  const query = tables.map((table) => {
    const each = [...Object.entries(victims).map(([name, holder]) => [name, rowsOf(table, holder) ?? "false"]), [ALL, "true"]].map(([name, where]) => `'${name}', ${hash(where ?? "false")}::text`)
    for (const victim of VICTIMS) each.push(`'${taken(victim)}', count(*) filter (where (${rowsOf(table, neighbours[victim]) ?? "false"}) and row_text like '%${markOf(victim)}%')::text`)
    return `select '${table.name}' as name, json_build_object(${each.join(", ")}) as hashes from (select t.*, ('x' || left(md5(row_text), 15))::bit(60)::bigint as hash, row_text from ${table.name} t, lateral (select t::text as row_text) b) t`
  }).join(" union all ")
  const look = async (): Promise<State> => new Map((await admin.query<{ name: string; hashes: Record<string, string | null> }>({ name: "look", text: query })).rows.map(({ name, hashes }) => [name, hashes]))
  const before = await look()
  const changed = (now: State, victim: string) => tables.filter(({ name }) => now.get(name)?.[victim] !== before.get(name)?.[victim])
  return {
    look,
    harmed: (now, names) => names.flatMap((victim) => [...changed(now, victim).map(({ name }) => `the other ${victim}'s rows: ${name}`), ...changed(now, taken(victim)).map(({ name }) => `rows of its own by words of the other ${victim}: ${name}`)]),
    mend: async (now) => {
      const restored = changed(now, ALL).flatMap((table) => [`delete from ${table.name}`, `insert into ${table.name} (${written(table)}) select ${written(table)} from attic.t${tables.indexOf(table)}`])
      if (restored.length > 0) await admin.query(["begin", "set local session_replication_role = replica", ...restored, "commit"].join("; "))
    },
  }
}
