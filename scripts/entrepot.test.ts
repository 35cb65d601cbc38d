import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { LOGINS } from "@entrepot/db"
import { onAdmin } from "@entrepot/db/testing"
import { runStamp } from "@entrepot/domain/provisioning"
import { createPlatform, type Platform } from "../packages/domain/src/provisioning/testing.ts"
import { main } from "./entrepot.ts"
import { openDoor } from "./entrepot/connect.ts"

let world: Platform
const folder = mkdtempSync(path.join(tmpdir(), "entrepot-cli-"))
const file = path.join(folder, "zahnwerk.json")
const params = { code: "zahnwerk", name: "Zahnwerk", legalName: "Zahnwerk GmbH", host: "zahnwerk.localhost", invitations: [{ email: "ada@zahnwerk.example", name: "Ada" }] }

beforeAll(async () => {
  world = await createPlatform()
  writeFileSync(file, JSON.stringify(params))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await world.database.drop()
})

async function cli(line: string): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []]
  const env = Object.fromEntries([...LOGINS.map((login) => [`DATABASE_URL_${login.toUpperCase()}`, world.database.urlOf(login)]), ["AUTH_SECRET", "x"]])
  const code = await main(line.split(" ").filter(Boolean), (text) => out.push(text), (text) => err.push(text), () => openDoor(env))
  return { code, out: out.join("\n"), err: err.join("\n") }
}

const stamp = `tenant stamp --network nordwerk --template dealer --key cli-1 --file ${file}`

test("a tenant is stamped, shown, listed, suspended and resumed", async () => {
  expect(await cli(stamp)).toMatchObject({ code: 0, out: expect.stringContaining("Queued.") })
  await runStamp(world.database.pools.worker, { networkId: 1, key: "cli-1" })
  expect(await cli("stamp show --network nordwerk --key cli-1")).toMatchObject({ code: 0, out: expect.stringMatching(/status\s+done[\s\S]*✓ everything in the database\n {2}· invitation to ada@/) })
  expect(await cli(stamp)).toMatchObject({ code: 0, out: expect.stringContaining("used before") })
  expect(await cli("tenant list")).toMatchObject({ code: 0, out: expect.stringMatching(/NETWORK\s+CODE[\s\S]*Nordwerk\s+zahnwerk\s+Zahnwerk\s+dealer\s+active\s+well/) })
  expect(await cli("tenant suspend --network nordwerk --code zahnwerk --reason unpaid")).toMatchObject({ code: 0, out: "zahnwerk is suspended." })
  expect(await cli("tenant resume --network nordwerk --code zahnwerk")).toMatchObject({ code: 0, out: "zahnwerk is active." })
  expect(await onAdmin(world.database.adminUrl, "select distinct actor ->> 'id' as who from work.audit_entry where action = 'provisioning.tenant_suspended'")).toEqual([{ who: "command-line" }])
})

test("rates of localities are tried dry, saved, explained, and refused by line", async () => {
  const rates = path.join(folder, "rates.csv")
  const head = "country,region,level,locality,tax_category,postal_from,postal_to,city,valid_from,valid_to,label,percent"
  const at = "--network nordwerk --tenant zahnwerk"
  const explain = `tax-rates explain ${at} --country US --region IL --postal-code 60607 --on 2026-03-01`
  writeFileSync(rates, `${head}\nUS,IL,county,COOK,standard,606,606,,2026-01-01,,County tax,1.5\n`)
  expect(await cli(`tax-rates import ${at} --file ${rates} --dry-run`)).toMatchObject({ code: 0, out: "Nothing was saved: 1 new, 0 changed, 0 as they were, 0 refused." })
  expect((await cli(explain)).out).not.toContain("COOK")
  expect(await cli(`tax-rates import ${at} --file ${rates}`)).toMatchObject({ code: 0, out: "1 new, 0 changed, 0 as they were, 0 refused." })
  expect(await cli(explain)).toMatchObject({ code: 0, out: expect.stringMatching(/county\s+COOK\s+County tax\s+1\.5[\s\S]*% in all\.\n0 % is charged: not taxed: an export \(DAP\)\./) })
  writeFileSync(rates, `${head}\nUS,IL,county,COOK,standard,606,606,,2026-01-01,,County tax,much\n`)
  expect(await cli(`tax-rates import ${at} --file ${rates}`)).toMatchObject({ code: 1, out: expect.stringContaining("line 2: percent cannot be “much”. Write a number below 100, such as 8.25. (pricing.tax_rate_is_malformed)") })
})

test("a partner is registered for tax from a day on, and until one", async () => {
  const at = "--network nordwerk --tenant zahnwerk"
  expect(await cli(`tax-registrations add ${at} --country CH --number CHE123456789 --from 2026-01-01`)).toMatchObject({ code: 0, out: "Registered from 2026-01-01 on." })
  expect(await cli(`tax-registrations add ${at} --country CH --number CHE123456789 --from 2026-02-01`)).toMatchObject({ code: 1, err: expect.stringContaining("(pricing.registration_overlaps)") })
  expect(await cli(`tax-registrations end ${at} --country CH --from 2026-01-01 --until 2026-12-31`)).toMatchObject({ code: 0, out: "Ends on 2026-12-31." })
  expect(await cli(`tax-registrations list ${at}`)).toMatchObject({ code: 0, out: expect.stringMatching(/local\s+CH\s+CHE123456789\s+2026-01-01\s+2026-12-31/) })
  expect(await cli(`delivery-terms set ${at} --terms dap`)).toMatchObject({ code: 0, out: "The buyer imports." })
})

test("what a template refuses is said in words, with its code, and ends with 1", async () => {
  writeFileSync(file, JSON.stringify({ ...params, name: "Somebody else" }))
  expect(await cli(stamp)).toEqual({ code: 1, out: "", err: "The key cli-1 was used for another request (zahnwerk). Use a new key, or send the same request. (provisioning.stamp_key_taken)" })
  expect(await cli("tenant suspend --network nordwerk --code nobody --reason x")).toMatchObject({ code: 1, err: expect.stringContaining("provisioning.tenant_not_found") })
})

test.each([
  { line: "tenant stamp --network nordwerk --template dealer --key k", says: "--file is missing." },
  { line: "tenant stamp --network nordwerk --template dealer --key k --file /none.json", says: "cannot be read as JSON" },
  { line: "tenant list --status asleep", says: "--status is one of" },
  { line: "tenant list --colour red", says: "Unknown option" },
  { line: "tenant paint", says: "There is no command" },
])("$line is wrongly asked and ends with 2", async ({ line, says }) => {
  expect(await cli(line)).toMatchObject({ code: 2, err: expect.stringContaining(says) })
})

test("a parameter that does not fit is named", async () => {
  writeFileSync(file, JSON.stringify({ ...params, host: "not a host" }))
  expect(await cli(stamp)).toMatchObject({ code: 2, err: expect.stringMatching(/^host: /) })
})

test("open items are restored from their facts, and where nothing differs nothing is changed", async () => {
  expect(await cli("check --network nordwerk")).toMatchObject({ code: 0 })
  expect(await cli("rebuild open-items --network nordwerk")).toMatchObject({ code: 0, out: "Everything agrees with its facts; nothing was changed." })
  expect(await cli("rebuild open-items")).toMatchObject({ code: 2, err: expect.stringContaining("--network is missing.") })
})

test("dead deliveries are listed with exit code 1 and replayed", async () => {
  expect(await cli("deliveries dead")).toMatchObject({ code: 0, out: "Nothing was given up." })
  await onAdmin(world.database.adminUrl, "insert into work.event select 1, 1, uuidv7(), 'test.happened', '{}', '{}', 't', now()", "insert into work.delivery select network_id, tenant_id, event_id, 'test.fail', 'dead', 10, 'as wished', now(), null, now() from work.event where name = 'test.happened'")
  expect(await cli("deliveries dead --network nordwerk")).toMatchObject({ code: 1, out: expect.stringMatching(/test\.happened\s+test\.fail\s+10\s+.*as wished/) })
  expect(await cli("deliveries replay --network nordwerk --all")).toMatchObject({ code: 0, out: "1 delivery starts afresh." })
  expect(await onAdmin(world.database.adminUrl, "select task_identifier, queue_name from graphile_worker.jobs where task_identifier = 'deliver_one'")).toEqual([{ task_identifier: "deliver_one", queue_name: "deliver_one:1:1:test.fail" }])
})

test("the check proves the books to the cent, and lists what differs", async () => {
  const wrong = ["insert into ledger.entity (network_id, tenant_id, base_currency, base_digits, zone) values (1, 0, 'EUR', 2, 'Europe/Berlin')", "insert into ledger.account (network_id, tenant_id, account_key, role, code, kind) values (1, 0, 'cash', 'cash', '1000', 'asset')", "insert into ledger.balance (network_id, tenant_id, account_key, period, currency, slot, debit_minor) values (1, 0, 'cash', '2026-11-01', 'EUR', 1, 5)"]
  await onAdmin(world.database.adminUrl, ...wrong)
  expect(await cli("check")).toMatchObject({ code: 1, out: expect.stringMatching(/nordwerk: balances differ from their facts[\s\S]*balance_is_sum_of_lines +cash 2026-11 EUR +0 0 0 0 +5 0 0 0/) })
  await onAdmin(world.database.adminUrl, "delete from ledger.balance", "delete from ledger.account where tenant_id = 0", "delete from ledger.entity where tenant_id = 0")
})

test("the check proves the stock of every network", async () => {
  expect(await cli("check")).toMatchObject({ code: 0, out: "nordwerk: every balance agrees with its facts\nsuedwerk: every balance agrees with its facts" })
  expect(await cli("check --network nowhere")).toMatchObject({ code: 1 })
})

test("the roles are printed without a database, and make one that works", async () => {
  const { code, out } = await cli("roles --database other_db")
  expect(code).toBe(0)
  expect(out).toMatch(/create role entrepot_portal login nosuperuser nobypassrls[\s\S]*-- DATABASE_URL_PORTAL=postgres:\/\/entrepot_portal:[\w-]{32}@localhost:5432\/other_db/)
  expect((await cli("roles --database x;drop")).code).toBe(2)
})

test("help explains every command", async () => {
  const { out } = await cli("")
  expect(out).toContain("tenant stamp")
  expect(await cli("tenant stamp --help")).toMatchObject({ code: 0, out: expect.stringContaining("standard input") })
})

test("without a database it says what to do, and ends with 3", async () => {
  const err: string[] = []
  const nowhere = Object.fromEntries([...LOGINS.map((login) => [`DATABASE_URL_${login.toUpperCase()}`, "postgres://a:b@127.0.0.1:9/c"]), ["AUTH_SECRET", "x"]])
  expect(await main(["tenant", "list"], () => undefined, (text) => err.push(text), () => openDoor(nowhere))).toBe(3)
  expect(await main(["tenant", "list"], () => undefined, (text) => err.push(text), () => openDoor({ ENTREPOT_DATA: folder }))).toBe(3)
  expect(err.join("\n")).toMatch(/cannot be reached[\s\S]*npm start/)
})
