import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import type { World } from "../testing/index.ts"
import { clearCart, reorder } from "./index.ts"
import { openDesk, type Desk } from "./testing.ts"

let world: World
let desk: Desk
beforeAll(async () => {
  ({ world, desk } = await openDesk())
})
afterAll(() => world.drop())

describe("reordering", () => {
  test("answers line by line, and changes nothing in silence", async () => {
    const { orderId } = await desk.place("tim", { gloves: "10", bur: "8", mirror: "1", handbook: "1" })
    await onAdmin(world.database.adminUrl,
      `update catalog.product_unit set minimum = 5, step = 4 where product_id = '${world.productId.bur}'`,
      `update catalog.product set status = 'discontinued', successor_id = '${world.productId.wrench}' where product_id = '${world.productId.mirror}'`,
      `update catalog.product set status = 'discontinued' where product_id = '${world.productId.handbook}'`)
    const answer = await world.portal("tim", async (work) => {
      await clearCart(work)
      return reorder(work, { orderId })
    })
    expect(answer.lines.map(({ sku, verdict, why, quantity, replacedBy }) => [sku, verdict, why, quantity, replacedBy])).toEqual([
      ["DN-1001", "added", null, "10", null], ["DN-2040", "changed", "off_step", "9", null], ["DN-3100", "replaced", "superseded", "1", "WS-1200"], ["DN-9000", "skipped", "not_sold", null, null],
    ])
    await onAdmin(world.database.adminUrl,
      `update catalog.product_unit set minimum = 5, step = 3 where product_id = '${world.productId.bur}'`,
      `update catalog.product set status = 'active', successor_id = null where product_id in ('${world.productId.mirror}', '${world.productId.handbook}')`)
  })
})
