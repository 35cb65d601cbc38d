import { afterAll, beforeAll, expect, test } from "vitest"
import { createWorld, type World } from "../testing/index.ts"
import { archiveAddress, createAccount, getAccount, getTenant, listAccounts, listAddresses, resolveHost, resolveNetwork, saveAccount, saveAddress } from "./index.ts"

let world: World
const street = { label: "Annex", recipient: "Praxis Dr. Lindner", line1: "2 Side Street", line2: "", city: "Hamburg", region: "", postalCode: "20095", country: "DE", isDefault: false }
const terms = { name: "Praxis Nord", accountGroup: "standard", taxId: "", deliveryTerms: null, taxExempt: false, poPolicy: "optional" as const, prepaid: false }

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.drop())

test.each([
  ["its own host", "zahnwerk.localhost", "zahnwerk"],
  ["its own host in capitals", "ZAHNWERK.localhost", "zahnwerk"],
  ["a host that is registered without a port, at any port", "bluepeak.localhost:3000", "bluepeak"],
  ["a host that nobody has", "unknown.localhost", undefined],
  ["a sub-domain of a host", "x.zahnwerk.localhost", undefined],
  ["something that is no host", "zahnwerk.localhost/../x", undefined],
  ["nothing", "", undefined],
])("a portal answers at %s", async (_what, host, code) => {
  expect((await resolveHost(world.database.pools.portal, host))?.code).toBe(code)
})

test("staff find their network by its code", async () => {
  expect(await resolveNetwork(world.database.pools.network, " Nordwerk ")).toMatchObject({ networkId: 1 })
  expect(await resolveNetwork(world.database.pools.network, "elsewhere")).toBeUndefined()
})

test("a tenant knows its primary host", async () => {
  expect(await world.portal("petra", getTenant)).toMatchObject({ code: "zahnwerk", host: "zahnwerk.localhost", currency: "EUR", status: "active" })
})

test("an account of another walls is not found, by whoever asks", async () => {
  await expect(world.portal("tim", (work) => getAccount(work, world.accountId.kern))).rejects.toMatchObject({ code: "tenancy.account_not_found", kind: "not_found" })
  await expect(world.portal("petra", (work) => getAccount(work, world.accountId.summit))).rejects.toMatchObject({ code: "tenancy.account_not_found", kind: "not_found" })
})

test("accounts are paged by number and found by number or name", async () => {
  const first = await world.portal("petra", (work) => listAccounts(work, { limit: 2 }))
  expect(first.rows.map((row) => row.number)).toEqual(["C-1001", "C-1002"])
  const second = await world.portal("petra", (work) => listAccounts(work, { limit: 2, cursor: first.nextCursor ?? "" }))
  expect(second).toMatchObject({ rows: [{ number: "H-1" }], nextCursor: null })
  const found = await world.portal("petra", (work) => listAccounts(work, { search: "kern" }))
  expect(found.rows.map((row) => row.name)).toEqual(["Dentallabor Kern"])
  expect((await world.portal("petra", (work) => listAccounts(work, { search: "%" }))).rows).toEqual([])
})

test("a number is given once, and a group must exist", async () => {
  const { accountId } = await world.portal("petra", (work) => createAccount(work, { number: "C-2000", ...terms }))
  await expect(world.portal("petra", (work) => createAccount(work, { number: "C-2000", ...terms }))).rejects.toMatchObject({ code: "tenancy.account_number_taken" })
  await expect(world.portal("petra", (work) => saveAccount(work, { accountId, ...terms, accountGroup: "gold", status: "active" }))).rejects.toMatchObject({ code: "tenancy.account_group_not_found" })
  await world.portal("petra", (work) => saveAccount(work, { accountId, ...terms, accountGroup: "key", prepaid: true, status: "blocked" }))
  expect(await world.portal("petra", (work) => getAccount(work, accountId))).toMatchObject({ accountGroup: "key", prepaid: true, status: "blocked" })
})

test("an account has one default address; the default cannot be archived, and an archived one is gone from every choice", async () => {
  const accountId = world.accountId.lindner
  const { addressId } = await world.portal("tim", (work) => saveAddress(work, { accountId, ...street, isDefault: true }))
  const addresses = await world.portal("tim", (work) => listAddresses(work, accountId))
  expect(addresses.map(({ label, isDefault }) => [label, isDefault])).toEqual([["Annex", true], ["Main", false]])
  await expect(world.portal("tim", (work) => archiveAddress(work, { accountId, addressId }))).rejects.toMatchObject({ code: "tenancy.address_is_default" })
  await world.portal("tim", (work) => archiveAddress(work, { accountId, addressId: world.addressId.lindner }))
  expect((await world.portal("tim", (work) => listAddresses(work, accountId))).map((address) => address.label)).toEqual(["Annex"])
})

test("nobody adds an address to another account", async () => {
  await expect(world.portal("tim", (work) => saveAddress(work, { accountId: world.accountId.kern, ...street }))).rejects.toMatchObject({ code: "tenancy.account_not_found" })
})
