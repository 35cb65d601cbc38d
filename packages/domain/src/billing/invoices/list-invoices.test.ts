import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { createWorld, type World } from "../../testing/index.ts"
import type { InvoiceRow, ListInvoices } from "../contract.ts"
import { listInvoices } from "../index.ts"
import { tillIn } from "../testing.ts"

let world: World
let all: readonly InvoiceRow[]
beforeAll(async () => {
  world = await createWorld()
  const till = tillIn(world)
  for (let made = 0; made < 5; made++) await till.invoice({ mirror: String(made + 1) })
  for (let made = 0; made < 3; made++) await till.invoice({ wrench: String(made + 1) }, "karl")
  // Some are settled, some in part, some given up; half of them were due long ago, two on the same day.
  await onAdmin(world.database.adminUrl, `with n as (select invoice_id, total_minor, row_number() over (order by invoice_id) as n from billing.open_item)
    update billing.open_item o set paid_minor = case n.n when 1 then n.total_minor when 2 then 1 when 5 then 1 else 0 end, voided_minor = case n.n when 3 then n.total_minor else 0 end,
      status = case n.n when 1 then 'paid' when 2 then 'partly_paid' when 5 then 'partly_paid' when 3 then 'void' else 'open' end, due_on = case when n.n % 2 = 0 then date '2026-01-10' + (n.n / 3)::integer else o.due_on end
      from n where n.invoice_id = o.invoice_id`, "update billing.invoice i set due_on = o.due_on from billing.open_item o where o.invoice_id = i.invoice_id")
  all = (await list({ limit: 100 })).rows
})
afterAll(() => world.drop())

const list = (ask: ListInvoices, who: "felix" | "tim" = "felix") => world.portal(who, (work) => listInvoices(work, ask))

/** Two at a time, to the end. */
async function paged(ask: ListInvoices, who?: "felix" | "tim"): Promise<InvoiceRow[]> {
  const found: InvoiceRow[] = []
  for (let cursor: string | null = null; ;) {
    const page = await list({ ...ask, limit: 2, cursor }, who)
    found.push(...page.rows)
    cursor = page.nextCursor
    if (!cursor) return found
  }
}

const STATUSES: readonly NonNullable<ListInvoices["status"]>[] = [[], ["open"], ["paid", "partly_paid"], ["void"], ["uncollectible"], ["open", "partly_paid"]]
const asks = STATUSES.flatMap((status) => [true, false].flatMap((overdue) => (["newest", "oldest", "due"] as const).map((sort) => ({ status, overdue, sort }))))

test.each(asks)("the list of $status, overdue $overdue, $sort first, has each invoice once, whoever looks", async (ask) => {
  const wanted = all.filter((row) => (ask.status.length === 0 || ask.status.includes(row.status)) && (!ask.overdue || row.overdueDays > 0))
  for (const mine of [undefined, wanted.find((row) => row.accountId === world.accountId.lindner)?.accountId]) {
    const expected = wanted.filter((row) => mine === undefined || row.accountId === mine)
    const found = await paged({ ...ask, ...(mine && { accountId: mine }) })
    expect(found.map((row) => row.number).toSorted()).toEqual(expected.map((row) => row.number).toSorted())
    expect(found.every((row) => all.some((one) => JSON.stringify(one) === JSON.stringify(row)))).toBe(true)
    const key = (row: InvoiceRow) => (ask.sort === "due" ? row.dueOn : row.issuedOn)
    const keys = found.map(key)
    expect(keys).toEqual(ask.sort === "newest" ? keys.toSorted().toReversed() : keys.toSorted())
  }
})

test("a search and an order narrow a filtered list, and a customer sees its own alone", async () => {
  const [one] = all.filter((row) => row.status === "open")
  expect((await list({ status: ["open"], search: one!.number! })).rows.map((row) => row.invoiceId)).toEqual([one!.invoiceId])
  expect((await list({ status: ["paid"], search: one!.number! })).rows).toEqual([])
  expect((await list({ sort: "due", orderId: one!.orderId! })).rows.map((row) => row.invoiceId)).toEqual([one!.invoiceId])
  const own = all.filter((row) => row.accountId === world.accountId.lindner).map((row) => row.number).toSorted()
  expect(own.length).toBeGreaterThan(0)
  expect((await paged({ sort: "due" }, "tim")).map((row) => row.number).toSorted()).toEqual(own)
  expect((await list({ from: "2100-01-01", sort: "due" })).rows).toEqual([])
})
