import { onAdmin } from "@entrepot/db/testing"
import { newId, Temporal } from "@entrepot/kernel"
import { checkBooks } from "../ledger/index.ts"
import { deskIn, type Wanted } from "../ordering/testing.ts"
import type { PersonName, TenantName, World } from "../testing/index.ts"
import { checkSettlement } from "./index.ts"
import { handlers } from "./handlers.ts"

const OCTOBER = Temporal.Instant.from("2026-10-12T09:00:00Z")

/** The facts that settlement hears of, as the other modules leave them behind, and their events as the worker delivers them. */
export function settlementIn(world: World) {
  const desk = deskIn(world)
  const rows = (text: string) => onAdmin(world.database.adminUrl, text)
  const unbound = (text: string) => onAdmin(world.database.adminUrl, "set session_replication_role = replica", text)

  /** In its tenant, or in the network where it is the network's own. */
  async function deliver(name: string, payload: object, tenant: TenantName | "nobody" = "zahnwerk"): Promise<void> {
    for (const { on, handle } of handlers) if (on === name) await world.worker(tenant === "nobody" ? undefined : tenant, (work) => handle(work, { eventId: newId(), name, payload: payload as never, actor: { kind: "automation", id: "x", name: "x" }, traceId: "", occurredAt: "" }), { now: OCTOBER })
  }

  /** What the network's own events still have to do. */
  async function hearOwn(): Promise<void> {
    for (const { name, payload } of await rows("select name, payload from work.event where tenant_id = 0 and name like 'settlement.%' order by event_id")) await deliver(String(name), payload as object, "nobody")
  }

  /** An order whose first line left in part, as fulfilment leaves it behind: from where its stock is reserved, or from the warehouse that is named. */
  async function ship(who: PersonName, wanted: Wanted, shipped: string, number: string, way: { readonly from?: string; readonly to?: string } = {}) {
    const order = await desk.place(who, wanted)
    const [line] = await rows(`select l.tenant_id, l.account_id, l.line_id, l.product_id, r.warehouse_id, o.ship_to_id from ordering.order_line l join ordering.order o using (network_id, tenant_id, account_id, order_id) left join inventory.reservation r on r.order_line_id = l.line_id where l.order_id = '${order.orderId}' order by l.position limit 1`)
    const { tenant_id: tenantId, account_id: accountId, line_id: lineId } = line as { tenant_id: number; account_id: string; line_id: string }
    const tenant = (["zahnwerk", "bluepeak", "moreau"] as const)[tenantId - 1]!
    const more = async (base: string, label: string, on: { readonly from?: string; readonly to?: string } = way) => {
      const id = newId()
      const [{ warehouse_id: reserved }] = (line!.warehouse_id && !on.from ? [line!] : await rows(`select warehouse_id from inventory.warehouse order by code <> '${on.from ?? ""}' limit 1`)) as [{ warehouse_id: string }]
      await rows(`insert into fulfilment.shipment (network_id, tenant_id, account_id, shipment_id, number, order_id, warehouse_id, status, ship_to_id, ship_to, due_on, planned_at, shipped_at) values (1, ${tenantId}, '${accountId}', '${id}', '${label}', '${order.orderId}', '${reserved}', 'shipped', '${String(line!.ship_to_id)}', '${JSON.stringify(on.to ? { country: on.to } : {})}', '2026-10-12', now(), '2026-10-12T10:00:00Z')`)
      await rows(`insert into fulfilment.shipment_line (network_id, tenant_id, account_id, shipment_id, shipment_line_id, order_id, order_line_id, product_id, reservation_id, base_quantity, picked_base, shipped_base) select 1, ${tenantId}, '${accountId}', '${id}', '${newId()}', '${order.orderId}', '${lineId}', '${String(line!.product_id)}', (select reservation_id from inventory.reservation where order_line_id = '${lineId}' limit 1), ${base}, ${base}, ${base}`)
      const payload = { shipmentId: id, number: label, orderId: order.orderId, orderNumber: order.number, tenantId, accountId, carrier: "", trackingNumber: "", lines: [] }
      await deliver("fulfilment.shipment_shipped", payload, tenant)
      return payload
    }
    const payload = await more(shipped, number)

    /** What the customer was credited of the line, heard of twice. */
    const credit = async (reason: string, base: string) => {
      const creditNoteId = newId()
      await unbound(`insert into billing.credit_note (network_id, tenant_id, account_id, credit_note_id, number, invoice_id, invoice_number, reason_code, reason, currency, seller, buyer, bill_to, net_minor, tax_minor, total_minor, issued_on, created_by, finalised_at)
        values (1, ${tenantId}, '${accountId}', '${creditNoteId}', 'CN-${creditNoteId.slice(-6)}', '${newId()}', 'R-1', '${reason}', 'x', 'EUR', '{}', '{}', '{}', 100, 0, 100, '2026-10-13', '{}', now())`)
      for (let twice = 0; twice < 2; twice++) await deliver("billing.credit_note_issued", { creditNoteId, number: "CN-1", accountId, invoiceId: newId(), orderId: order.orderId, lines: [{ orderLineId: lineId, baseQuantity: base }] }, tenant)
    }
    return { order, lineId, accountId, payload, more, credit }
  }

  /** A payment by card, and what goes back of it, each heard of twice. */
  async function pay(amount: number, fee: number, heard = true) {
    const [paymentId, accountId] = [newId(), world.accountId.lindner]
    await unbound(`insert into billing.payment (network_id, tenant_id, account_id, payment_id, business_key, method, attempt_id, payment_ref, currency, amount_minor, fee_minor, received_on, booked_on, actor, recorded_at)
      values (1, 1, '${accountId}', '${paymentId}', '${paymentId}', 'card', '${newId()}', 'pi_1', 'EUR', ${amount}, ${fee}, '2026-10-14', '2026-10-14', '{}', now())`)
    const hear = () => deliver("billing.payment_received", { paymentId, accountId, invoiceIds: [] })
    if (heard) await hear()
    const refund = async (back: number) => {
      const refundId = newId()
      await unbound(`insert into billing.refund (network_id, tenant_id, account_id, refund_id, request_key, payment_id, status, currency, amount_minor, reason, created_by, created_at, updated_at) values (1, 1, '${accountId}', '${refundId}', '${refundId}', '${paymentId}', 'succeeded', 'EUR', ${back}, 'x', '{}', now(), '2026-10-15T08:00:00Z')`)
      for (let twice = 0; twice < 2; twice++) await deliver("billing.payment_refunded", { refundId, paymentId, accountId })
      return refundId
    }
    /** The bank sends a refund back. */
    const returned = async (refundId: string) => {
      await unbound(`update billing.refund set status = 'failed' where refund_id = '${refundId}'`)
      for (let twice = 0; twice < 2; twice++) await deliver("billing.refund_failed", { refundId, paymentId, accountId })
    }
    /** What a dispute of it has taken by now, and the provider keeps for it; heard of twice. */
    const disputeId = newId()
    let movement = 0
    const dispute = async (withdrawn: number, kept = 0) => {
      movement++
      await unbound(`insert into billing.dispute (network_id, tenant_id, account_id, dispute_id, dispute_ref, payment_id, status, reason, currency, amount_minor, withdrawn_minor, fee_minor, fee_currency, movements, opened_at, recorded_at, updated_at)
        values (1, 1, '${accountId}', '${disputeId}', 'du_${disputeId}', '${paymentId}', 'needs_response', 'duplicate', 'EUR', ${amount}, ${withdrawn}, ${kept}, 'EUR', ${movement}, now(), now(), '2026-10-16T08:00:00Z')
        on conflict (network_id, tenant_id, dispute_ref) do update set withdrawn_minor = excluded.withdrawn_minor, fee_minor = excluded.fee_minor, movements = excluded.movements`)
      return movement
    }
    const hearDispute = async (of = movement) => {
      for (let twice = 0; twice < 2; twice++) await deliver("billing.dispute_moved", { disputeId, paymentId, accountId, movement: of, invoiceIds: [] })
    }
    return { paymentId, hear, refund, returned, dispute, hearDispute }
  }

  /** What the operator's check would find. */
  const differences = async () => [...(await world.worker(undefined, checkSettlement)), ...(await world.worker(undefined, checkBooks))]
  return { desk, rows, deliver, hearOwn, ship, pay, differences }
}
