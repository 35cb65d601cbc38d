import { mkdtempSync, rmSync, existsSync, chmodSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { Cluster } from "../embedded/cluster.ts"
import { freePort } from "../embedded/free-port.ts"
import { migrate } from "../migrate/migrate.ts"
import { createRoles, LOGINS, type Passwords } from "../roles.ts"

export const TEST_PASSWORD = "test"
export const TEMPLATE = "entrepot_template"
export const testPasswords = Object.fromEntries(LOGINS.map((login) => [login, TEST_PASSWORD])) as Passwords

/** One throw-away cluster in memory for the whole run; each test file clones its template database. */
export default async function setup(project: { provide: (key: "adminUrl", value: string) => void }): Promise<() => Promise<void>> {
  const base = existsSync("/dev/shm") ? "/dev/shm" : tmpdir()
  const directory = mkdtempSync(path.join(base, "entrepot-test-"))
  chmodSync(directory, 0o755)
  const cluster = new Cluster({
    directory: path.join(directory, "data"),
    port: await freePort(),
    superuserPassword: TEST_PASSWORD,
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", shared_buffers: "256MB", max_connections: "300" },
  })
  await cluster.initialise()
  await cluster.start()
  await cluster.asAdmin("postgres", `create database ${TEMPLATE}`)
  await createRoles(cluster.adminUrl(TEMPLATE), testPasswords)
  await migrate(loginUrl(cluster.adminUrl(TEMPLATE), "migrator"))
  project.provide("adminUrl", cluster.adminUrl())
  return async () => {
    await cluster.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

/** The same database under another login. */
export function loginUrl(adminUrl: string, login: (typeof LOGINS)[number], database?: string): string {
  const url = new URL(adminUrl)
  url.username = `entrepot_${login}`
  url.password = TEST_PASSWORD
  if (database) url.pathname = `/${database}`
  return url.href
}

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string
  }
}
