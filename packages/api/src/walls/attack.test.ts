import { afterAll, beforeAll, expect, test } from "vitest"
import { consoleRouter } from "../console.ts"
import { portalRouter } from "../portal.ts"
import { attackersOf } from "./attack/attackers.ts"
import { attackRouter, tableOf, unattacked, type Report } from "./attack/attack.ts"
import { keepState, type Keeper } from "./attack/state.ts"
import { prepareBattlefield, VICTIMS, type Battlefield } from "./attack/world.ts"
import { rowsOf } from "./attack/scopes.ts"

let field: Battlefield
let keeper: Keeper
beforeAll(async () => {
  field = await prepareBattlefield()
  keeper = await keepState(field)
})
afterAll(() => field.end())

test("every victim has a row in every table that can hold one", () => {
  for (const victim of VICTIMS) {
    const empty = field.tables.filter((table) => rowsOf(table, field.holders[victim]) !== undefined && !field.planted[victim][table.name]).map(({ name }) => name)
    expect(empty, victim).toEqual([])
  }
})

const ROUTERS = [["portal", portalRouter], ["console", consoleRouter]] as const
test.each(ROUTERS)("no procedure of the %s lets anybody through a wall, and none goes unattacked", async (door, router) => {
  const report: Report = await attackRouter(field, router, attackersOf(field.world).filter((attacker) => attacker.door === door), keeper)
  console.info(`${door}\n${tableOf(report)}`)
  expect(unattacked(report)).toEqual([])
  expect(report.findings).toEqual([])
}, 300_000)
