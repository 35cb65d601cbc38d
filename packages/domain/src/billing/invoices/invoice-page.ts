import { sql } from "kysely"
import { scoped, type Work } from "@entrepot/db"
import { businessDate, daysBetween, fromBase, moneyToJson, quantity, subtractQuantity } from "@entrepot/kernel"
import type { DeliveryTerms, SaleTreatment } from "../../pricing/contract.ts"
import { authorize, getTenant } from "../../tenancy/index.ts"
import { InvoiceRef, type Action, type ClearingView, type InvoiceLineView, type InvoiceStatus, type InvoiceView, type Party, type PartyAddress, type RemitTo, type TaxView } from "../contract.ts"
import { creditableLines, type CreditableLine } from "../credits/creditable.db.ts"
import { creditNotesOf } from "../credits/list-credits.ts"
import { attemptViews } from "../payments/attempt-view.ts"
import { disputesWhere, ofInvoice } from "../payments/list-disputes.ts"
import { NO_ACCOUNT } from "../payments/remit-to.ts"
import { moneyOf } from "../payments/shares.ts"
import { draftView } from "./draft-page.ts"
import { actionOf, giveUpActions, whyNotSettled } from "./actions.ts"
import { plainPercent } from "./percent.ts"
import { lastDay } from "./snapshot.ts"
import { partViews, type KeptPart } from "./tax-parts.ts"
import { writeOffOf } from "./write-offs.ts"

type Head = {
  readonly invoiceId: string; readonly number: string; readonly status: InvoiceStatus; readonly version: number; readonly accountId: string; readonly accountName: string; readonly source: "shipment" | "order" | "manual" | "service"; readonly orderId: string | null; readonly orderNumber: string | null
  readonly shipmentId: string | null; readonly shipmentNumber: string | null; readonly subscriptionId: string | null; readonly subscriptionNumber: string | null; readonly poNumber: string; readonly note: string; readonly currency: string
  readonly seller: { readonly name: string; readonly legalName: string; readonly taxId: string | null; readonly email: string; readonly address: PartyAddress; readonly remitTo: RemitTo }
  readonly buyer: { readonly name: string; readonly number: string; readonly taxId: string | null; readonly address: PartyAddress | null }
  readonly billTo: PartyAddress; readonly shipTo: PartyAddress | null; readonly issuedOn: string; readonly suppliedOn: string; readonly dueOn: string; readonly netDays: number; readonly deliveryTerms: DeliveryTerms | null; readonly discountPercent: string; readonly discountMinor: bigint; readonly discountUntil: string | null
  readonly netMinor: bigint; readonly taxMinor: bigint; readonly totalMinor: bigint; readonly paidMinor: bigint; readonly creditedMinor: bigint; readonly discountedMinor: bigint; readonly writtenOffMinor: bigint; readonly openMinor: bigint
}

/** One invoice, or a draft of one, with everything that its page shows and lets the reader do. Ten statements, eleven where a write-off waits. Refuses `billing.invoice_not_found`. */
export async function invoiceView(work: Work, input: InvoiceRef): Promise<InvoiceView> {
  authorize(work, "invoice.view")
  const { invoiceId } = InvoiceRef.parse(input)
  const [head, lines, taxes, clearings, attempts, creditNotes, disputes, writeOffRequest, tenant] = await Promise.all([
    headOf(work, invoiceId), creditableLines(work, invoiceId), taxRows(work, invoiceId), clearingRows(work, invoiceId),
    attemptViews(work, sql`exists (select from billing.attempt_invoice x where (x.network_id, x.tenant_id, x.account_id, x.attempt_id) = (a.network_id, a.tenant_id, a.account_id, a.attempt_id) and x.invoice_id = ${invoiceId})`),
    creditNotesOf(work, invoiceId), disputesWhere(work, ofInvoice(invoiceId)), writeOffOf(work, invoiceId), getTenant(work),
  ])
  const today = businessDate(work.now, tenant.zone).toString()
  if (!head) return draftView(work, invoiceId)
  const amount = (minor: bigint) => moneyToJson(moneyOf(minor, head.currency))
  const { netMinor, taxMinor, totalMinor, paidMinor, creditedMinor, discountedMinor, writtenOffMinor, openMinor, discountPercent, discountMinor, discountUntil, seller, buyer, ...rest } = head
  return {
    ...rest, seller: partyOf({ ...seller, number: null }), buyer: partyOf({ ...buyer, legalName: buyer.name, email: null, address: buyer.address ?? rest.billTo }), remitTo: { ...NO_ACCOUNT, ...seller.remitTo },
    overdueDays: openMinor > 0n ? Math.max(0, daysBetween(head.dueOn, today)) : 0,
    discount: discountUntil ? { percent: plainPercent(discountPercent), amount: amount(discountMinor), until: discountUntil, inTime: today <= discountUntil && openMinor === totalMinor } : null,
    lines: lines.map((line) => lineView(line, amount)), taxes: taxes.map((row) => ({ ...row, treatment: row.treatment as SaleTreatment | null, percent: plainPercent(row.percent), net: amount(row.net), tax: amount(row.tax), parts: partViews(row.parts as readonly unknown[] as readonly KeptPart[], amount) })) satisfies readonly TaxView[],
    net: amount(netMinor), tax: amount(taxMinor), total: amount(totalMinor), paid: amount(paidMinor), credited: amount(creditedMinor), discounted: amount(discountedMinor), writtenOff: amount(writtenOffMinor), open: amount(openMinor),
    clearings: clearings.map(({ minor, ...row }) => ({ ...row, amount: amount(minor) })), attempts, creditNotes, disputes, writeOffRequest,
    actions: actionsOf(work, head, { busy: attempts.some((one) => one.status !== "succeeded" && one.status !== "failed"), waits: writeOffRequest !== null, disputed: disputes.some((one) => one.open) }, lines),
  }
}

const partyOf = ({ name, legalName, number, taxId, email, address }: Party): Party => ({ name, legalName, number, taxId, email, address })

async function headOf(work: Work, invoiceId: string): Promise<Head | undefined> {
  const { networkId, tenantId, accountId } = work.scope
  const { rows } = await sql<Head>`
    select i.invoice_id as "invoiceId", i.number, o.status, o.version, i.account_id as "accountId", a.name as "accountName", i.source, i.order_id as "orderId", i.order_number as "orderNumber", i.shipment_id as "shipmentId", i.shipment_number as "shipmentNumber",
           i.subscription_id as "subscriptionId", s.number as "subscriptionNumber", i.po_number as "poNumber", i.note, i.currency, i.seller, i.buyer, i.bill_to as "billTo", i.ship_to as "shipTo", i.issued_on as "issuedOn", i.supplied_on as "suppliedOn", i.due_on as "dueOn", i.net_days as "netDays", i.delivery_terms as "deliveryTerms",
           i.discount_percent as "discountPercent", i.discount_minor as "discountMinor", i.discount_until as "discountUntil", i.net_minor as "netMinor", i.tax_minor as "taxMinor", i.total_minor as "totalMinor", o.paid_minor as "paidMinor",
           o.credited_minor as "creditedMinor", o.discounted_minor as "discountedMinor", o.written_off_minor as "writtenOffMinor", o.open_minor as "openMinor"
      from billing.invoice i
      join billing.open_item o on (o.network_id, o.tenant_id, o.account_id, o.invoice_id) = (i.network_id, i.tenant_id, i.account_id, i.invoice_id)
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (i.network_id, i.tenant_id, i.account_id)
      left join subscriptions.subscription s on (s.network_id, s.tenant_id, s.account_id, s.subscription_id) = (i.network_id, i.tenant_id, i.account_id, i.subscription_id)
     where i.network_id = ${networkId} and i.tenant_id = ${tenantId} ${accountId ? sql`and i.account_id = ${accountId}` : sql``} and i.invoice_id = ${invoiceId}`.execute(work.db)
  return rows[0]
}

function taxRows(work: Work, invoiceId: string) {
  return scoped(work, "billing.invoice_tax").select(["jurisdiction", "tax_category as taxCategory", "percent", "net_minor as net", "tax_minor as tax", "tax_treatment as treatment", "parts"]).where("invoice_id", "=", invoiceId).orderBy("percent", "desc").orderBy("jurisdiction").execute()
}

async function clearingRows(work: Work, invoiceId: string): Promise<readonly (Omit<ClearingView, "amount"> & { readonly minor: bigint })[]> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Omit<ClearingView, "amount"> & { minor: bigint }>`
    select c.kind, c.source_id as "sourceId", coalesce(n.number, nullif(p.reference, ''), '') as reference, c.amount_minor as minor, c.occurred_on as on, coalesce(c.actor ->> 'name', '') as by, c.reason
      from billing.clearing c
      left join billing.payment p on (p.network_id, p.tenant_id, p.account_id, p.payment_id) = (c.network_id, c.tenant_id, c.account_id, c.source_id)
      left join billing.credit_note n on (n.network_id, n.tenant_id, n.account_id, n.credit_note_id) = (c.network_id, c.tenant_id, c.account_id, c.source_id)
     where c.network_id = ${networkId} and c.tenant_id = ${tenantId} and c.invoice_id = ${invoiceId} order by c.occurred_at, c.clearing_id`.execute(work.db)
  return rows
}

function lineView(line: CreditableLine, amount: (minor: bigint) => InvoiceLineView["net"]): InvoiceLineView {
  const factor = fromBase(line.baseQuantity, line.quantity)
  return {
    lineId: line.lineId, position: line.position, productId: line.productId, sku: line.sku, name: line.name, unit: line.unit, quantity: line.quantity, unitPrice: line.unitPrice, net: amount(line.netMinor), taxCategory: line.taxCategory, taxPercent: line.taxPercent,
    jurisdiction: line.jurisdiction, tax: amount(line.taxMinor), period: line.period && { from: line.period.from, to: lastDay(line.period.until) }, creditable: { quantity: fromBase(quantity(subtractQuantity(line.baseQuantity, line.creditedBase)), factor), net: amount(line.netMinor - line.creditedNetMinor) },
  }
}

function actionsOf(work: Work, head: Head, { busy, waits, disputed }: Parameters<typeof giveUpActions>[2], lines: readonly CreditableLine[]): InvoiceView["actions"] {
  const credit = ((head.status === "void" || head.writtenOffMinor > 0n) && "billing.invoice_is_given_up") || (!lines.some((line) => line.netMinor + line.taxMinor > line.creditedNetMinor + line.creditedTaxMinor) && "billing.everything_is_credited")
  const never: Action = { allowed: false, why: "billing.invoice_is_final" }
  return { pay: actionOf(work, "invoice.pay", whyNotSettled(head, busy)), credit: actionOf(work, "credit_note.issue", credit), ...giveUpActions(work, head, { busy, waits, disputed }), finalise: never, discard: never }
}
