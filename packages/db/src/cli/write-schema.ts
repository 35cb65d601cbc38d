import { writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describeSchema, describeTypes } from "../migrate/index.ts"
import setup, { TEMPLATE } from "../testing/global-setup.ts"

export const SCHEMA_FILE = fileURLToPath(new URL("../../../../prisma-free-sql/schema.sql", import.meta.url))
export const TYPES_FILE = fileURLToPath(new URL("../generated/database.ts", import.meta.url))

/** Migrates an empty throw-away cluster and writes down what came out: schema.sql and the generated types. */
let adminUrl = ""
const stop = await setup({ provide: (_key, value) => void (adminUrl = value) })
try {
  const url = new URL(adminUrl)
  url.pathname = `/${TEMPLATE}`
  writeFileSync(SCHEMA_FILE, await describeSchema(url.href))
  writeFileSync(TYPES_FILE, await describeTypes(url.href))
  console.log(`Wrote ${SCHEMA_FILE} and ${TYPES_FILE}`)
} finally {
  await stop()
}
