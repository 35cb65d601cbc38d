import type { Client } from "pg"
import { rowsOf, type Holder } from "./scopes.ts"
import type { Table } from "./tables.ts"

/** What must mean something to be of use, and says nothing about anybody. */
const LEFT_ALONE = new Set(["zone", "locale", "origin", "kind", "unit"])

/** Numbers that stand nowhere else: what the distributor asks of the partner, and what the distributor itself pays. */
export const SUPPLY = /(?<![0-9a-f-])73131(\.73|73)/
export const COST = /(?<![0-9a-f-])61616(\.61|61)/
/** What the partner charges on its orders: never the distributor's business. */
export const SALE = /(?<![0-9a-f-])52525(\.25|25)/

/** The mark that all canaries of one victim carry; what follows it says in which table and column it was planted. */
export const markOf = (victim: string): string => `CANARY-${victim}-`

export const isCanary = (text: string): boolean => text.startsWith("CANARY-")

/** Every text that a person wrote in a victim's rows becomes a canary, and every document gets one. Tells the rows that were found in each table. */
export async function plantCanaries(admin: Client, tables: readonly Table[], victim: string, holder: Holder): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  await admin.query("set session_replication_role = replica")
  for (const table of tables) {
    const where = rowsOf(table, holder)
    if (!where) continue
    const changes = table.columns.flatMap(({ name, type, free, generated }) => {
      const mark = `${markOf(victim)}${table.name.replaceAll('"', "")}.${name}`
      if (free && !LEFT_ALONE.has(name)) return [`"${name}" = '${mark}-' || left(md5(ctid::text), 6)${name === "email" ? " || '@canary.example'" : ""}`]
      if (type !== "jsonb" || generated) return []
      if (name === "names" || name === "descriptions") return [`"${name}" = '{"en": "${mark}"}'`]
      return [`"${name}" = case when jsonb_typeof("${name}") = 'object' then "${name}" || '{"name": "${mark}"}' else "${name}" end`]
    })
    const { rowCount } = changes.length > 0 ? await admin.query(`update ${table.name} set ${changes.join(", ")} where ${where}`) : await admin.query(`select 1 from ${table.name} where ${where}`)
    found[table.name] = rowCount ?? 0
  }
  await admin.query("set session_replication_role = origin")
  return found
}
