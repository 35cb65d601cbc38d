import { randomBytes } from "node:crypto"
import { LOGINS, rolesSql, variableOf, type Passwords } from "@entrepot/db"
import { optional, textOption, Usage, type Command } from "./command.ts"

const NAME = /^[a-z_][a-z0-9_]{0,62}$/

const roles: Command = {
  name: "roles", summary: "Print the SQL that prepares your own Postgres", usage: "[--database NAME] [--host HOST:PORT]", needsDatabase: false,
  options: { database: textOption, host: textOption },
  help: `Run what it prints in that database, as a superuser or a role with CREATEROLE. The passwords are made afresh each
time; the addresses for your .env stand at the end, as comments. Nothing is kept here.`,
  run: async (given) => {
    const [database, host] = [optional(given, "database") ?? "entrepot", optional(given, "host") ?? "localhost:5432"]
    if (!NAME.test(database)) throw new Usage("--database takes a plain name: small letters, digits and underscores.")
    const passwords = Object.fromEntries(LOGINS.map((login) => [login, randomBytes(24).toString("base64url")])) as Passwords
    const addresses = LOGINS.map((login) => `-- ${variableOf(login)}=postgres://entrepot_${login}:${passwords[login]}@${host}/${database}`)
    const text = [`-- Entrepot's roles, for the database ${database}. Safe to run again; it then sets new passwords.`, rolesSql(passwords, database), "revoke create on schema public from public;", "", "-- For .env:", ...addresses].join("\n")
    return { text, json: { sql: text } }
  },
}

export const roleCommands: readonly Command[] = [roles]
