import { afterAll, beforeAll, expect, test } from "vitest"
import { createWorld, type World } from "../testing/index.ts"
import { dayAtAGlance } from "./day-at-a-glance.ts"

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(() => world.drop())

test("a quiet network has fourteen days without an order, and nothing to do", async () => {
  const day = await world.network("bert", dayAtAGlance)
  expect(day.incoming).toHaveLength(14)
  expect(day.incoming.every(({ orders }) => orders === 0)).toBe(true)
  expect(day).toMatchObject({ openOrders: 0, backordered: 0, onHold: 0, awaitingApproval: 0, toPick: 0, toPack: 0, late: 0, oldestBackorder: null })
})

test("the day is one statement", async () => {
  const statements = await world.network("wanda", async (work) => {
    await dayAtAGlance(work)
    return work.statements.count
  })
  expect(statements).toBe(1)
})
