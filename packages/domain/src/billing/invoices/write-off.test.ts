import { afterAll, beforeAll, expect, test } from "vitest"
import { checkBooks } from "../../ledger/index.ts"
import { newId } from "@entrepot/kernel"
import { eur } from "../../ordering/testing.ts"
import type { World } from "../../testing/index.ts"
import { billingSettings, checkBillingBooks, decideWriteOff, finaliseDraft, invoiceView, previewWriteOff, receivable, recordPayment, saveBillingProfile, saveDraft, voidInvoice, withdrawWriteOff, writeOffInvoice, writeOffsToDecide } from "../index.ts"
import { openTill, type Till } from "../testing.ts"

let world: World
let till: Till
beforeAll(async () => {
  ;({ world, till } = await openTill())
  await level(eur(5_000n), 0)
})
afterAll(() => world.drop())

const felix = <T>(task: Parameters<typeof world.portal<T>>[1]) => world.portal("felix", task)
const level = (writeOffThreshold: ReturnType<typeof eur> | null, expectedVersion: number) =>
  felix((work) => saveBillingProfile(work, { taxRounding: "per_line", netDays: 30, invoicePrefix: "INV-", creditPrefix: "CN-", remitTo: {}, creditThreshold: null, writeOffThreshold, expectedVersion }))
const give = (invoiceId: string) => felix((work) => writeOffInvoice(work, { invoiceId, reason: "insolvent" }))
const view = (invoiceId: string, who: "felix" | "petra" | "sofia" = "felix") => world.portal(who, (work) => invoiceView(work, { invoiceId }))
/** An invoice of which so much is left open. */
async function owing(left: bigint): Promise<string> {
  const { invoiceId: draft, version } = await felix((work) => saveDraft(work, { accountId: world.accountId.lindner, lines: [{ name: "Repair", quantity: "1", unitPrice: "800" }] }))
  const { invoiceId } = await felix((work) => finaliseDraft(work, { invoiceId: draft, expectedVersion: version }))
  const totalMinor = BigInt(await till.open(invoiceId))
  await felix((work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "cash", amount: eur(totalMinor - left), receivedOn: "2026-11-01", invoices: [{ invoiceId, amount: eur(totalMinor - left) }] }))
  return invoiceId
}
const waiting = async () => {
  const invoiceId = await owing(5_001n)
  const { writeOffId } = await give(invoiceId)
  return { invoiceId, writeOffId: writeOffId! }
}

test("up to the level it is made at once, above it it waits, and the preview says which before", async () => {
  const [small, large] = [await owing(5_000n), await owing(5_001n)]
  expect(await felix((work) => previewWriteOff(work, { invoiceId: small }))).toEqual({ amount: eur(5_000n), approval: null })
  expect(await felix((work) => previewWriteOff(work, { invoiceId: large }))).toMatchObject({ amount: eur(5_001n), approval: { above: eur(5_000n), approvers: expect.arrayContaining(["Petra Vogt"]) } })
  expect(await give(small)).toEqual({ status: "written_off", writeOffId: null })
  expect(await give(large)).toMatchObject({ status: "awaiting_approval" })
  expect([(await view(small)).status, (await view(large)).status, await till.open(large)]).toEqual(["uncollectible", "partly_paid", 5_001])
})

test("whoever asked never agrees, another one does, and then the books take the loss", async () => {
  const { invoiceId, writeOffId } = await waiting()
  const lost = await till.books("bad_debt")
  expect((await felix((work) => writeOffsToDecide(work))).entries.map((one) => one.writeOffId)).not.toContain(writeOffId)
  await expect(felix((work) => decideWriteOff(work, { writeOffId, verdict: "approved" }))).rejects.toMatchObject({ code: "approvals.own_request" })
  await expect(world.portal("sofia", (work) => decideWriteOff(work, { writeOffId, verdict: "approved" }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  expect((await world.portal("petra", (work) => writeOffsToDecide(work))).entries).toContainEqual(expect.objectContaining({ writeOffId, invoiceId, amount: eur(5_001n), reason: "insolvent" }))
  expect(await world.portal("petra", (work) => decideWriteOff(work, { writeOffId, verdict: "approved" }))).toEqual({ status: "written_off" })
  expect([(await view(invoiceId)).status, await till.open(invoiceId), (await till.books("bad_debt")) - lost]).toEqual(["uncollectible", 0, 5_001])
  await expect(world.portal("petra", (work) => decideWriteOff(work, { writeOffId, verdict: "approved" }))).rejects.toMatchObject({ code: "billing.write_off_is_decided" })
  expect(await world.worker(undefined, async (work) => [...(await checkBooks(work)), ...(await checkBillingBooks(work))])).toEqual([])
  expect((await till.rows(`select action from work.audit_entry where subject_id = '${invoiceId}' and action like '%w%off%' order by action`)).map(({ action }) => action)).toEqual(["invoice.written_off", "write_off.approved", "write_off.requested"])
})

test("what waits is shown on the invoice to the seller alone, and keeps it from being given up twice", async () => {
  const { invoiceId, writeOffId } = await waiting()
  expect(await view(invoiceId)).toMatchObject({ writeOffRequest: { writeOffId, requestedBy: "Felix Brandt", actions: { approve: { allowed: false, why: "approvals.own_request" }, withdraw: { allowed: true } } }, actions: { writeOff: { allowed: false, why: "billing.write_off_waits" } } })
  expect((await view(invoiceId, "petra")).writeOffRequest!.actions.approve).toEqual({ allowed: true })
  expect((await view(invoiceId, "sofia")).writeOffRequest).toBeNull()
  expect((await felix((work) => receivable(work, { accountId: world.accountId.lindner }))).items.find((item) => item.invoiceId === invoiceId)!.actions.writeOff).toEqual({ allowed: false, why: "billing.write_off_waits" })
  await expect(give(invoiceId)).rejects.toMatchObject({ code: "billing.write_off_waits" })
  await expect(felix((work) => voidInvoice(work, { invoiceId, reason: "no" }))).rejects.toMatchObject({ code: "billing.write_off_waits" })
})

test("a no, or taking it back, leaves the invoice open; asked for again it waits again", async () => {
  const { invoiceId, writeOffId } = await waiting()
  expect(await world.portal("petra", (work) => decideWriteOff(work, { writeOffId, verdict: "rejected", reason: "They will pay" }))).toEqual({ status: "rejected" })
  const { writeOffId: again } = await give(invoiceId)
  await felix((work) => withdrawWriteOff(work, { writeOffId: again! }))
  expect([(await view(invoiceId)).writeOffRequest, await till.open(invoiceId)]).toEqual([null, 5_001])
  expect(await give(invoiceId)).toMatchObject({ status: "awaiting_approval" })
})

test("what was paid meanwhile is not given up, and what is settled cannot be", async () => {
  const [part, whole] = [await waiting(), await waiting()]
  const pay = (invoiceId: string, amount: bigint) => felix((work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "cash", amount: eur(amount), receivedOn: "2026-11-02", invoices: [{ invoiceId, amount: eur(amount) }] }))
  await pay(part.invoiceId, 5_000n)
  await pay(whole.invoiceId, 5_001n)
  const lost = await till.books("bad_debt")
  await world.portal("petra", (work) => decideWriteOff(work, { writeOffId: part.writeOffId, verdict: "approved" }))
  expect((await till.books("bad_debt")) - lost).toBe(1)
  await expect(world.portal("petra", (work) => decideWriteOff(work, { writeOffId: whole.writeOffId, verdict: "approved" }))).rejects.toMatchObject({ code: "billing.invoice_is_settled" })
  expect(await world.portal("petra", (work) => decideWriteOff(work, { writeOffId: whole.writeOffId, verdict: "rejected", reason: "paid" }))).toEqual({ status: "rejected" })
})

test("the level is the partner's own, in its currency; none asks nobody", async () => {
  const { profile } = await felix(billingSettings)
  expect(profile.writeOffThreshold).toEqual(eur(5_000n))
  await expect(level({ amount: "1", currency: "USD" } as never, profile.version)).rejects.toMatchObject({ code: "billing.threshold_is_invalid" })
  await level(null, profile.version)
  expect(await give(await owing(9_000n))).toMatchObject({ status: "written_off" })
})
