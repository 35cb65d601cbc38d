import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { createWorld, type World } from "../testing/index.ts"
import { legalProfile, saveLegalProfile } from "./index.ts"

let world: World
beforeAll(async () => {
  world = await createWorld()
  await onAdmin(world.database.adminUrl, `update tenancy.tenant set legal_name = 'Zahnwerk GmbH', address = '{"line1": "Hof 1", "postalCode": "30559", "city": "Hannover"}', brand = '{"accent": "#0b7a75", "names": {"display": "Zahnwerk", "legal": "Zahnwerk GmbH", "address": "Hof 1, 30559 Hannover"}}' where tenant_id = 1`)
})
afterAll(() => world.drop())

const NEXT = { legalName: "Zahnwerk Handels GmbH", taxId: "DE999847216", address: { line1: "Kai 2", postalCode: "20457", city: "Hamburg" } }
const profile = () => world.portal("petra", (work) => legalProfile(work), { mode: "read" })

test("an administrator names the seller anew, and the brand's mails go along with it", async () => {
  const { version } = await profile()
  expect(await world.portal("petra", (work) => saveLegalProfile(work, { ...NEXT, expectedVersion: version }))).toEqual({ version: version + 1 })
  expect(await profile()).toMatchObject({ legalName: "Zahnwerk Handels GmbH", taxId: "DE999847216", address: { line1: "Kai 2", line2: "", city: "Hamburg" }, manages: true })
  const [row] = await onAdmin(world.database.adminUrl, "select brand from tenancy.tenant where tenant_id = 1")
  expect(row?.["brand"]).toEqual({ accent: "#0b7a75", names: { display: "Zahnwerk", legal: "Zahnwerk Handels GmbH", address: "Kai 2, 20457 Hamburg" } })
})

test("of two administrators at once one is refused, and who only sees the money sees it alone", async () => {
  const { version } = await profile()
  await world.portal("petra", (work) => saveLegalProfile(work, { ...NEXT, expectedVersion: version }))
  await expect(world.portal("petra", (work) => saveLegalProfile(work, { ...NEXT, expectedVersion: version }))).rejects.toMatchObject({ code: "tenancy.settings_changed_meanwhile", kind: "conflict" })
  expect(await world.portal("felix", (work) => legalProfile(work))).toMatchObject({ manages: false })
  await expect(world.portal("felix", (work) => saveLegalProfile(work, { ...NEXT, expectedVersion: version + 1 }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  await expect(world.portal("sofia", (work) => legalProfile(work))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
})
