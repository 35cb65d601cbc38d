import { Client } from "pg"
import type { Request } from "../../bench/lib/script.ts"

/** What a question read to be answered, and what is wrong with how it was found. */
export type Reading = { readonly read: number; readonly faults: readonly string[] }

type Node = {
  readonly "Node Type": string; readonly "Relation Name"?: string; readonly "Schema"?: string; readonly "Index Name"?: string; readonly "Actual Rows": number; readonly "Actual Loops": number
  readonly "Rows Removed by Filter"?: number; readonly "Rows Removed by Index Recheck"?: number; readonly Plans?: readonly Node[]
}

/** A table that is read from end to end in less than a page or two may be. */
const BIG = 1_000
/** Of tables of this size a scan may cost least, of full size it never does: so it is chosen only where no index would do, and an index costs little. */
const AT_FULL_SIZE = "select set_config('enable_seqscan', 'off', true), set_config('random_page_cost', '1.1', true)"
/** What an index finds beyond what was wanted: so many rows for each, and a few where there were none. */
const WASTE = { times: 5, plus: 50 }

/**
 * `filtered` names tables that an index finds and of which few rows are wanted, on purpose.
 * Runs what was captured again, as the login of `url` and under its scope, each statement explained; nothing of it stays. Scans of
 * big tables from end to end are faults, those inside of the database's functions too, and so are indexes that find far more than is wanted.
 */
export async function readingOf(url: string, request: Request, bigTables: ReadonlySet<string>, filtered: readonly string[] = []): Promise<Reading> {
  let read = 0
  const faults: string[] = []
  for (const { rounds } of request) {
    const client = new Client({ connectionString: url })
    await client.connect()
    try {
      await client.query("begin")
      await client.query(AT_FULL_SIZE)
      for (const { text, values: given = [] } of rounds.flat()) {
        const values = [...given]
        if (/^(begin|commit|rollback)/.test(text)) continue
        if (text.includes("ctx.enter(")) {
          await client.query(text, values)
          continue
        }
        const { rows } = await client.query<{ "QUERY PLAN": readonly [{ readonly Plan: Node }] }>(`explain (analyze, verbose, timing off, format json) ${text}`, values)
        const scans = scansOf(rows[0]!["QUERY PLAN"][0].Plan).filter((node) => bigTables.has(`${node.Schema}.${node["Relation Name"]}`))
        read += scans.reduce((sum, node) => sum + (node["Actual Rows"] + wasted(node)) * node["Actual Loops"], 0)
        faults.push(...scans.filter((node) => isFault(node) && !(filtered.includes(node["Relation Name"]!) && node["Node Type"] !== "Seq Scan")).map((node) => `${said(node)} in ${text.replace(/\s+/g, " ").slice(0, 160)}`))
      }
      const { rows: inside } = await client.query<{ name: string; rows: string }>("select schemaname || '.' || relname as name, seq_tup_read as rows from pg_stat_xact_user_tables where seq_tup_read > 0")
      for (const { name, rows } of inside) if (bigTables.has(name) && !faults.some((fault) => fault.startsWith("Seq Scan"))) faults.push(`A function reads ${rows} rows of ${name} from end to end.`)
    } finally {
      await client.end()
    }
  }
  return { read: Math.round(read), faults }
}

/** The tables that hold so many rows that reading them from end to end is wrong. */
export async function bigTablesOf(adminUrl: string): Promise<ReadonlySet<string>> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>("select relnamespace::regnamespace::text || '.' || relname as name from pg_class where relkind in ('r', 'p') and reltuples >= $1 and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')", [BIG])
    return new Set(rows.map(({ name }) => name))
  } finally {
    await client.end()
  }
}

/** Each time that it is done: what it reads and does not want. */
const wasted = (node: Node) => (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0)
const isFault = (node: Node) => node["Actual Loops"] > 0 && (node["Node Type"] === "Seq Scan" || wasted(node) > WASTE.times * node["Actual Rows"] + WASTE.plus)
const said = (node: Node) => `${node["Node Type"]} of ${node["Relation Name"]}${node["Index Name"] ? ` by ${node["Index Name"]}` : ""} reads ${Math.round(node["Actual Rows"] + wasted(node))} rows for ${Math.round(node["Actual Rows"])}`

/** The nodes that read a table. */
function scansOf(node: Node): Node[] {
  return [...(node["Relation Name"] && node["Node Type"].endsWith("Scan") ? [node] : []), ...(node.Plans ?? []).flatMap(scansOf)]
}
