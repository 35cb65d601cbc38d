import { afterAll, beforeAll, expect, test } from "vitest"
import type { World } from "../testing/index.ts"
import { reportUsage, reportUsageCsv } from "./index.ts"
import { openRecurringDesk, type RecurringDesk } from "./testing.ts"

let world: World
let desk: RecurringDesk
beforeAll(async () => {
  ({ world, desk } = await openRecurringDesk())
})
afterAll(() => world.drop())

async function metered(usage: object) {
  const made = await desk.read("tim", async (work) => {
    const { createSubscription } = await import("./index.ts")
    return createSubscription(work, { source: { kind: "lines", lines: [{ productId: world.productId.mirror, unit: "each", quantity: "10", usage: usage as never }] }, name: "Bin", startsOn: "2026-12-01", cadence: { on: "day_of_month", everyMonths: 1, day: 15 } })
  })
  const page = await desk.page("tim", made.subscriptionId)
  return { ...made, lineId: page.lines[0]!.lineId }
}
const level = (of: { subscriptionId: string; lineId: string }, eventId: string, quantity: string, measuredAt: string) => ({ source: "scale-7", eventId, subscriptionId: of.subscriptionId, lineId: of.lineId, kind: "level" as const, quantity, measuredAt })
const report = (rows: Parameters<typeof reportUsage>[1]["rows"]) => desk.read("tim", (work) => reportUsage(work, { rows }))
const LEVEL = { measure: "level", refillAt: "10", earlierDays: 7, laterDays: 10 }

test("a falling bin brings the next date forward, inside what the customer approved, and says why", async () => {
  const one = await metered(LEVEL)
  await report([level(one, "a", "40", "2026-11-27T08:00:00Z")])
  const { moved } = await report([level(one, "b", "24", "2026-11-30T08:00:00Z")])
  expect(moved).toMatchObject([{ n: 0, from: "2026-12-15", to: "2026-12-08" }])
  const page = await desk.page("tim", one.subscriptionId)
  expect(page.upcoming.slice(0, 2).map((entry) => [entry.on, entry.scheduledOn])).toEqual([["2026-12-08", "2026-12-15"], ["2027-01-15", "2027-01-15"]])
  expect(page.upcoming[0]!.reason).toContain("5.33/d")
  expect(page.usage.map((row) => row.quantity)).toEqual(["24", "40"])
})

test("a slow one puts it off, and never further than agreed", async () => {
  const one = await metered(LEVEL)
  await report([level(one, "c", "40", "2026-11-20T08:00:00Z"), level(one, "d", "39", "2026-11-30T08:00:00Z")])
  expect((await desk.page("tim", one.subscriptionId)).upcoming[0]).toMatchObject({ on: "2026-12-25", scheduledOn: "2026-12-15" })
})

test.each([["2026-12-01T08:00:00Z", "2026-12-03"], ["2026-12-01T13:00:00Z", "2026-12-04"]])("an empty bin seen at %s is filled on %s, which can still be skipped", async (now, to) => {
  const one = await metered({ ...LEVEL, earlierDays: 14 })
  desk.go(now)
  expect((await report([level(one, `empty ${now}`, "0", now)])).moved).toMatchObject([{ n: 0, from: "2026-12-15", to }])
  await desk.change("tim", one.subscriptionId, { kind: "skip", n: 0 })
  desk.go("2026-12-01T08:00:00Z")
})

test("the same report again changes nothing, with another content it is refused, and a thousand are as many statements as one", async () => {
  const one = await metered(LEVEL)
  const first = level(one, "e", "30", "2026-11-30T08:00:00Z")
  expect((await report([first, first])).rows.map((row) => row.verdict)).toEqual(["accepted", "repeated"])
  expect((await report([first])).rows[0]!.verdict).toBe("repeated")
  expect((await report([{ ...first, quantity: "31" }])).rows[0]).toEqual({ index: 0, verdict: "refused", why: "subscriptions.usage_conflict" })
  const counted = (count: number, tag: string) => desk.read("tim", async (work) => {
    await reportUsage(work, { rows: Array.from({ length: count }, (_, i) => level(one, `${tag}${i}`, "30", "2026-11-30T09:00:00Z")) })
    return work.statements.count
  })
  expect(await counted(1_000, "m")).toBe(await counted(1, "n"))
  expect(await desk.count("select count(*) n from subscriptions.usage_event where source = 'scale-7' and event_id like 'm%'")).toBe(1_000)
})

test("counts add up since the last delivery, and the other measure is refused", async () => {
  const one = await metered({ measure: "count", refillAt: "10", earlierDays: 10, laterDays: 0 })
  const count = (eventId: string, quantity: string, measuredAt: string) => ({ ...level(one, eventId, quantity, measuredAt), kind: "count" as const })
  desk.go("2026-12-05T08:00:00Z")
  const { moved, rows } = await report([count("f", "8", "2026-12-05T08:00:00Z"), level(one, "g", "3", "2026-12-05T08:00:00Z")])
  expect(rows.map((row) => row.why)).toEqual([null, "subscriptions.other_measure"])
  expect(moved).toMatchObject([{ from: "2026-12-15", to: "2026-12-09" }]) // a Saturday: the cut-off of Tuesday the 8th was on Friday
  desk.go("2026-12-01T08:00:00Z")
})

test("a file names subscriptions and products as people do, and each row gets its verdict", async () => {
  const one = await metered(LEVEL)
  const csv = ["source;event_id;subscription;sku;kind;quantity;measured_at", `erp;1;${one.number};dn-3100;level;22;2026-11-30T08:00:00Z`, `erp;2;${one.number};DN-9999;level;5;2026-11-30T08:00:00Z`, `erp;3;${one.number};DN-3100;level;many;2026-11-30T08:00:00Z`].join("\n")
  const { rows } = await desk.read("tim", (work) => reportUsageCsv(work, { text: csv }))
  expect(rows.map((row) => row.why ?? row.verdict)).toEqual(["accepted", "subscriptions.line_not_found", "subscriptions.csv_row_is_malformed"])
  await expect(desk.read("tim", (work) => reportUsageCsv(work, { text: "nothing" }))).rejects.toMatchObject({ code: "subscriptions.csv_is_malformed" })
})

test("reports are append-only for everybody, and another account's subscription is not found", async () => {
  const one = await metered(LEVEL)
  const { rows } = await desk.read("karl", (work) => reportUsage(work, { rows: [level(one, "x", "1", "2026-11-30T08:00:00Z")] }))
  expect(rows[0]!.why).toBe("subscriptions.subscription_not_found")
  for (const grantee of ["portal_group", "network_group", "worker_group"]) {
    expect(await desk.count(`select count(*) n from information_schema.role_table_grants where table_schema = 'subscriptions' and table_name in ('usage_event', 'occurrence_change', 'schedule_version') and grantee = '${grantee}' and privilege_type in ('UPDATE', 'DELETE')`)).toBe(0)
  }
})

test("what is kept of a counter is what its reports say, and a count that came late is of one order only", async () => {
  const one = await metered({ measure: "count", refillAt: "100", earlierDays: 10, laterDays: 10 })
  const count = (eventId: string, quantity: string, measuredAt: string) => ({ ...level(one, eventId, quantity, measuredAt), kind: "count" as const })
  const kept = async () => Number((await desk.row(`select counted from subscriptions.usage_state where line_id = '${one.lineId}'`))?.["counted"])
  const ordered = (at: string) => desk.rows(`update subscriptions.occurrence set status = 'ordered', ordered_at = '${at}' where subscription_id = '${one.subscriptionId}' and n = (select min(n) from subscriptions.occurrence where subscription_id = '${one.subscriptionId}' and status in ('planned', 'ordered'))`)
  await report([count("s1", "4", "2026-12-01T09:00:00Z"), count("s2", "5", "2026-12-02T07:00:00Z")])
  expect(await kept()).toBe(9)
  await ordered("2026-12-01T12:00:00Z")
  const { rows } = await report([count("s3", "2", "2026-12-01T10:00:00Z")])
  expect(rows[0]!.verdict).toBe("late")
  expect(await kept()).toBe(7)
  await ordered("2026-12-02T12:00:00Z")
  desk.go("2026-12-03T08:00:00Z")
  await report([count("s4", "1", "2026-12-03T07:00:00Z")])
  expect(await kept()).toBe(1)
  desk.go("2026-12-01T08:00:00Z")
})
