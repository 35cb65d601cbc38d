import type { Client } from "pg"

export type Column = { readonly name: string; readonly type: string; readonly required: boolean; readonly generated: boolean; /** Text in the default collation, held by no check and no foreign key: what people write. */ readonly free: boolean; readonly choices: readonly string[] }
export type Table = { readonly name: string; readonly kind: "tenant" | "network" | "global"; readonly columns: readonly Column[]; readonly key: readonly string[]; readonly keyed: boolean }

const TABLES = `
  select w.table_name as name, w.kind,
    (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null), 'generated', a.attgenerated <> '', 'required', a.attnotnull and not a.atthasdef,
        'free', a.atttypid = 'text'::regtype and a.attcollation = 'pg_catalog.default'::regcollation and a.attgenerated = ''
          and not exists (select 1 from pg_constraint k where k.conrelid = c.oid and k.contype in ('c', 'f') and a.attnum = any (k.conkey)),
        'check', (select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum])) order by a.attnum)
       from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    coalesce((select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum)) from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey::int2[]) where i.indrelid = c.oid and i.indisprimary), '{}') as key
  from ctx.walled_table w join pg_class c on c.oid = w.table_name::regclass order by w.table_name`

type Row = { name: string; kind: Table["kind"]; columns: (Omit<Column, "choices"> & { check: string | null })[]; key: string[] }

/** Every table that declares a wall, as the catalogue knows it: a new table is attacked without a word here. */
export async function readTables(admin: Client): Promise<Table[]> {
  const { rows } = await admin.query<Row>(TABLES)
  return rows.map(({ columns, ...table }) => ({
    ...table, keyed: columns.some(({ name }) => name === "account_id"),
    columns: columns.map(({ check, ...column }) => ({ ...column, choices: [...(/ANY \(ARRAY\[(.*?)\]\)/.exec(check ?? "")?.[1] ?? "").matchAll(/'([^']*)'::text/g)].map((hit) => hit[1] ?? "") })),
  }))
}

export const has = (table: Table, column: string): boolean => table.columns.some(({ name }) => name === column)
/** The columns that a row is written with. */
export const written = (table: Table): string => table.columns.filter(({ generated }) => !generated).map(({ name }) => `"${name}"`).join(", ")
