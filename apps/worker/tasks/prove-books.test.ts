import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { money } from "@entrepot/kernel"
import { postJournal } from "@entrepot/domain/ledger"
import { metrics } from "@entrepot/telemetry"
import { createWorld, type World } from "@entrepot/domain/testing"
import { proveBooksTask } from "./prove-books.ts"

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.drop())

test("the nightly proof is quiet while everything agrees, and names what does not", async () => {
  const said: Record<string, unknown>[] = []
  const task = proveBooksTask({ worker: world.database.pools.worker, log: { error: (what: Record<string, unknown>) => said.push(what) } as never })
  const prove = () => task({}, { query: async (text: string) => ({ rows: await onAdmin(world.database.adminUrl, text) }) } as never)
  const found = async () => (await metrics.bookDifferences.get()).values[0]?.value
  await prove()
  expect([said, await found()]).toEqual([[], 0])
  const ten = money(10n, "EUR")
  await world.worker("zahnwerk", (work) => postJournal(work, { businessKey: "by hand", document: { kind: "invoice", id: "1", number: "x" }, accountId: world.accountId.lindner, postedOn: "2026-11-21", currency: "EUR", lines: [{ role: "receivable", debit: ten }, { role: "revenue", credit: ten }] }))
  await prove()
  expect(said).toMatchObject([{ networkId: 1, tenantId: 1, check: "receivable_equals_documents", expected: "0", found: "10" }])
  expect(await found()).toBe(1)
})
