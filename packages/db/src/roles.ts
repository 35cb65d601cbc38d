import { Client } from "pg"

/** One login per audience; the policies name the group, never the login. */
export const AUDIENCES = ["portal", "network", "platform", "worker"] as const
export type Audience = (typeof AUDIENCES)[number]

/** Every login that a running system needs: four audiences, the migrator, and the owner of the job queue. */
export const LOGINS = [...AUDIENCES, "migrator", "jobs"] as const
export type Login = (typeof LOGINS)[number]

export type Passwords = Readonly<Record<Login, string>>

const NO_RIGHTS = "nosuperuser nobypassrls nocreatedb nocreaterole noreplication"

/**
 * The roles as SQL, for a superuser or a role with CREATEROLE; safe to run again.
 * Printed by `npm run entrepot -- roles` for operators of their own Postgres.
 */
export function rolesSql(passwords: Passwords, database: string): string {
  const groups = ["portal_group", "network_group", "platform_group", "worker_group", "migrator_group", "resolver_owner", "announcer_owner"]
  const quote = (text: string) => `'${text.replaceAll("'", "''")}'`
  const createRole = (name: string, options: string) =>
    `do $$ begin create role ${name} ${options}; exception when duplicate_object then null; end $$;`
  return [
    ...groups.map((group) => createRole(group, `nologin ${NO_RIGHTS}`)),
    ...LOGINS.map((login) => createRole(`entrepot_${login}`, `login ${NO_RIGHTS}`)),
    ...LOGINS.map((login) => `alter role entrepot_${login} password ${quote(passwords[login])};`),
    ...AUDIENCES.map((audience) => `grant ${audience}_group to entrepot_${audience};`),
    `grant announcer_owner to entrepot_jobs;`,
    `grant migrator_group, resolver_owner, announcer_owner to entrepot_migrator;`,
    // A portal's statements are few, long and asked all the time: planning one again takes longer than running it.
    `alter role entrepot_portal set plan_cache_mode = 'force_generic_plan';`,
    ...AUDIENCES.map((audience) => `alter role entrepot_${audience} set jit = off;`),
    `alter role entrepot_portal set statement_timeout = '15s';`,
    `alter role entrepot_portal set idle_in_transaction_session_timeout = '15s';`,
    `alter role entrepot_network set statement_timeout = '60s';`,
    `alter role entrepot_platform set statement_timeout = '60s';`,
    `revoke all on database "${database}" from public;`,
    `grant connect on database "${database}" to ${LOGINS.map((login) => `entrepot_${login}`).join(", ")};`,
    `grant create on database "${database}" to entrepot_migrator with grant option;`,
  ].join("\n")
}

/** Creates the roles through a connection that may. */
export async function createRoles(adminUrl: string, passwords: Passwords): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(rolesSql(passwords, client.database ?? "entrepot"))
    await client.query("revoke create on schema public from public")
  } finally {
    await client.end()
  }
}
