import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { money } from "@entrepot/kernel"
import { lastProof, postJournal, reverseJournal } from "@entrepot/domain/ledger"
import { metrics } from "@entrepot/telemetry"
import { createWorld, type World } from "@entrepot/domain/testing"
import { proveBooksTask } from "./prove-books.ts"

let world: World
const said: Record<string, unknown>[] = []
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.drop())

/** One night. */
async function prove(): Promise<void> {
  const task = proveBooksTask({ worker: world.database.pools.worker, log: { error: (what: Record<string, unknown>) => said.push(what) } as never })
  await task({}, { query: async (text: string) => ({ rows: await onAdmin(world.database.adminUrl, text) }) } as never)
}

test("the nightly proof is quiet while everything agrees, and names what does not", async () => {
  const found = async () => (await metrics.bookDifferences.get()).values[0]?.value
  await prove()
  expect([said, await found()]).toEqual([[], 0])
  const ten = money(10n, "EUR")
  await world.worker("zahnwerk", (work) => postJournal(work, { businessKey: "by hand", document: { kind: "invoice", id: "1", number: "x" }, accountId: world.accountId.lindner, postedOn: "2026-11-21", currency: "EUR", lines: [{ role: "receivable", debit: ten }, { role: "revenue", credit: ten }] }))
  await prove()
  expect(said).toMatchObject([{ networkId: 1, tenantId: 1, check: "receivable_equals_documents", expected: "0", found: "10" }])
  expect(await found()).toBe(1)
})

test("each set of books reads when it was last proven and since when it differs, and its keepers are told once", async () => {
  const announced = () => onAdmin(world.database.adminUrl, "select payload -> 'entity' as entity from work.event where name = 'ledger.books_differ' order by event_id")
  const proof = () => world.portal("felix", lastProof)
  expect(await proof()).toMatchObject({ differences: 1, since: expect.any(String), provenAt: expect.any(String) })
  expect(await world.network("wanda", lastProof)).toMatchObject({ differences: 0, since: null })
  expect(await announced()).toEqual([{ entity: 1 }])
  const { since } = (await proof())!
  await prove()
  expect(await proof()).toMatchObject({ differences: 1, since })
  expect(await announced()).toHaveLength(1)
  await world.worker("zahnwerk", (work) => reverseJournal(work, { businessKey: "by hand", reversedOn: "2026-11-21" }))
  await prove()
  expect(await proof()).toMatchObject({ differences: 0, since: null })
})

test("a customer reads nothing of it, and neither side the other's", async () => {
  await expect(world.portal("tim", lastProof)).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  await expect(world.portal("jonas", lastProof)).rejects.toMatchObject({ code: "tenancy.not_permitted" })
})
