import { z } from "zod"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Work } from "@entrepot/db"
import { signedIn, router } from "../trpc.ts"
import { attackersOf } from "./attack/attackers.ts"
import { attackRouter, unattacked } from "./attack/attack.ts"
import { keepState, type Keeper } from "./attack/state.ts"
import { prepareBattlefield, type Battlefield } from "./attack/world.ts"

let field: Battlefield
let keeper: Keeper
beforeAll(async () => {
  field = await prepareBattlefield()
  keeper = await keepState(field)
})
afterAll(() => field.end())

const Ref = z.object({ orderId: z.uuid() })
const beyond = (text: string, values: unknown[]) => field.admin.query(text, values)
const orderOf = async (orderId: string) => (await beyond("select number, note, supply_minor::text as total from ordering.order where order_id = $1", [orderId])).rows as { note: string; total: string }[]
const inside = (ctx: { read: <T>(task: (work: Work) => Promise<T>) => Promise<T> }) => ctx.read(async () => undefined)

/** Procedures as somebody might write them on a bad day, each wrong in one way, beside one that is right. */
const badDay = router({
  tells: signedIn.input(Ref).query(async ({ input }) => orderOf(input.orderId)),
  writes: signedIn.input(Ref).mutation(async ({ input }) => void (await beyond("update ordering.order set note = 'mine' where order_id = $1", [input.orderId]))),
  takes: signedIn.input(Ref).mutation(async ({ input }) => void (await beyond("update tenancy.account_group set name = o.note from ordering.order o where o.order_id = $1 and account_group.network_id = 1 and account_group.tenant_id = 1", [input.orderId]))),
  hints: signedIn.input(Ref).query(async ({ input }) => {
    if ((await orderOf(input.orderId)).length === 0) throw new Error("There is no such order.")
    return "That is somebody else's."
  }),
  blabs: signedIn.query(async () => (await beyond("select supply_price::text as asked from ordering.order_line where network_id = 1 and tenant_id = 1 limit 1", [])).rows),
  counts: signedIn.query(() => ({ margin: 12.5 })),
  closed: signedIn.input(Ref.refine(() => false)).query(() => "never"),
  right: signedIn.query(({ ctx }) => inside(ctx)),
})

test("the attack goes red for each procedure that is wrong, says in which way, and leaves the right one alone", async () => {
  const report = await attackRouter(field, badDay, attackersOf(field.world).filter(({ door }) => door === "portal"), keeper)
  const wrong = (path: string) => [...new Set(report.findings.filter(({ procedure }) => procedure === path).map((finding) => finding.wrong))].sort()
  expect({ tells: wrong("tells"), writes: wrong("writes"), takes: wrong("takes"), hints: wrong("hints"), blabs: wrong("blabs"), counts: wrong("counts"), right: wrong("right") })
    .toEqual({ tells: ["leak"], writes: ["harm"], takes: ["harm"], hints: ["defect", "oracle"], blabs: ["leak"], counts: ["leak"], right: [] })
  expect(unattacked(report).map((line) => line.split(" ")[0])).toEqual(["closed"])
}, 60_000)

test("after an attack every row stands where it stood", async () => {
  expect(keeper.harmed(await keeper.look(), ["account", "tenant", "network"])).toEqual([])
})
