import { Client } from "pg"
import type { Login } from "./roles.ts"

/** The first patch release of each major version without CVE-2026-120154 and CVE-2026-116311. */
const FLOOR: Readonly<Record<number, number>> = { 15: 20, 16: 16, 17: 12, 18: 7 }

export type Finding = { readonly severity: "refuse" | "warn"; readonly message: string }

/**
 * Looks at a server and at the role that signs in, before anything else does: version, attributes, rights. `embedded` says a
 * version below the floor instead of refusing it: nobody but this machine reaches that server.
 */
export async function inspectServer(login: Login, url: string, options: { embedded?: boolean } = {}): Promise<Finding[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
  } catch (error) {
    return [{ severity: "refuse", message: `${variableOf(login)}: cannot sign in: ${(error as Error).message || (error as { code?: string }).code}` }]
  }
  try {
    const { rows } = await client.query<{ version: number; name: string; rolsuper: boolean; rolbypassrls: boolean; rolreplication: boolean; rolcreaterole: boolean; member: boolean; may_create: boolean }>(
      `select current_setting('server_version_num')::integer as version, r.rolname as name, r.rolsuper, r.rolbypassrls, r.rolreplication, r.rolcreaterole,
              exists (select 1 from pg_roles g where g.rolname = $1 and pg_has_role(r.oid, g.oid, 'member')) as member,
              has_database_privilege(current_database(), 'create') as may_create
         from pg_roles r where r.rolname = current_user`,
      [groupOf(login)],
    )
    const role = rows[0]
    if (!role) return [{ severity: "refuse", message: `${variableOf(login)}: the server does not say who signed in.` }]
    return [...versionFindings(role.version, options.embedded ?? false), ...roleFindings(login, role)]
  } finally {
    await client.end()
  }
}

export function versionFindings(version: number, embedded: boolean): Finding[] {
  const major = Math.floor(version / 10_000)
  const minor = version % 10_000
  const floor = FLOOR[major]
  if (floor === undefined && major < 15) return [{ severity: "refuse", message: `PostgreSQL ${major} is too old: 15 or newer is needed.` }]
  if (floor === undefined || minor >= floor) return []
  const message = `PostgreSQL ${major}.${minor} is below ${major}.${floor}, which closes two holes in row security (CVE-2026-120154, CVE-2026-116311).`
  return [{ severity: embedded ? "warn" : "refuse", message: embedded ? `${message} It is the embedded one, for this machine alone.` : `${message} Update the server.` }]
}

function roleFindings(login: Login, role: { name: string; rolsuper: boolean; rolbypassrls: boolean; rolreplication: boolean; rolcreaterole: boolean; member: boolean; may_create: boolean }): Finding[] {
  const excess = [role.rolsuper && "SUPERUSER", role.rolbypassrls && "BYPASSRLS", role.rolreplication && "REPLICATION", role.rolcreaterole && "CREATEROLE"].filter((each) => each !== false)
  const findings: Finding[] = []
  if (excess.length > 0) findings.push({ severity: "refuse", message: `${variableOf(login)}: the role ${role.name} has ${excess.join(", ")}; row security would not hold it. Use a role without.` })
  if (!role.member) findings.push({ severity: "refuse", message: `${variableOf(login)}: the role ${role.name} is not a member of ${groupOf(login)}. \`npm run entrepot -- roles\` prints what to run as an administrator.` })
  if (login !== "migrator" && role.may_create) findings.push({ severity: "refuse", message: `${variableOf(login)}: the role ${role.name} may create schemas; only the migrator may.` })
  if (login === "migrator" && !role.may_create) findings.push({ severity: "refuse", message: `${variableOf(login)}: the role ${role.name} needs CREATE on the database.` })
  return findings
}

export function variableOf(login: Login): string {
  return `DATABASE_URL_${login.toUpperCase()}`
}

function groupOf(login: Login): string {
  return login === "jobs" ? "announcer_owner" : `${login}_group`
}
