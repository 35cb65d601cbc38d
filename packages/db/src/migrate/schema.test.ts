import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, test } from "vitest"
import { cloneDatabase, onAdmin, type TestDatabase } from "../testing/index.ts"
import { describeSchema, describeTypes, migrate } from "./index.ts"

const read = (relative: string) => readFileSync(fileURLToPath(new URL(relative, import.meta.url)), "utf8")
let database: TestDatabase

beforeAll(async () => void (database = await cloneDatabase()))
afterAll(() => database.drop())

test("migrations from empty equal schema.sql", async () => {
  expect(await describeSchema(database.adminUrl)).toBe(read("../../../../prisma-free-sql/schema.sql"))
})

test("the generated types are those of the migrated database", async () => {
  expect(await describeTypes(database.adminUrl)).toBe(read("../generated/database.ts"))
})

test("migrating again changes nothing", async () => {
  expect(await migrate(database.urlOf("migrator"))).toEqual({ applied: [], repeated: [] })
})

test("an applied migration that was edited is refused", async () => {
  await onAdmin(database.adminUrl, "update migration.applied set hash = 'of another text' where name like '0001%'")
  await expect(migrate(database.urlOf("migrator"))).rejects.toThrow("was edited after it was applied")
})

test("two migrations at once migrate once", async () => {
  const fresh = await cloneDatabase()
  try {
    await onAdmin(fresh.adminUrl, "delete from migration.applied where name like 'repeatable/%'")
    const results = await Promise.all([migrate(fresh.urlOf("migrator")), migrate(fresh.urlOf("migrator"))])
    expect(results.map((result) => result.repeated.length > 0).sort()).toEqual([false, true])
  } finally {
    await fresh.drop()
  }
})
