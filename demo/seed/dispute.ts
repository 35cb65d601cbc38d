import { scoped } from "@entrepot/db"
import { applyPaymentOutcome, applyReversal, applySetup, payInvoices, removeMethod, startSetup } from "@entrepot/domain/billing"
import { Temporal } from "@entrepot/kernel"
import { asPerson, asWorker, type Pools } from "./actors.ts"
import type { Seeded } from "./partner.ts"

/** How long the bank waits for an answer. */
const ANSWER_DAYS = 7

/** A customer paid an invoice with a card that is not kept any more, and its holder disputes that: what to answer stands on the partner's pages. */
export async function seedDispute(pools: Pools, { partner, tenantId, accountId, members }: Seeded): Promise<void> {
  const now = Temporal.Now.instant()
  const today = now.toZonedDateTimeISO(partner.timeZone).toPlainDate().toString()
  const open = await asWorker(pools, tenantId, (work) => scoped(work, "billing.open_item").select(["invoice_id", "account_id", "currency", "open_minor"]).where("due_on", ">=", today).orderBy("due_on").orderBy("invoice_id").execute())
  const payers = [...members.values()].filter(({ role }) => role === "account_admin")
  const codeOf = new Map([...accountId].map(([code, id]) => [id, code]))
  const rank = (item: (typeof open)[number]) => `${codeOf.get(item.account_id) ?? ""} ${String(item.open_minor).padStart(12, "0")}`
  // What the last of the customers owes most and is not due: it stays owed.
  const [found] = open.filter((item) => item.open_minor).flatMap((item) => payers.filter((payer) => payer.accountId === item.account_id).slice(0, 1).map((payer) => ({ item, payer }))).toSorted((one, other) => (rank(one.item) < rank(other.item) ? 1 : -1))
  if (!found) return
  const { item: { invoice_id: invoiceId, currency, open_minor: minor }, payer } = found
  const [ref, amount] = [invoiceId.slice(-12), { amount: String(minor), currency }]
  const paidAt = now.subtract({ hours: 30 })
  const asPayer = <T>(task: Parameters<typeof asPerson<T>>[3]) => asPerson(pools, payer, payer.accountId, task, { now: paidAt })
  const { setupId } = await asPayer((work) => startSetup(work, {}))
  await asWorker(pools, tenantId, (work) => applySetup(work, setupId, { status: "succeeded", version: 1, setupRef: `cs_demo_${ref}`, method: { methodRef: `pm_demo_${ref}`, kind: "card", brand: "visa", last4: "4242", expMonth: 12, expYear: 2031 } }), { now: paidAt })
  const { attemptId } = await asPayer((work) => payInvoices(work, { requestKey: invoiceId, invoices: [{ invoiceId, amount }] }))
  const paymentRef = `pi_demo_${ref}`
  await asWorker(pools, tenantId, (work) => applyPaymentOutcome(work, attemptId!, { status: "succeeded", version: 2, paymentRef, amount }), { now: paidAt })
  const methodId = await asWorker(pools, tenantId, async (work) => (await scoped(work, "billing.payment_method").select("method_id").where("method_ref", "=", `pm_demo_${ref}`).executeTakeFirstOrThrow()).method_id)
  await asPayer((work) => removeMethod(work, { methodId }))
  await asWorker(pools, tenantId, (work) => applyReversal(work, {
    dispute: {
      disputeRef: `du_demo_${ref}`, paymentRef, version: 3, status: "needs_response", reason: "product_not_received", amount, withdrawn: amount, fee: { amount: "2000", currency },
      evidenceDueAt: now.add({ hours: 24 * ANSWER_DAYS }).toString({ smallestUnit: "millisecond" }), openedAt: now.subtract({ hours: 3 }).toString({ smallestUnit: "millisecond" }),
    },
  }))
}
