import { onAdmin } from "@entrepot/db/testing"
import { newId } from "@entrepot/kernel"
import { deskIn, type Wanted } from "../ordering/testing.ts"
import { runDue, savePlan } from "../subscriptions/index.ts"
import { MONTHLY, recurringDesk } from "../subscriptions/testing.ts"
import { createWorld, NETWORK_ID, type PersonName, type World } from "../testing/index.ts"
import type { ServiceFee } from "../subscriptions/contract.ts"
export { brokenRules } from "./documents/ubl/rules.fixture.ts"
import { applySetup, invoiceShipment, saveBillingProfile, savePaymentSettings, startSetup } from "./index.ts"
import type { Finalised } from "./invoices/finalise.ts"

export type Till = ReturnType<typeof tillIn>

/** A world in which nobody has to agree to an order and Dr. Lindner's practice may owe what it likes. `world.drop` it in the end. */
export async function openTill(): Promise<{ readonly world: World; readonly till: Till }> {
  const world = await createWorld()
  const till = tillIn(world)
  await till.desk.policies()
  await till.desk.limit("lindner", null)
  return { world, till }
}

/** The same, with a plan whose subscribers pay for a service beside what is delivered. */
export async function openServiceTill(fee: ServiceFee = { name: "Stock management", amount: "3100", everyMonths: 1 }) {
  const world = await createWorld()
  const [till, desk] = [tillIn(world), recurringDesk(world)]
  await till.desk.policies()
  await world.portal("felix", (work) => saveBillingProfile(work, { taxRounding: "per_line", netDays: 30, invoicePrefix: "INV-", creditPrefix: "CN-", remitTo: {}, creditThreshold: null, expectedVersion: 0 }))
  const { planId } = await desk.read("petra", (work) => savePlan(work, { plan: { name: "Stock care", cadences: [MONTHLY], serviceFee: fee } }))
  return { world, till, desk, planId }
}

/** What the tests of invoices and payments do all day, in the words of the people of the test world. */
export function tillIn(world: World) {
  const desk = deskIn(world)
  const rows = (text: string) => onAdmin(world.database.adminUrl, text)
  /** Goods leave: as if the warehouse had picked, packed and shipped so much of each line. */
  const ship = async (orderId: string, part = 1): Promise<{ readonly shipmentId: string; readonly lines: readonly { readonly orderLineId: string; readonly baseQuantity: string }[] }> => {
    const lines = await rows(`update ordering.order_line set shipped_base = shipped_base + round((quantity * unit_factor - cancelled_base) * ${part}) where order_id = '${orderId}' returning line_id, round((quantity * unit_factor - cancelled_base) * ${part})::text as base`)
    return { shipmentId: newId(), lines: lines.map((line) => ({ orderLineId: String(line.line_id), baseQuantity: String(line.base) })) }
  }
  const tell = (shipment: Awaited<ReturnType<typeof ship>>, orderId: string) =>
    world.worker("zahnwerk", (work) => invoiceShipment(work, { ...shipment, number: "ZWS1", orderId, shippedAt: work.now.toString() }))
  return {
    desk, rows, ship, tell,
    one: async (text: string) => (await rows(text))[0] ?? {},
    /** An order of Sofia's practice that shipped and was invoiced. */
    invoice: async (wanted: Wanted = { mirror: "10" }, who: PersonName = "tim"): Promise<Finalised & { readonly orderId: string }> => {
      const { orderId } = await desk.place(who, wanted)
      const finalised = await tell(await ship(orderId), orderId)
      if (!finalised) throw new Error("Nothing was invoiced.")
      return { ...finalised, orderId }
    },
    /** An order of Tim's subscription that is invoiced at the order, made and confirmed; no invoice stands for it yet. */
    subscribed: async (wanted: Wanted): Promise<string> => {
      const recurring = recurringDesk(world)
      const { planId } = await recurring.read("petra", (work) => savePlan(work, { plan: { name: `Care ${Object.keys(wanted).join(" ")}`, cadences: [MONTHLY], invoicing: "at_order" } }))
      const { subscriptionId } = await recurring.subscribe("tim", wanted, { planId })
      await recurring.change("tim", subscriptionId, { kind: "order_now", how: "extra" })
      await runDue(world.database.pools.worker, NETWORK_ID, { now: () => recurring.now, onError: (error) => { throw error } })
      return String((await rows(`select order_id from subscriptions.occurrence where subscription_id = '${subscriptionId}' and order_id is not null`))[0]?.order_id)
    },
    /** A saved card of Sofia's, and a dealer who takes cards. */
    card: async (): Promise<string> => {
      await world.portal("felix", (work) => savePaymentSettings(work, { accountRef: "acct_1", cardsEnabled: true, expectedVersion: 0 }))
      const { setupId } = await world.portal("sofia", (work) => startSetup(work, {}))
      await world.worker("zahnwerk", (work) => applySetup(work, setupId, { status: "succeeded", version: 1, setupRef: "cs_1", method: { methodRef: "pm_1", kind: "card", brand: "visa", last4: "4242", expMonth: 12, expYear: 2099 } }))
      return String((await rows("select method_id from billing.payment_method where method_ref = 'pm_1'"))[0]?.method_id)
    },
    open: async (invoiceId: string) => Number((await rows(`select open_minor::float as n from billing.open_item where invoice_id = '${invoiceId}'`))[0]?.n),
    unpaid: async (account: "lindner" | "kern" = "lindner") => Number((await rows(`select unpaid_minor::float as n from ordering.credit_line where account_id = '${world.accountId[account]}'`))[0]?.n),
    /** What the books say of an account of theirs, in minor units; a debit counts up. */
    books: async (role: string) => Number((await rows(`select coalesce(sum(amount_minor), 0)::float as n from ledger.journal_line where tenant_id = 1 and (account_key = '${role}' or account_key like '${role}:%')`))[0]?.n),
  }
}
