import { afterAll, beforeAll, expect, test } from "vitest"
import { automation, withWork } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { createWorld, NETWORK_ID, type World } from "../testing/index.ts"
import { listStaff } from "./list-staff.ts"

let world: World
beforeAll(async () => {
  world = await createWorld()
  await withWork(world.database.pools.platform, { audience: "platform" }, automation("seed"), async (work) => {
    await work.db.insertInto("tenancy.network_user").values({
      network_id: NETWORK_ID, user_id: newId(), email: "bert@nordwerk.example", name: "Bert Hansen", locale: "de", roles: ["warehouse"], password_hash: "none", created_at: work.now.toString(),
    }).execute()
  })
})
afterAll(() => world.drop())

test("colleagues see each other with what their roles let them do", async () => {
  const staff = await world.network("sven", listStaff)
  expect(staff).toMatchObject([{ name: "Bert Hansen", email: "bert@nordwerk.example", roles: ["warehouse"], status: "active" }])
  expect(staff[0]?.permissions).toContain("network.shipment.manage")
  expect(staff[0]?.permissions).not.toContain("network.price.manage")
})
