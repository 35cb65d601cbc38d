import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"

/** Whose books, from which day to which; whatever is left out is not narrowed. */
export type TaxSpan = { readonly entity?: number | undefined; readonly from?: string | undefined; readonly until?: string | undefined }

/**
 * What invoices and credit notes say of tax, one row for each of their sums, on the day on which the books have it. A row of an invoice that was voided comes
 * twice, the second time the other way round. `sign` is -1 for what goes back; amounts are in the document's currency; `net_accounts` are those that the
 * net stands on in the journal. To be read as a part of a statement.
 */
export function saleTaxFacts(work: Work, span: TaxSpan): RawBuilder<unknown> {
  return sql`
    select j.tenant_id, 'sale'::text as side, j.journal_id, j.posted_on, j.document_on, j.currency, j.rate, case when j.business_key like '%:voided' then 'voided_invoice' else 'invoice' end as document_kind, j.document_id, j.document_number,
           ${partyOf(sql`i`)}, null::uuid as statement_id, null::text as statement_number,
           case when j.business_key like '%:voided' then -1 else 1 end as sign, t.jurisdiction, t.tax_treatment, t.percent, t.tax_category as place, t.net_minor, t.tax_minor as payable_minor, 0::bigint as recoverable_minor, t.parts, array['revenue', 'deferred_revenue'] as net_accounts
      from (${journalsOf(work, span, "invoice", ["finalised", "voided"])}) j
      join billing.invoice i on i.network_id = j.network_id and i.tenant_id = j.tenant_id and i.invoice_id = j.document
      join billing.invoice_tax t on (t.network_id, t.tenant_id, t.account_id, t.invoice_id) = (i.network_id, i.tenant_id, i.account_id, i.invoice_id)
    union all
    select j.tenant_id, 'sale', j.journal_id, j.posted_on, j.document_on, j.currency, j.rate, 'credit_note', j.document_id, j.document_number, ${partyOf(sql`c`)}, null, null,
           -1, t.jurisdiction, t.tax_treatment, t.percent, t.tax_category, t.net_minor, t.tax_minor, 0, t.parts, array['revenue', 'deferred_revenue']
      from (${journalsOf(work, span, "credit_note", ["finalised"])}) j
      join billing.credit_note c on c.network_id = j.network_id and c.tenant_id = j.tenant_id and c.credit_note_id = j.document
      join billing.credit_note_tax t on (t.network_id, t.tenant_id, t.account_id, t.credit_note_id) = (c.network_id, c.tenant_id, c.account_id, c.credit_note_id)`
}

/** The buyer as the document has it, with the account to open. */
const partyOf = (document: RawBuilder<unknown>) => sql`${document}.account_id::text as party_id, coalesce(${document}.buyer ->> 'name', '') as party_name, coalesce(${document}.buyer ->> 'taxId', '') as party_number`

/**
 * What happened to documents of a kind, in the books of a span. Read first and each followed to its document by id, which `offset 0` keeps to: how few
 * of a set of books' journals bear such a key is not to be guessed from statistics, and a guess of none would read all journals again for each document.
 */
const journalsOf = (work: Work, { entity, from, until }: TaxSpan, kind: "invoice" | "credit_note", happened: readonly string[]) => sql`
  select j.*, j.document_id::uuid as document from ledger.journal j
   where j.network_id = ${work.scope.networkId} ${entity === undefined ? sql`` : sql`and j.tenant_id = ${entity}`} ${from === undefined ? sql`` : sql`and j.posted_on >= ${from}::date`} ${until === undefined ? sql`` : sql`and j.posted_on <= ${until}::date`}
     and j.document_kind = ${kind} and j.business_key = any (array[${sql.join(happened.map((what) => sql`${kind}::text || ':' || j.document_id || ${`:${what}`}::text`))}]) offset 0`
