import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { money, Temporal } from "@entrepot/kernel"
import { lastProof, postJournal, proofHistory, reverseJournal } from "@entrepot/domain/ledger"
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

/** What a differing journal of a set of books is to the log of the night. */
const byHand = (key: string) => {
  const ten = money(10n, "EUR")
  return world.worker("zahnwerk", (work) => postJournal(work, { businessKey: key, document: { kind: "invoice", id: key, number: "x" }, accountId: world.accountId[key === "more" ? "kern" : "lindner"], postedOn: "2026-11-21", currency: "EUR", lines: [{ role: "receivable", debit: ten }, { role: "revenue", credit: ten }] }))
}
const announced = () => onAdmin(world.database.adminUrl, "select payload ->> 'entity' as entity, payload ->> 'added' as added from work.event where name = 'ledger.books_differ' order by event_id offset 1")

test("what differs anew is announced though something older stands, and each night is kept check by check", async () => {
  await byHand("old")
  await prove()
  await byHand("more")
  await prove()
  await prove()
  expect(await announced()).toEqual([{ entity: "1", added: "1" }, { entity: "1", added: "1" }])
  const nights = await world.portal("felix", proofHistory)
  expect(nights.slice(0, 3).map(({ checks }) => checks.find(({ check }) => check === "documents"))).toEqual([{ check: "documents", differences: 2, added: 0 }, { check: "documents", differences: 2, added: 1 }, { check: "documents", differences: 1, added: 1 }])
  expect(nights).toHaveLength(7)
})

test("books that cannot be proven are kept as failed, with the error, and keep no others from it; what was known of them stands", async () => {
  const admin = (text: string) => onAdmin(world.database.adminUrl, text)
  await admin("create policy poison on ledger.journal_line as restrictive for select to worker_group using (case when coalesce(ctx.tenant_id(), 1) = 1 then 1 / (tenant_id - tenant_id) = 0 else true end)")
  await prove()
  await admin("drop policy poison on ledger.journal_line")
  const proof = await world.portal("felix", lastProof)
  expect(proof).toMatchObject({ differences: 2, failed: 2 })
  expect(Date.parse(proof!.triedAt)).toBeGreaterThan(Date.parse(proof!.provenAt!))
  const [night] = await world.portal("felix", proofHistory)
  expect(night!.checks).toMatchObject([{ check: "books", error: "22012 division by zero" }, { check: "documents", differences: 2, added: 0, error: "22012 division by zero" }, { check: "settlement", differences: 0 }, { check: "open_items", differences: 0 }, { check: "taxes", differences: 0 }])
  const other = await world.portal("grace", lastProof)
  expect([other?.failed, other?.provenAt]).toEqual([0, other?.triedAt])
  expect(await admin("select books, differing, failed, error from provisioning.book_proof order by tried_at desc limit 2")).toMatchObject([{ differing: 1, failed: 1, error: "22012" }, { differing: 1, failed: 0, error: "" }])
  await prove()
  expect([(await world.portal("felix", lastProof))?.failed, await announced()]).toEqual([0, expect.objectContaining({ length: 2 })])
})

test("a check that needs everybody's books fails for the distributor too, and the other checks are made", async () => {
  await onAdmin(world.database.adminUrl, "revoke select on settlement.entry from worker_group")
  await prove()
  await onAdmin(world.database.adminUrl, "grant select on settlement.entry to worker_group")
  for (const night of [await world.network("wanda", proofHistory), await world.portal("grace", proofHistory)]) expect(night[0]!.checks.filter((each) => each.error !== undefined)).toMatchObject(["settlement", "taxes"].map((check) => ({ check, error: "42501 permission denied for table entry" })))
  await prove()
})

test("a proof that is older than a day and a half is warned of", async () => {
  expect(await world.portal("felix", lastProof)).toMatchObject({ isOld: false })
  expect(await world.portal("felix", lastProof, { now: Temporal.Now.instant().add({ hours: 37 }) })).toMatchObject({ isOld: true })
})

test("a customer reads nothing of it, and neither side the other's", async () => {
  await expect(world.portal("tim", lastProof)).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  await expect(world.portal("jonas", lastProof)).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  await expect(world.portal("tim", proofHistory)).rejects.toMatchObject({ code: "tenancy.not_permitted" })
})
