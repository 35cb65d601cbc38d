import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { BookDifference } from "../../ledger/contract.ts"
import { restoreUnpaid } from "../../ordering/index.ts"

/** What a tenant's documents say its books must say, per currency, in minor units. */
export type BillingTotals = { readonly tenantId: number; readonly currency: string; readonly receivableMinor: bigint; readonly customerCreditMinor: bigint; readonly deferredMinor: bigint }

/** The sums that receivables, customers' credit and deferred revenue have to agree with, of every tenant that the work sees. One statement. */
export async function billingTotals(work: Work): Promise<readonly BillingTotals[]> {
  const { networkId, tenantId } = work.scope
  const of = (alias: string) => sql`${sql.ref(`${alias}.network_id`)} = ${networkId} ${tenantId === undefined ? sql`` : sql`and ${sql.ref(`${alias}.tenant_id`)} = ${tenantId}`}`
  const { rows } = await sql<BillingTotals>`
    select tenant_id as "tenantId", currency, sum(receivable)::bigint as "receivableMinor", sum(credit)::bigint as "customerCreditMinor", sum(deferred)::bigint as "deferredMinor"
      from (select o.tenant_id, o.currency, sum(o.open_minor) as receivable, 0 as credit, 0 as deferred from billing.open_item o where ${of("o")} group by 1, 2
            union all select c.tenant_id, c.currency, 0, sum(c.balance_minor), 0 from billing.credit_balance c where ${of("c")} group by 1, 2
            union all select i.tenant_id, i.currency, 0, 0, sum(i.deferred_minor) from billing.invoice i where ${of("i")} and i.deferred_minor > 0 group by 1, 2
            union all select i.tenant_id, i.currency, 0, 0, -sum(r.amount_minor) from billing.revenue_release r
              join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (r.network_id, r.tenant_id, r.account_id, r.invoice_id) where ${of("r")} group by 1, 2) s
     group by 1, 2 order by 1, 2`.execute(work.db)
  return rows
}

export type Wrong = { readonly what: "open_item" | "credit_balance" | "unpaid"; readonly tenantId: number; readonly id: string; readonly saysMinor: string; readonly shouldMinor: string }

/** Every projection that is not the sum of its facts; empty when all is well. One statement. */
export async function checkOpenItems(work: Work): Promise<readonly Wrong[]> {
  const { networkId, tenantId } = work.scope
  const of = (alias: string) => sql`${sql.ref(`${alias}.network_id`)} = ${networkId} ${tenantId === undefined ? sql`` : sql`and ${sql.ref(`${alias}.tenant_id`)} = ${tenantId}`}`
  const { rows } = await sql<Wrong>`
    select 'open_item' as what, o.tenant_id as "tenantId", o.invoice_id::text as id, o.open_minor::text as "saysMinor", (i.total_minor - coalesce(c.cleared, 0))::text as "shouldMinor"
      from billing.open_item o join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (o.network_id, o.tenant_id, o.account_id, o.invoice_id)
      left join (select c.tenant_id, c.invoice_id, sum(c.amount_minor) as cleared from billing.clearing c where ${of("c")} group by 1, 2) c on c.tenant_id = o.tenant_id and c.invoice_id = o.invoice_id
     where ${of("o")} and o.open_minor <> i.total_minor - coalesce(c.cleared, 0)
    union all
    select 'credit_balance', b.tenant_id, b.account_id::text, b.balance_minor::text, coalesce(e.sum, 0)::text from billing.credit_balance b
      left join (select e.tenant_id, e.account_id, e.currency, sum(e.amount_minor) as sum from billing.credit_entry e where ${of("e")} group by 1, 2, 3) e on e.tenant_id = b.tenant_id and e.account_id = b.account_id and e.currency = b.currency
     where ${of("b")} and b.balance_minor <> coalesce(e.sum, 0)
    union all
    select 'unpaid', l.tenant_id, l.account_id::text, l.unpaid_minor::text, coalesce(o.sum, 0)::text from ordering.credit_line l
      left join (select o.tenant_id, o.account_id, o.currency, sum(o.open_minor) as sum from billing.open_item o where ${of("o")} and o.open_minor > 0 group by 1, 2, 3) o on o.tenant_id = l.tenant_id and o.account_id = l.account_id and o.currency = l.currency
     where ${of("l")} and l.unpaid_minor <> coalesce(o.sum, 0)
     limit 1000`.execute(work.db)
  return rows
}

/** The same as a check of the books says it, for whoever proves everything at once. */
export async function openItemDifferences(work: Work): Promise<readonly BookDifference[]> {
  return (await checkOpenItems(work)).map(({ what, tenantId, id, saysMinor, shouldMinor }) => ({ tenantId, check: CHECK[what], subject: id, expected: shouldMinor, found: saysMinor }))
}

const CHECK = { open_item: "open_item_is_sum_of_clearings", credit_balance: "credit_balance_is_sum_of_entries", unpaid: "unpaid_is_sum_of_open_items" } as const satisfies Record<Wrong["what"], string>

/** Restores open items from their clearings, and from those what is unpaid of each account, of every tenant that the work sees; answers how many were wrong. Two statements. */
export async function rebuildOpenItems(work: Work): Promise<number> {
  const { networkId, tenantId } = work.scope
  const { numAffectedRows } = await sql`
    with facts as (
      select i.network_id, i.tenant_id, i.account_id, i.invoice_id, i.total_minor, coalesce(sum(c.amount_minor) filter (where c.kind in ('payment', 'dispute', 'refund')), 0) as paid, coalesce(sum(c.amount_minor) filter (where c.kind = 'credit'), 0) as credited,
             coalesce(sum(c.amount_minor) filter (where c.kind = 'discount'), 0) as discounted, coalesce(sum(c.amount_minor) filter (where c.kind = 'write_off'), 0) as written_off, coalesce(sum(c.amount_minor) filter (where c.kind = 'void'), 0) as voided
        from billing.invoice i left join billing.clearing c on (c.network_id, c.tenant_id, c.account_id, c.invoice_id) = (i.network_id, i.tenant_id, i.account_id, i.invoice_id)
       where i.network_id = ${networkId} ${tenantId === undefined ? sql`` : sql`and i.tenant_id = ${tenantId}`} group by 1, 2, 3, 4, 5)
    update billing.open_item o
       set paid_minor = f.paid, credited_minor = f.credited, discounted_minor = f.discounted, written_off_minor = f.written_off, voided_minor = f.voided, version = o.version + 1, updated_at = ${work.now.toString()}::timestamptz,
           status = case when f.total_minor - f.paid - f.credited - f.discounted - f.written_off - f.voided > 0 then case when f.paid + f.credited + f.discounted + f.written_off + f.voided = 0 then 'open' else 'partly_paid' end
                         when f.voided > 0 then 'void' when f.written_off > 0 then 'uncollectible' else 'paid' end
      from facts f
     where (o.network_id, o.tenant_id, o.account_id, o.invoice_id) = (f.network_id, f.tenant_id, f.account_id, f.invoice_id)
       and (o.paid_minor, o.credited_minor, o.discounted_minor, o.written_off_minor, o.voided_minor) is distinct from (f.paid, f.credited, f.discounted, f.written_off, f.voided)`.execute(work.db)
  return Number(numAffectedRows ?? 0) + (await rebuildUnpaid(work))
}

/** What counts against each account's credit, from what is open of its invoices. Whoever orders or pays meanwhile waits for it. */
async function rebuildUnpaid(work: Work): Promise<number> {
  const { networkId, tenantId } = work.scope
  const of = (alias: string) => sql`${sql.ref(`${alias}.network_id`)} = ${networkId} ${tenantId === undefined ? sql`` : sql`and ${sql.ref(`${alias}.tenant_id`)} = ${tenantId}`}`
  return restoreUnpaid(work, sql`select o.tenant_id, o.account_id, o.currency, sum(o.open_minor) as unpaid from billing.open_item o where ${of("o")} group by 1, 2, 3`)
}
