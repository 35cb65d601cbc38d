import { sql } from "kysely"
import { json, type Work } from "@entrepot/db"
import { bookedOn, postJournals } from "../../ledger/index.ts"
import { releaseJournal } from "../invoices/journals.ts"
import { costInTerm, type FeeTerm } from "./fee-terms.ts"
import type { BilledDays, ServiceToBill } from "./service.db.ts"

type Deferred = { readonly invoiceId: string; readonly number: string; readonly deferredMinor: bigint; readonly leftMinor: bigint }

export type EarnedDays = BilledDays & { readonly term: FeeTerm }

/** Earns the days that are over of what is billed: each day once, and never more than is still deferred of its invoice. Three statements at most. */
export async function earnDays(work: Work, service: ServiceToBill, billed: readonly EarnedDays[]): Promise<void> {
  const { today, accountId } = service
  const over = billed.map((piece) => ({ ...piece, since: piece.earnedUntil ?? piece.from, till: piece.until < today ? piece.until : today })).filter(({ since, till }) => since < till)
  if (over.length === 0) return
  const deferred = await deferredOf(work, over.map((piece) => piece.invoiceId))
  const due = over.map((piece) => {
    const { number = "", deferredMinor = 0n, leftMinor = 0n } = deferred.find((one) => one.invoiceId === piece.invoiceId) ?? {}
    const earned = costInTerm(service.currency, piece.term, { from: piece.since, until: piece.till })
    return { ...piece, number, before: deferredMinor - leftMinor, minor: earned < leftMinor ? earned : leftMinor }
  })
  const rows = due.map(({ invoiceId, till, minor }) => ({ invoice_id: invoiceId, till, cause: `days:${till}`, amount_minor: String(minor) }))
  const key = sql`${work.scope.networkId}::int, ${work.scope.tenantId}::int, ${accountId}::uuid`
  await sql`
    with r as (select * from jsonb_to_recordset(${json(rows)}::jsonb) r (invoice_id uuid, till date, cause text, amount_minor bigint)),
    earned as (update billing.service_period p set earned_until = r.till from r where (p.network_id, p.tenant_id, p.account_id) = (${key}) and p.invoice_id = r.invoice_id and p.line_key = ${service.subscriptionId})
    insert into billing.revenue_release (network_id, tenant_id, account_id, invoice_id, cause_key, amount_minor, booked_on, released_at)
    select ${key}, r.invoice_id, r.cause, r.amount_minor, ${bookedOn(today)}, ${work.now.toString()}::timestamptz from r where r.amount_minor > 0`.execute(work.db)
  await postJournals(work, due.filter((piece) => piece.minor > 0n).map((piece) => releaseJournal({ id: piece.invoiceId, number: piece.number, accountId, on: today, currency: service.currency }, `days:${piece.till}`, piece.minor, piece.before)))
}

async function deferredOf(work: Work, invoiceIds: readonly string[]): Promise<readonly Deferred[]> {
  const { rows } = await sql<Deferred>`
    select i.invoice_id as "invoiceId", i.number, i.deferred_minor as "deferredMinor", (i.deferred_minor - coalesce((select sum(r.amount_minor) from billing.revenue_release r where (r.network_id, r.tenant_id, r.account_id, r.invoice_id) = (i.network_id, i.tenant_id, i.account_id, i.invoice_id)), 0))::bigint as "leftMinor"
      from billing.invoice i where i.network_id = ${work.scope.networkId} and i.tenant_id = ${work.scope.tenantId} and i.invoice_id = any (${invoiceIds as string[]}::uuid[])`.execute(work.db)
  return rows
}
