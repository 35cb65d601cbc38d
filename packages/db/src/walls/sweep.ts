import { Client } from "pg"

/** One thing in the catalogue that would let a row through a wall. */
export type Breach = { readonly rule: string; readonly object: string }

const OURS = "n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public', 'migration') and n.nspname !~ '^pg_'"
const NAME = "n.nspname || '.' || c.relname"
/** The policies that select, each once a statement: the scope's account, and the index series that an account's session may read. No table is in them. */
const ACCOUNT_WALL = "COALESCE((account_id = ( SELECT ctx.account_id() AS account_id)), true)"
const SERIES_WALL = "COALESCE((series_id = ANY (( SELECT pricing.readable_series() AS readable_series)::uuid[])), true)"
const TABLES = `from pg_class c join pg_namespace n on n.oid = c.relnamespace join ctx.walled_table w on replace(w.table_name, '"', '') = ${NAME}`
const has = (column: string) => `exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = '${column}' and not a.attisdropped)`

/** The narrow doors that may run with their owner's rights; each has a pinned search_path and an owner that cannot sign in. */
export const DEFINER_FUNCTIONS = ["tenancy.resolve_host", "tenancy.resolve_network", "work.announce", "work.enqueue", "approvals.deciders", "inventory.waiting_for", "inventory.waiting", "ledger.open_books", "ledger.first_open_day", "ledger.post"]

/**
 * Keys without the whole scope, each with its reason: only the platform writes these rows, so no tenant can ask the key a
 * question. Hosts are looked up before there is a scope; codes name networks and tenants; a stamp's key comes before its tenant.
 */
export const PLATFORM_KEYS = ["tenancy.host host_pkey", "tenancy.network network_code_key", "tenancy.tenant tenant_network_id_code_key", "provisioning.stamp stamp_pkey"]

/**
 * Keys that hold something apart between tenants, each with its reason. Whoever names an account of the payment provider that
 * another partner collects on is told so: they must know its name already, and two that collect on one account would be worse.
 */
const SHARED_KEYS = ["billing.payment_setting payment_setting_account"]

/** What happened is written once: no audience may update or delete these rows. */
const FACTS = [
  "work.event", "work.audit_entry", "inventory.movement", "ordering.order_fact", "approvals.decision", "provisioning.template_release",
  "pricing.index_value", "pricing.network_index_value", "ledger.journal", "ledger.journal_line", "ledger.period_fact", "ledger.proof_fact", "provisioning.book_proof", "settlement.agreement", "settlement.tax_profile", "settlement.entry", "settlement.statement_line", "settlement.document", "settlement.kept_document", "settlement.correction", "settlement.kept_correction", "tenancy.network_asset", "integrations.mail_bounce",
  ...["invoice", "invoice_line", "invoice_tax", "clearing", "revenue_release", "payment", "credit_note", "credit_note_line", "credit_note_tax", "credit_entry", "document", "kept_document", "dunning_policy", "dunning_entry"].map((table) => `billing.${table}`),
].map((table) => `'${table}'`).join(", ")

const RULES: readonly (readonly [rule: string, sql: string])[] = [
  ["every table is declared", `select ${NAME} as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and ${OURS} and ${NAME} <> 'ctx.walled_table' and not exists (select 1 from ctx.walled_table w where replace(w.table_name, '"', '') = ${NAME})`],
  ["row security is enabled and forced", `select ${NAME} as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and ${OURS} and not (c.relrowsecurity and c.relforcerowsecurity)`],
  ["a tenant's table carries its network and tenant", `select ${NAME} as object ${TABLES} where w.kind = 'tenant' and not (${has("network_id")} and ${has("tenant_id")})`],
  ["a network's table carries its network", `select ${NAME} as object ${TABLES} where w.kind = 'network' and not ${has("network_id")}`],
  ["each audience's policy is the plain equality of its wall", `
     select ${NAME} || ' ' || p.policyname as object ${TABLES} join pg_policies p on p.schemaname = n.nspname and p.tablename = c.relname
      where (p.permissive = 'PERMISSIVE' and 'portal_group' = any (p.roles) and w.kind = 'tenant'
             and (coalesce(p.qual, 'true') not like '%network_id = ctx.network_id()%' or coalesce(p.qual, 'true') not like '%tenant_id = ctx.tenant_id()%'
               or (p.cmd <> 'SELECT' and coalesce(p.with_check, p.qual) is distinct from p.qual)))
         or (p.permissive = 'PERMISSIVE' and p.roles && array['portal_group', 'network_group', 'worker_group']::name[] and w.kind in ('tenant', 'network')
             and coalesce(p.qual, 'true') not like '%network_id = ctx.network_id()%')
         or (p.permissive = 'PERMISSIVE' and p.roles && array['public']::name[])
         or replace(replace(coalesce(p.qual, ''), '${ACCOUNT_WALL}', ''), '${SERIES_WALL}', '') ~* '( or | in \\(|exists|select)'`],
  ["each audience that holds a grant has a policy", `
     select ${NAME} || ' ' || g.grantee as object from (select distinct table_schema, table_name, grantee from information_schema.role_column_grants where grantee in ('portal_group', 'network_group', 'platform_group', 'worker_group')) g
       join pg_class c on c.relname = g.table_name join pg_namespace n on n.oid = c.relnamespace and n.nspname = g.table_schema
      where ${OURS} and not exists (select 1 from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname and p.permissive = 'PERMISSIVE' and g.grantee = any (p.roles))`],
  ["an account's table has the account wall", `
     select ${NAME} as object ${TABLES} where w.kind = 'tenant' and ${has("account_id")}
        and exists (select 1 from information_schema.role_column_grants g where g.table_schema = n.nspname and g.table_name = c.relname and g.grantee = 'portal_group')
        and not exists (select 1 from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname and p.permissive = 'RESTRICTIVE' and 'portal_group' = any (p.roles) and p.qual like '%${ACCOUNT_WALL}%')
          or w.kind = 'tenant' and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'account_id' and not a.attnotnull)`],
  ["an index series is read by those whose lines follow it", `
     select ${NAME} as object ${TABLES} where n.nspname = 'pricing' and c.relname like '%index\\_%' and ${has("series_id")}
        and not exists (select 1 from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname and p.permissive = 'RESTRICTIVE' and p.cmd = 'SELECT' and 'portal_group' = any (p.roles) and p.qual = '${SERIES_WALL}')`],
  ["every primary and unique key carries the scope", `
     select ${NAME} || ' ' || ic.relname as object ${TABLES} join pg_index i on i.indrelid = c.oid and i.indisunique join pg_class ic on ic.oid = i.indexrelid
      where w.kind in ('tenant', 'network') and ${NAME} || ' ' || ic.relname <> all (array['${[...PLATFORM_KEYS, ...SHARED_KEYS].join("','")}'])
        and (not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'network_id' and a.attnum = any (i.indkey::int2[]))
          or (w.kind = 'tenant' and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnum = any (i.indkey::int2[]))))`],
  ["every foreign key between walled tables carries the scope", `
     select ${NAME} || ' ' || k.conname as object ${TABLES} join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
       join pg_class rc on rc.oid = k.confrelid join pg_namespace rn on rn.oid = rc.relnamespace
       join ctx.walled_table rw on replace(rw.table_name, '"', '') = rn.nspname || '.' || rc.relname
      where rw.kind in ('tenant', 'network') and (
            not exists (select 1 from unnest(k.conkey, k.confkey) as pair (near, far)
                          join pg_attribute a on a.attrelid = c.oid and a.attnum = pair.near and a.attname = 'network_id'
                          join pg_attribute b on b.attrelid = rc.oid and b.attnum = pair.far and b.attname = 'network_id')
         or (rw.kind = 'tenant' and not exists (select 1 from unnest(k.conkey, k.confkey) as pair (near, far)
                          join pg_attribute a on a.attrelid = c.oid and a.attnum = pair.near and a.attname = 'tenant_id'
                          join pg_attribute b on b.attrelid = rc.oid and b.attnum = pair.far and b.attname = 'tenant_id')))`],
  ["no foreign key sets null", `select ${NAME} || ' ' || k.conname as object from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and (k.confdeltype in ('n', 'd') or k.confupdtype in ('n', 'd')) and ${OURS}`],
  ["no trigger, rule, materialised view or sequence", `
     select n.nspname || '.' || c.relname as object from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and c.relkind in ('m', 'S', 'f')
     union all select ${NAME} || ' trigger ' || t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal and ${OURS}`],
  ["a view runs with the rights of its caller", `select ${NAME} as object from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and ${OURS}
     and not coalesce(c.reloptions::text like '%security_invoker=true%', false)`],
  ["only the named functions run with their owner's rights, pinned and owned by a role that cannot sign in", `
     select n.nspname || '.' || p.proname as object from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
      where ${OURS} and p.prosecdef and (n.nspname || '.' || p.proname <> all (array['${DEFINER_FUNCTIONS.join("','")}'])
        or r.rolcanlogin or r.rolsuper or not exists (select 1 from unnest(coalesce(p.proconfig, '{}')) s where s like 'search_path=%'))`],
  ["a definer function is not for everybody", `
     select n.nspname || '.' || p.proname as object from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${OURS} and p.prosecdef and (p.proacl is null or exists (select 1 from aclexplode(p.proacl) g where g.grantee = 0))`],
  ["no audience may truncate, reference or trigger, and nothing is granted to everybody", `
     select g.table_schema || '.' || g.table_name || ' ' || g.grantee || ' ' || g.privilege_type as object from information_schema.role_table_grants g join pg_namespace n on n.nspname = g.table_schema
      where ${OURS} and ((g.grantee ~ '_group$' and g.grantee <> 'migrator_group' and g.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')) or g.grantee = 'PUBLIC')`],
  ["a portal reads no cost, no movement and no other audience's files", `
     select distinct g.table_schema || '.' || g.table_name as object from information_schema.role_column_grants g
      where g.grantee = 'portal_group' and (g.table_schema || '.' || g.table_name in ('pricing.cost', 'inventory.movement', 'work.event', 'work.delivery', 'integrations.mail_message', 'integrations.mailbox_message', 'tenancy.network_user', 'tenancy.operator')
         or g.table_schema = 'provisioning' or (g.table_schema = 'integrations' and g.table_name like 'import%'))`],
  ["the platform reads no commerce", `
     select distinct g.table_schema || '.' || g.table_name as object from information_schema.role_column_grants g
      where g.grantee = 'platform_group' and g.table_schema in ('catalog', 'pricing', 'inventory', 'approvals', 'ordering', 'fulfilment', 'billing', 'ledger', 'settlement')`],
  ["the distributor reads nothing of what a partner invoices", `
     select distinct g.table_schema || '.' || g.table_name as object from information_schema.role_column_grants g where g.grantee = 'network_group' and g.table_schema = 'billing'`],
  ["facts are append-only", `
     select g.table_schema || '.' || g.table_name || ' ' || g.grantee || ' ' || g.privilege_type as object from information_schema.role_column_grants g
      where g.grantee ~ '_group$' and g.grantee <> 'migrator_group' and g.privilege_type in ('UPDATE', 'DELETE')
        and g.table_schema || '.' || g.table_name in (${FACTS})
     union all
     select g.table_schema || '.' || g.table_name || ' ' || g.grantee || ' DELETE' from information_schema.role_table_grants g
      where g.grantee ~ '_group$' and g.grantee <> 'migrator_group' and g.privilege_type = 'DELETE'
        and g.table_schema || '.' || g.table_name in (${FACTS})`],
  ["no login has rights in excess", `
     select r.rolname as object from pg_roles r where r.rolname ~ '^entrepot_' and (r.rolsuper or r.rolbypassrls or r.rolreplication or r.rolcreaterole or r.rolcreatedb)
     union all select a.rolname || ' may become ' || b.rolname from pg_roles a, pg_roles b
      where a.rolname in ('entrepot_portal', 'entrepot_network', 'entrepot_platform', 'entrepot_worker') and b.rolname <> a.rolname and b.rolname <> replace(a.rolname, 'entrepot_', '') || '_group'
        and pg_has_role(a.oid, b.oid, 'member')`],
]

/** Reads pg_catalog and lists everything that would let a row through a wall; empty when the walls stand. */
export async function sweepWalls(adminUrl: string): Promise<Breach[]> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const breaches: Breach[] = []
    for (const [rule, sql] of RULES) {
      const { rows } = await client.query<{ object: string }>(sql)
      for (const { object } of rows) breaches.push({ rule, object })
    }
    return breaches
  } finally {
    await client.end()
  }
}
