import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { pageOf, Refusal } from "@entrepot/kernel"
import { TaxDocumentsOf, type TaxDocumentRow, type TaxDocuments } from "../contract.ts"
import { bookedTaxFacts } from "./facts.ts"
import { inMoney } from "./report.ts"
import { spanOf, type Span } from "./span.ts"

export type DocumentSums = Omit<TaxDocumentRow, "own" | "base" | "party" | "statement"> & {
  readonly place: string; readonly currency: string; readonly side: "sale" | "purchase"; readonly partyId: string; readonly partyName: string; readonly partyNumber: string; readonly statementId: string | null; readonly statementNumber: string | null
  readonly net: string; readonly payable: string; readonly recoverable: string; readonly netBase: string; readonly payableBase: string; readonly recoverableBase: string
}
type Narrowed = Partial<Pick<ReturnType<typeof TaxDocumentsOf.parse>, "side" | "jurisdiction" | "percent" | "treatment">> & { readonly after?: readonly string[]; readonly limit?: number }

/** The documents behind a row of the report, in the order of the books, paged by key. Two statements. Refuses as `taxReport` does, and `settlement.cursor_is_invalid`. */
export async function taxDocuments(work: Work, input: TaxDocumentsOf): Promise<TaxDocuments> {
  const { cursor, limit, from: _from, until: _until, ...narrowed } = TaxDocumentsOf.parse(input)
  const span = await spanOf(work, input)
  const after = cursor ? readCursor(cursor) : []
  const found = await readTaxDocuments(work, span, { ...narrowed, after, limit: limit + 1 })
  const { page, last } = pageOf(found, limit)
  const { from, until, entity: { currency } } = span
  return { from, until, currency, rows: page.map((row) => rowOf(row, currency)), nextCursor: last ? Buffer.from(JSON.stringify([last.bookedOn, last.place])).toString("base64url") : null }
}

function readCursor(text: string): readonly string[] {
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(text, "base64url").toString("utf8"))
  } catch {
    parts = undefined
  }
  if (!Array.isArray(parts) || parts.length !== 2 || !/^\d{4}-\d{2}-\d{2}$/.test(String(parts[0])) || typeof parts[1] !== "string") throw new Refusal("settlement.cursor_is_invalid", "invalid")
  return parts as string[]
}

function rowOf({ partyId, partyName, partyNumber, statementId, statementNumber, net, payable, recoverable, netBase, payableBase, recoverableBase, currency, side: _side, place: _place, ...row }: DocumentSums, code: string): TaxDocumentRow {
  return {
    ...row, party: { id: partyId, name: partyName, number: partyNumber }, statement: statementId ? { statementId, number: statementNumber } : null,
    own: inMoney({ net, payable, recoverable }, currency), base: inMoney({ net: netBase, payable: payableBase, recoverable: recoverableBase }, code),
  }
}

/** A document once per jurisdiction, treatment and rate that it has, however many lines of it stand there. `place` is unique within a day. */
export async function readTaxDocuments(work: Work, { entity: { tenantId: entity, currency }, from, until }: Span, { side, jurisdiction, percent, treatment, after = [], limit }: Narrowed = {}): Promise<readonly DocumentSums[]> {
  const [day, place] = after
  const { rows } = await sql<DocumentSums>`
    with ${bookedTaxFacts(work, { entity, from, until }, currency)},
    listed as (
      select side, journal_id, posted_on, document_on, document_kind, document_id, document_number, party_id, party_name, party_number, jurisdiction, tax_treatment, percent, currency, (array_agg(statement_id order by statement_id))[1] as statement_id, max(statement_number) as statement_number,
             sum(net) as net, sum(payable) as payable, sum(recoverable) as recoverable, sum(net_base) as net_base, sum(payable_base) as payable_base, sum(recoverable_base) as recoverable_base,
             concat_ws(' ', journal_id, side, jurisdiction, tax_treatment, trim_scale(percent)) collate "C" as place
        from fact
       where true ${side ? sql`and side = ${side}` : sql``} ${jurisdiction === undefined ? sql`` : sql`and jurisdiction = ${jurisdiction}`} ${percent === undefined ? sql`` : sql`and percent = ${percent}::numeric`}
         ${treatment === undefined ? sql`` : treatment === "unrecorded" ? sql`and tax_treatment is null` : sql`and tax_treatment = ${treatment}`}
       group by side, journal_id, posted_on, document_on, document_kind, document_id, document_number, party_id, party_name, party_number, jurisdiction, tax_treatment, percent, currency)
    select side, journal_id as "journalId", posted_on as "bookedOn", document_on as "documentOn", document_kind as kind, document_id as "documentId", document_number as number, party_id as "partyId", party_name as "partyName", party_number as "partyNumber",
           statement_id as "statementId", statement_number as "statementNumber", jurisdiction, tax_treatment as treatment, trim_scale(percent)::text as percent, currency, net::text, payable::text, recoverable::text,
           net_base::text as "netBase", payable_base::text as "payableBase", recoverable_base::text as "recoverableBase", place
      from listed ${day === undefined ? sql`` : sql`where (posted_on, place) > (${day}::date, ${place})`}
     order by posted_on, place ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(work.db)
  return rows
}
