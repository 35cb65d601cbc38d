import { sql, type RawBuilder } from "kysely"
import { actorRecord, json, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import type { InvoiceDocumentInput } from "../documents/index.ts"
import { keepParts } from "./tax-parts.ts"
import type { Composed } from "./compose.ts"
import { termsOf, treatmentOf } from "./treatment.ts"
import type { Issuer } from "./issuer.db.ts"
import type { NewInvoice } from "./new-invoice.ts"
import type { DueDays } from "./terms.ts"

export type InvoiceToWrite = { readonly invoice: NewInvoice; readonly issuer: Issuer; readonly composed: Composed; readonly due: DueDays; readonly document: InvoiceDocumentInput }

/**
 * Takes the next number and writes the invoice with its lines, taxes, periods, open item and document, in one statement: the
 * counter is locked as short as can be, and the number comes and goes with the transaction, so there are no gaps.
 */
export async function writeInvoice(work: Work, { invoice, issuer, composed, due, document }: InvoiceToWrite): Promise<string> {
  const scope = sql`${work.scope.networkId}::int, ${work.scope.tenantId}::int, ${issuer.buyer.accountId}::uuid`
  const { rows } = await sql<{ number: string }>`
    with ${takeNumber(work, "invoice", issuer.invoicePrefix, invoice.issuedOn)},
    head as (${headOf(work, scope, { invoice, issuer, composed, due })}),
    lines as (${linesOf(scope, invoice, composed)}), taxes as (${taxesOf(scope, invoice.invoiceId, composed, "invoice")}),
    ${periodsOf(scope, invoice)}
    item as (
      insert into billing.open_item (network_id, tenant_id, account_id, invoice_id, currency, status, total_minor, issued_on, due_on, settled_at, updated_at)
      values (${scope}, ${invoice.invoiceId}, ${invoice.currency}, ${composed.total.amount === 0n ? "paid" : "open"}, ${composed.total.amount}, ${invoice.issuedOn}, ${due.dueOn}, ${composed.total.amount === 0n ? work.now.toString() : null}, ${work.now.toString()})
    ), kept as (${keepDocument(work, scope, invoice.invoiceId, "invoice", document)})
    select number from head`.execute(work.db)
  return rows[0]!.number
}

/** `given` is the number: prefix, year and a counter of at least five digits. Rows are made when a series begins. */
export function takeNumber(work: Work, kind: "invoice" | "credit_note", prefix: string, issuedOn: string): RawBuilder<unknown> {
  const year = Number(issuedOn.slice(0, 4))
  return sql`series as (
      insert into billing.number_series (network_id, tenant_id, kind, year, next) values (${work.scope.networkId}, ${work.scope.tenantId}, ${kind}, ${year}, 2)
      on conflict (network_id, tenant_id, kind, year) do update set next = billing.number_series.next + 1 returning (next - 1)::text as n
    ), given as (select ${prefix}::text || ${String(year)}::text || '-' || lpad(n, greatest(5, length(n)), '0') as number from series)`
}

/** The document with its number, which is also what the payer is asked to write. */
export function keepDocument(work: Work, scope: RawBuilder<unknown>, id: string, kind: "invoice" | "credit_note", document: InvoiceDocumentInput): RawBuilder<unknown> {
  const numbered = sql`jsonb_set(${json(document)}::jsonb, '{number}', to_jsonb(given.number))`
  const content = document.remitTo ? sql`jsonb_set(${numbered}, '{remitTo,reference}', to_jsonb(given.number))` : numbered
  return sql`insert into billing.document (network_id, tenant_id, account_id, document_id, kind, content, taken_at) select ${scope}, ${id}, ${kind}, ${content}, ${work.now.toString()}::timestamptz from given`
}

function headOf(work: Work, scope: RawBuilder<unknown>, { invoice, issuer, composed, due }: Omit<InvoiceToWrite, "document">): RawBuilder<unknown> {
  const { terms } = issuer
  return sql`
    insert into billing.invoice (network_id, tenant_id, account_id, invoice_id, number, source, source_key, order_id, shipment_id, subscription_id, occurrence_id, collect, currency, seller, buyer, bill_to, ship_to,
      po_number, order_number, shipment_number, note, tax_rounding, net_days, discount_percent, net_minor, tax_minor, total_minor, discount_minor, discount_until, issued_on, supplied_on, due_on, deferred_minor, delivery_terms, created_by, finalised_at)
    select ${scope}, ${invoice.invoiceId}, given.number, ${invoice.source}, ${invoice.sourceKey}, ${invoice.orderId}::uuid, ${invoice.shipmentId}::uuid, ${invoice.subscriptionId}::uuid, ${invoice.occurrenceId}::uuid, ${invoice.collect},
      ${invoice.currency}, ${json({ ...issuer.seller, remitTo: issuer.remitTo })}::jsonb, ${json(issuer.buyer)}::jsonb, ${json(issuer.buyer.address ?? invoice.shipTo ?? issuer.seller.address)}::jsonb, ${invoice.shipTo && json(invoice.shipTo)}::jsonb,
      ${invoice.poNumber}, ${invoice.orderNumber}, ${invoice.shipmentNumber}, ${invoice.note}, ${issuer.taxRounding}, ${terms.netDays}::int, ${terms.discountPercent}::numeric, ${composed.net.amount}::bigint, ${composed.tax.amount}::bigint,
      ${composed.total.amount}::bigint, ${due.discount.amount}::bigint, ${due.discountUntil}::date, ${invoice.issuedOn}::date, ${invoice.suppliedOn}::date, ${due.dueOn}::date, ${invoice.deferred ? composed.net.amount : 0n}::bigint, ${termsOf(composed)},
      ${json(actorRecord(work.actor))}::jsonb, ${work.now.toString()}::timestamptz
      from given
    returning number`
}

function linesOf(scope: RawBuilder<unknown>, invoice: NewInvoice, composed: Composed): RawBuilder<unknown> {
  const rows = composed.lines.map((line) => ({
    line_id: newId(), position: line.position, order_line_id: line.orderLineId, product_id: line.productId, sku: line.sku, name: line.name, unit: line.unit, quantity: line.quantity, base_quantity: line.baseQuantity,
    unit_price: line.unitPrice, net_minor: String(line.netMinor), tax_category: line.taxCategory, tax_percent: line.taxPercent, jurisdiction: line.jurisdiction, tax_minor: String(line.taxMinor), tax_parts: line.taxParts ?? [], tax_treatment: line.taxTreatment ?? null,
    period: line.period && `[${line.period.from},${line.period.until})`,
  }))
  return sql`
    insert into billing.invoice_line (network_id, tenant_id, account_id, invoice_id, order_id, line_id, position, order_line_id, product_id, sku, name, unit, quantity, base_quantity, unit_price, net_minor, tax_category, tax_percent, jurisdiction, tax_minor, tax_parts, tax_treatment, period)
    select ${scope}, ${invoice.invoiceId}::uuid, ${invoice.orderId}::uuid, l.*
      from jsonb_to_recordset(${json(rows)}::jsonb) l (line_id uuid, position int, order_line_id uuid, product_id uuid, sku text, name text, unit text, quantity numeric, base_quantity numeric, unit_price numeric, net_minor bigint,
        tax_category text, tax_percent numeric, jurisdiction text, tax_minor bigint, tax_parts jsonb, tax_treatment text, period daterange)`
}

export function taxesOf(scope: RawBuilder<unknown>, id: string, composed: Composed, kind: "invoice" | "credit_note"): RawBuilder<unknown> {
  const rows = composed.taxes.map((row) => ({ jurisdiction: row.jurisdiction, tax_category: row.taxCategory, percent: row.percent, net_minor: String(row.netMinor), tax_minor: String(row.taxMinor), tax_treatment: treatmentOf(composed, row), parts: keepParts(row.parts ?? []) }))
  const into = kind === "invoice" ? sql`insert into billing.invoice_tax (network_id, tenant_id, account_id, invoice_id,` : sql`insert into billing.credit_note_tax (network_id, tenant_id, account_id, credit_note_id,`
  return sql`${into} jurisdiction, tax_category, percent, net_minor, tax_minor, tax_treatment, parts)
    select ${scope}, ${id}::uuid, t.* from jsonb_to_recordset(${json(rows)}::jsonb) t (jurisdiction text, tax_category text, percent numeric, net_minor bigint, tax_minor bigint, tax_treatment text, parts jsonb)`
}

/** A subscription's line is billed once for a day; where no period is given there is nothing to keep. */
function periodsOf(scope: RawBuilder<unknown>, invoice: NewInvoice): RawBuilder<unknown> {
  const rows = invoice.lines.flatMap((line) => (line.period && invoice.subscriptionId ? [{ line_key: line.orderLineId ?? line.productId ?? invoice.subscriptionId, period: `[${line.period.from},${line.period.until})`, fee_version: line.period.feeVersion ?? 1 }] : []))
  if (rows.length === 0) return sql``
  return sql`periods as (
    insert into billing.service_period (network_id, tenant_id, account_id, subscription_id, line_key, invoice_id, period, fee_version)
    select ${scope}, ${invoice.subscriptionId}::uuid, p.line_key, ${invoice.invoiceId}::uuid, p.period, p.fee_version from jsonb_to_recordset(${json(rows)}::jsonb) p (line_key uuid, period daterange, fee_version integer)),`
}
