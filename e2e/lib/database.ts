import { readFileSync } from "node:fs"
import path from "node:path"
import { Client } from "pg"
import { PORTS } from "./ports.ts"

/** Writes behind the walls of the product under test, for a scene that takes the product hours to reach. What is then seen is asked of the product alone. */
export async function setScene(statement: string, values: readonly unknown[]): Promise<void> {
  const { superuser } = JSON.parse(readFileSync(path.join(process.env["ENTREPOT_E2E_DATA"] ?? "", "secrets.json"), "utf8")) as { superuser: string }
  const client = new Client({ connectionString: `postgres://postgres:${encodeURIComponent(superuser)}@127.0.0.1:${PORTS.POSTGRES_PORT}/entrepot` })
  await client.connect()
  try {
    const { rowCount } = await client.query(statement, [...values])
    if (rowCount !== 1) throw new Error(`The scene needs one row, and ${rowCount} were written.`)
  } finally {
    await client.end()
  }
}
