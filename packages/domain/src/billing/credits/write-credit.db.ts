import { sql } from "kysely"
import { actorRecord, json, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import type { InvoiceDocumentInput } from "../documents/index.ts"
import type { Issuer } from "../invoices/issuer.db.ts"
import { keepDocument, takeNumber, taxesOf } from "../invoices/write-invoice.db.ts"
import type { OpenItem } from "../payments/clear.db.ts"
import type { ComposedCredit } from "./compose-credit.ts"

export type CreditToWrite = { readonly creditNoteId: string; readonly item: OpenItem; readonly reasonCode: string; readonly reason: string; readonly issuer: Issuer; readonly composed: ComposedCredit; readonly issuedOn: string; readonly document: InvoiceDocumentInput }

/** Takes the next number and writes the credit note with its lines, taxes and document, in one statement, as `writeInvoice` does. */
export async function writeCreditNote(work: Work, of: CreditToWrite): Promise<string> {
  const { item, issuer, composed, creditNoteId } = of
  const scope = sql`${work.scope.networkId}::int, ${work.scope.tenantId}::int, ${item.accountId}::uuid`
  const { rows } = await sql<{ number: string }>`
    with ${takeNumber(work, "credit_note", issuer.creditPrefix, of.issuedOn)},
    head as (
      insert into billing.credit_note (network_id, tenant_id, account_id, credit_note_id, number, invoice_id, invoice_number, reason_code, reason, currency, seller, buyer, bill_to, net_minor, tax_minor, total_minor, issued_on, created_by, finalised_at)
      select ${scope}, ${creditNoteId}::uuid, given.number, ${item.invoiceId}::uuid, ${item.number}, ${of.reasonCode}, ${of.reason}, ${item.currency}, ${json({ ...issuer.seller, remitTo: issuer.remitTo })}::jsonb, ${json(issuer.buyer)}::jsonb,
             ${json(issuer.buyer.address ?? issuer.seller.address)}::jsonb, ${composed.net.amount}::bigint, ${composed.tax.amount}::bigint, ${composed.total.amount}::bigint, ${of.issuedOn}::date, ${json(actorRecord(work.actor))}::jsonb, ${work.now.toString()}::timestamptz
        from given returning number),
    lines as (
      insert into billing.credit_note_line (network_id, tenant_id, account_id, credit_note_id, invoice_id, line_id, position, invoice_line_id, sku, name, unit, quantity, base_quantity, unit_price, net_minor, tax_category, tax_percent, jurisdiction, tax_minor)
      select ${scope}, ${creditNoteId}::uuid, ${item.invoiceId}::uuid, l.* from jsonb_to_recordset(${json(lineRows(composed))}::jsonb) l (line_id uuid, position int, invoice_line_id uuid, sku text, name text, unit text, quantity numeric,
        base_quantity numeric, unit_price numeric, net_minor bigint, tax_category text, tax_percent numeric, jurisdiction text, tax_minor bigint)),
    taxes as (${taxesOf(scope, creditNoteId, composed, "credit_note")}), kept as (${keepDocument(work, scope, creditNoteId, "credit_note", of.document)})
    select number from head`.execute(work.db)
  return rows[0]!.number
}

/** As a request keeps them, too. */
export function lineRows(composed: ComposedCredit): readonly Record<string, unknown>[] {
  return composed.lines.map((line) => ({
    line_id: newId(), position: line.position, invoice_line_id: line.invoiceLineId, sku: line.sku, name: line.name, unit: line.unit, quantity: line.quantity, base_quantity: line.baseQuantity, unit_price: line.unitPrice, net_minor: String(line.netMinor),
    tax_category: line.taxCategory, tax_percent: line.taxPercent, jurisdiction: line.jurisdiction, tax_minor: String(line.taxMinor), tax_parts: line.taxParts ?? [],
  }))
}
