import { afterAll, beforeAll, expect, test } from "vitest"
import { scoped } from "@entrepot/db"
import { createWorld, type World } from "./index.ts"

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.drop())

test("a customer's person sees their own account, and the dealer's staff see every account of theirs", async () => {
  const accounts = (who: "tim" | "jonas") => world.portal(who, (work) => scoped(work, "tenancy.account").select("number").orderBy("number").execute())
  expect(await accounts("tim")).toEqual([{ number: "C-1001" }])
  expect(await accounts("jonas")).toEqual([{ number: "C-1001" }, { number: "C-1002" }, { number: "H-1" }])
})

test("what is on hand is the sum of its movements", async () => {
  const rows = await world.network("bert", (work) => scoped(work, "inventory.balance").innerJoin("inventory.movement as m", (join) => join.onRef("m.product_id", "=", "inventory.balance.product_id").onRef("m.warehouse_id", "=", "inventory.balance.warehouse_id")).select(["on_hand", "m.quantity"]).execute())
  expect(rows.length).toBeGreaterThan(8)
  for (const row of rows) expect(row.on_hand).toBe(row.quantity)
})
