import { afterAll, beforeAll, expect, test } from "vitest"
import { inspectServer, versionFindings } from "./index.ts"
import { cloneDatabase, type TestDatabase } from "./testing/index.ts"

let database: TestDatabase
beforeAll(async () => void (database = await cloneDatabase()))
afterAll(() => database.drop())

test.each([
  { version: 140_025, embedded: false, severity: "refuse" },
  { version: 150_019, embedded: false, severity: "refuse" },
  { version: 150_020, embedded: false, severity: undefined },
  { version: 180_004, embedded: true, severity: "warn" },
  { version: 180_004, embedded: false, severity: "refuse" },
  { version: 190_001, embedded: false, severity: undefined },
])("PostgreSQL $version (embedded: $embedded) is judged $severity", ({ version, embedded, severity }) => {
  expect(versionFindings(version, embedded)[0]?.severity).toBe(severity)
})

test("the audiences' own logins have nothing in excess", async () => {
  for (const login of ["portal", "network", "platform", "worker", "jobs", "migrator"] as const) {
    const findings = await inspectServer(login, database.urlOf(login), { embedded: true })
    expect(findings.filter((finding) => finding.severity === "refuse"), login).toEqual([])
  }
})

test("a superuser is refused as a portal", async () => {
  const findings = await inspectServer("portal", database.adminUrl, { embedded: true })
  expect(findings.map((finding) => finding.message).join(" ")).toContain("SUPERUSER")
})

test("a wrong password is said, with the variable that holds it", async () => {
  const url = new URL(database.urlOf("worker"))
  url.password = "wrong"
  expect(await inspectServer("worker", url.href)).toEqual([{ severity: "refuse", message: expect.stringContaining("DATABASE_URL_WORKER: cannot sign in") }])
})
