import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { currency, money, Refusal, type Money } from "@entrepot/kernel"
import type { LedgerRole } from "./contract.ts"
import { entityOf } from "./entity.ts"
import { postJournal, type JournalEntry, type PostedJournal, type TaxKey } from "./post-journal.ts"

type LineRow = { readonly role: LedgerRole; readonly amount: string; readonly base: string; readonly tax: TaxKey | null; readonly customerId: string | null; readonly partnerId: number | null }
type HeadRow = { readonly journalId: string; readonly kind: string; readonly id: string; readonly number: string; readonly documentOn: string; readonly currency: string; readonly rate: string; readonly books: string; readonly reversesId: string | null; readonly lines: readonly LineRow[] }

/**
 * Posts the opposite of a journal, line by line and with its base amounts, so that the two add up to nothing. Once: again, it
 * answers the first reversal. In the books of the work's own entity; two statements.
 * Refuses `ledger.journal_not_found` and `ledger.reversal_stands` for a journal that is a reversal itself.
 */
export async function reverseJournal(work: Work, { businessKey, reversedOn, memo }: { readonly businessKey: string; readonly reversedOn: string; readonly memo?: string }): Promise<PostedJournal> {
  const head = await findJournal(work, businessKey)
  if (!head) throw new Refusal("ledger.journal_not_found", "not_found")
  if (head.reversesId) throw new Refusal("ledger.reversal_stands", "rule", { number: head.number })
  const own = currency(head.currency)
  const books = currency(head.books)
  return postJournal(work, {
    entity: entityOf(work), businessKey: `${businessKey}:reversed`, document: { kind: head.kind, id: head.id, number: head.number }, postedOn: reversedOn < head.documentOn ? head.documentOn : reversedOn,
    currency: own, rate: head.rate, reversesId: head.journalId, memo: memo ?? "", lines: head.lines.map((line) => opposite(line, (minor) => money(minor, own), (minor) => money(minor, books))),
  })
}

function opposite({ role, amount, base, tax, customerId, partnerId }: LineRow, own: (minor: bigint) => Money, books: (minor: bigint) => Money): JournalEntry {
  const wasDebit = BigInt(amount) > 0n || BigInt(base) > 0n
  const size = (text: string) => (text.startsWith("-") ? -BigInt(text) : BigInt(text))
  return {
    role, ...(wasDebit ? { credit: own(size(amount)) } : { debit: own(size(amount)) }), base: books(size(base)),
    ...(tax && { tax }), ...(customerId && { customerId }), ...(partnerId !== null && { partnerId }),
  }
}

async function findJournal(work: Work, businessKey: string): Promise<HeadRow | undefined> {
  const { rows } = await sql<HeadRow>`
    select j.journal_id as "journalId", j.document_kind as kind, j.document_id as id, j.document_number as number, j.document_on as "documentOn", j.currency, j.rate::text, e.base_currency as books, j.reverses_id as "reversesId",
           (select json_agg(json_build_object('role', a.role, 'amount', l.amount_minor::text, 'base', l.base_minor::text, 'customerId', l.customer_id, 'partnerId', l.partner_id,
                    'tax', case when a.tax_country is null then null else json_build_object('country', a.tax_country, 'region', coalesce(a.tax_region, ''), 'percent', a.tax_percent::text) end) order by l.position)
              from ledger.journal_line l join ledger.account a on (a.network_id, a.tenant_id, a.account_key) = (l.network_id, l.tenant_id, l.account_key)
             where (l.network_id, l.tenant_id, l.journal_id) = (j.network_id, j.tenant_id, j.journal_id)) as lines
      from ledger.journal j join ledger.entity e on (e.network_id, e.tenant_id) = (j.network_id, j.tenant_id)
     where j.network_id = ${work.scope.networkId} and j.tenant_id = ${entityOf(work)} and j.business_key = ${businessKey}`.execute(work.db)
  return rows[0]
}
