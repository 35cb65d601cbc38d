import { sql, type RawBuilder } from "kysely"
import { actorRecord, json, type Work } from "@entrepot/db"
import { newId, Refusal, type Money } from "@entrepot/kernel"
import type { LedgerRole } from "./contract.ts"

/** The rate and jurisdiction that a tax is owed under: each has an account of its own. `percent` is decimal text. */
export type TaxKey = { readonly country: string; readonly region?: string; readonly percent: string }

/** One side of a journal: either a debit or a credit, never below zero; zero is left out. */
export type JournalEntry = {
  readonly role: LedgerRole
  readonly debit?: Money
  readonly credit?: Money
  readonly tax?: TaxKey
  /** What the line is worth in the books' own currency, where an earlier journal has said so already: what a payment settles is carried at the invoice's rate. */
  readonly base?: Money
  /** Parts of lines of earlier journals that this one takes back. In a foreign currency they are carried at what they stand at there; `before` is what was taken of each earlier. */
  readonly settles?: readonly Settled[]
  /** The line draws on what its customer has on the account, at the average of that; so much of it was drawn by journals before it in the same call. */
  readonly pooled?: bigint
  /** Another customer or partner than the journal's. */
  readonly customerId?: string
  readonly partnerId?: number
}

/** A part of a journal's line: of the account `role`, in minor units of the document's currency, without a sign. */
export type Settled = { readonly businessKey: string; readonly role: LedgerRole; readonly before: bigint; readonly amount: bigint }

export type JournalDocument = { readonly kind: string; readonly id: string; readonly number: string }

export type Journal = {
  /** Whose books: a tenant, or 0 for the distributor. The work's tenant unless said otherwise; without one, the distributor. */
  readonly entity?: number
  /** The document's kind, id and what happened to it, such as `invoice:<id>:finalised`. The same key again changes nothing. */
  readonly businessKey: string
  readonly document: JournalDocument
  /** The customer (a tenant's books) whose lines these are. */
  readonly accountId?: string
  /** The partner (the distributor's books) whose lines these are. */
  readonly partnerId?: number
  /** The document's own day, YYYY-MM-DD. The books take it on that day, or on the first open one after it. */
  readonly postedOn: string
  readonly currency: string
  /** Base currency for one unit of the document's, where the document fixes it; the exchange rate of the day otherwise. */
  readonly rate?: string
  /** The business key of the journal whose rate counts: what a correction takes back, it takes back at the rate of what it corrects. */
  readonly rateOf?: string
  readonly lines: readonly JournalEntry[]
  readonly memo?: string
  /** What a difference between carried base amounts is: of a settlement (realised, the default) or of a valuation. */
  readonly exchange?: "realised" | "unrealised"
  readonly reversesId?: string
}

export type PostedJournal = {
  readonly journalId: string
  readonly businessKey: string
  /** The day on which the books took it. */
  readonly postedOn: string
  /** Base currency for one unit of the document's. */
  readonly rate: string
  /** False when this key was posted before: nothing was written. */
  readonly posted: boolean
}

/**
 * Posts one journal: head, lines and balances in one statement, which may be sent together with others. The journal must
 * balance in its currency; what does not is a defect, and the database would refuse it as well. Works in every scope that
 * may make documents: a portal's session posts in its tenant, the distributor's staff in entity 0, the worker in any.
 *
 * Refuses `ledger.rate_is_missing` when nobody has set a rate from the document's currency to the books'.
 */
export async function postJournal(work: Work, journal: Journal): Promise<PostedJournal> {
  return (await postJournals(work, [journal]))[0]!
}

/**
 * The day on which the books of the work's tenant take what is of a day; for a fact that is written before its journal. Whoever asks
 * holds the month open until it is through.
 */
export function bookedOn(day: string): RawBuilder<string> {
  return sql<string>`(select ledger.first_open_day(${day}::date))`
}

/** Many journals in the same single statement; answers in the order in which they were given. */
export async function postJournals(work: Work, journals: readonly Journal[]): Promise<readonly PostedJournal[]> {
  if (journals.length === 0) return []
  const rows = journals.map((journal) => wireOf(work, journal))
  const { rows: answered } = await sql<{ posted: readonly PostedJournal[] | null }>`select ledger.post(${json(rows)}::jsonb) as posted`.execute(work.db).catch(refuse)
  const posted = answered[0]?.posted ?? []
  if (posted.length !== journals.length) throw new Error("A journal has no lines to post.")
  return posted
}

function wireOf(work: Work, journal: Journal) {
  const { entity = work.scope.tenantId ?? 0, document, lines, accountId, partnerId, currency, businessKey } = journal
  if (totalOf(lines, currency) !== 0n) throw new Error(`The journal ${businessKey} does not balance.`)
  return {
    tenantId: entity, journalId: newId(), businessKey, documentKind: document.kind, documentId: document.id, documentNumber: document.number, documentOn: journal.postedOn,
    currency, rate: journal.rate, rateOf: journal.rateOf, memo: journal.memo ?? "", reversesId: journal.reversesId, exchange: journal.exchange, actor: actorRecord(work.actor), traceId: work.traceId, recordedAt: work.now.toString(),
    lines: lines.map((line) => ({
      role: line.role, tax: line.tax, amount: signed(line).toString(), base: line.base && (signed(line) < 0n || (signed(line) === 0n && line.credit) ? -line.base.amount : line.base.amount).toString(),
      settles: line.settles?.map(({ businessKey: key, role, before, amount }) => ({ key, role, before: before.toString(), amount: amount.toString() })), pooled: line.pooled?.toString(),
      customerId: line.customerId ?? accountId, partnerId: line.partnerId ?? partnerId,
    })),
  }
}

function totalOf(lines: readonly JournalEntry[], currency: string): bigint {
  let total = 0n
  for (const line of lines) {
    const amount = line.debit ?? line.credit
    if (!amount || (line.debit && line.credit) || amount.amount < 0n || amount.currency !== currency) throw new Error(`A journal's line is a debit or a credit in ${currency}, not below zero.`)
    total += signed(line)
  }
  return total
}

/** A debit counts up, a credit down. */
function signed({ debit, credit }: JournalEntry): bigint {
  return debit ? debit.amount : -(credit?.amount ?? 0n)
}

/** What the door says in its own SQLSTATEs. */
function refuse(error: unknown): never {
  const { code, message } = error as { code?: string; message: string }
  if (code !== "LG001") throw error
  const [from = "", to = "", on = ""] = message.split(" ")
  throw new Refusal("ledger.rate_is_missing", "rule", { from, to, on })
}
