import type { Client } from "pg"
import { rowsOf, type Holder } from "./scopes.ts"
import type { Table } from "./tables.ts"

/** Every value by the name that an input would give it: orderId, lineId, listId, number … */
export type Book = { readonly byName: ReadonlyMap<string, unknown>; readonly all: readonly string[]; readonly networkId: number; readonly tenantId: number; /** What of it the attacker has no business with. */ readonly foreign: ReadonlySet<unknown> }

const SCOPE = new Set(["network_id", "tenant_id", "account_id"])
const camel = (column: string) => column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/

/** Every id that stands in the rows of these holders, and in what all of a network share. */
export async function idsIn(admin: Client, tables: readonly Table[], holders: readonly Holder[], withGlobal = false): Promise<Set<string>> {
  const ids = new Set<string>()
  for (const table of tables) {
    for (const where of [...holders.map((holder) => rowsOf(table, holder)), ...(withGlobal && table.kind === "global" ? ["true"] : [])]) {
      if (!where || (table.kind === "tenant" && !where.includes("tenant_id"))) continue
      const { rows } = await admin.query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${table.name} t where ${where}`)
      for (const { row } of rows) for (const value of Object.values(row)) if (typeof value === "string" && UUID.test(value)) ids.add(value)
    }
  }
  return ids
}

/**
 * What belongs to somebody, in so many variations: each turns around another of their orders, so that an order, its lines, its
 * request and its shipment fit together; names that several tables own (ruleId) take turns.
 */
export async function booksOf(admin: Client, tables: readonly Table[], holders: readonly Holder[], variations: number, foreign: ReadonlySet<unknown> = new Set()): Promise<Book[]> {
  const rows = new Map<Table, Record<string, unknown>[]>()
  for (const table of tables) {
    const found: Record<string, unknown>[] = []
    for (const holder of holders) {
      const where = rowsOf(table, holder)
      if (where && found.length === 0) found.push(...(await admin.query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${table.name} t where ${where} order by ${table.key.map((column) => `"${column}"`).join(", ") || "1"}`)).rows.map(({ row }) => row))
    }
    rows.set(table, found)
  }
  const orders = [...rows].find(([table]) => table.name === "ordering.\"order\"" || table.name === "ordering.order")?.[1] ?? []
  const states = [...new Map(orders.map((order) => [String(order["status"]), order])).values()]
  return Array.from({ length: variations }, (_, at) => ({ ...bookAround(rows, states[at % Math.max(1, states.length)], at, holders[0]), foreign }))
}

function bookAround(rows: ReadonlyMap<Table, Record<string, unknown>[]>, order: Record<string, unknown> | undefined, at: number, holder: Holder | undefined): Omit<Book, "foreign"> {
  const byName = new Map<string, { rank: number; values: unknown[] }>()
  const all: string[] = []
  for (const [table, found] of rows) {
    const row = found.find((each) => order && (each["order_id"] === order["order_id"] || each["subject_id"] === order["order_id"])) ?? found[at % Math.max(1, found.length)]
    if (!row) continue
    for (const [column, value] of Object.entries(row)) {
      if (value === null || typeof value === "object") continue
      if (typeof value === "string" && UUID.test(value)) all.push(value)
      const rank = rankOf(table, column)
      const known = byName.get(camel(column))
      if (!known || known.rank < rank) byName.set(camel(column), { rank, values: [value] })
      else if (known.rank === rank) known.values.push(value)
    }
  }
  const chosen = new Map([...byName].map(([name, { values }]) => [name, values[at % values.length]]))
  return { byName: chosen, all: [...new Set(all)], networkId: holder?.networkId ?? 1, tenantId: holder?.tenantId ?? 1 }
}

/** A table whose key is the scope and this column owns the name; then a key's last column; then anybody. */
function rankOf({ key }: Table, column: string): number {
  const own = key.filter((each) => !SCOPE.has(each) || each === column && key.at(-1) === column)
  if (own.length === 1 && own[0] === column) return 2
  return key.at(-1) === column ? 1 : 0
}
