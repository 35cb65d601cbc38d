import { createHash } from "node:crypto"
import type { Client } from "pg"
import { rowsOf, type Holder } from "./scopes.ts"
import { written, type Table } from "./tables.ts"

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

export type Twin = { readonly name: string; readonly from: { networkId: number; tenantId: number }; readonly to: { networkId: number; tenantId: number } }

/** The id that a twin has for an id of ours. */
export function twinId(name: string, id: string): string {
  const hash = createHash("md5").update(`${name} ${id}`).digest("hex")
  return [hash.slice(0, 8), hash.slice(8, 12), `4${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20)].join("-")
}

/**
 * A neighbour who has everything that we have, under ids of its own: another tenant of the same network, or a whole other
 * network with a tenant of the very same number. Whatever table appears next is copied too.
 */
export async function addTwin(admin: Client, tables: readonly Table[], twin: Twin): Promise<void> {
  const network = twin.from.networkId !== twin.to.networkId
  const copied = tables.filter(({ kind }) => kind === "tenant" || (network && kind === "network"))
  const shared = await sharedIds(admin, tables.filter((table) => !copied.includes(table)))
  await admin.query("set session_replication_role = replica")
  for (const table of copied) {
    const where = table.kind === "network" ? rowsOf(table, { networkId: twin.from.networkId }) : ours(table, twin, network)
    const { rows } = await admin.query<{ text: string | null }>(`select jsonb_agg(to_jsonb(t))::text as text from ${table.name} t where ${where}`)
    if (rows[0]?.text) await admin.query(`insert into ${table.name} (${written(table)}) select ${written(table)} from jsonb_populate_recordset(null::${table.name}, $1::jsonb)`, [renamed(rows[0].text, twin, shared)])
  }
  await admin.query("set session_replication_role = origin")
}

/** With a network go the rows of the network itself, which name tenant 0. */
function ours(table: Table, { from }: Twin, network: boolean): string {
  const holder: Holder = { networkId: from.networkId, tenantId: from.tenantId }
  return network ? `(${rowsOf(table, holder)}) or (${rowsOf(table, { ...holder, tenantId: 0 })})` : (rowsOf(table, holder) ?? "false")
}

async function sharedIds(admin: Client, tables: readonly Table[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  for (const table of tables) {
    const { rows } = await admin.query<{ text: string }>(`select to_jsonb(t)::text as text from ${table.name} t`)
    for (const { text } of rows) for (const [id] of text.matchAll(UUID)) ids.add(id)
  }
  return ids
}

function renamed(text: string, { name, from, to }: Twin, shared: ReadonlySet<string>): string {
  return text
    .replaceAll(UUID, (id) => (shared.has(id) ? id : twinId(name, id)))
    .replaceAll(new RegExp(`"(network_id|networkId)": ${from.networkId}(?=[,}])`, "g"), `"$1": ${to.networkId}`)
    .replaceAll(new RegExp(`"(tenant_id|tenantId)": ${from.tenantId}(?=[,}])`, "g"), `"$1": ${to.tenantId}`)
    .replaceAll("zahnwerk", name).replaceAll("nordwerk", `${name}-network`)
}
