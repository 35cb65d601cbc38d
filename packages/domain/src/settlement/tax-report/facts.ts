import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { saleTaxFacts, type TaxSpan } from "../../billing/index.ts"

const DISTRIBUTOR = 0

/**
 * Every fact of tax of a span of the books: what documents to customers say, and what was supplied between the distributor and its partners. In the
 * distributor's books a supply is a sale, in a partner's a purchase; the distributor has no others, and may not read a partner's. Amounts in the document's currency, `sign` already counted.
 */
export function taxFacts(work: Work, span: TaxSpan): RawBuilder<unknown> {
  return sql`
    select f.tenant_id, f.side, f.journal_id, f.posted_on, f.document_on, f.currency, f.rate, f.document_kind, f.document_id, f.document_number, f.party_id, f.party_name, f.party_number, f.statement_id, f.statement_number,
           f.jurisdiction, f.tax_treatment, f.percent, f.place, f.sign, f.sign * f.net_minor as net, f.sign * f.payable_minor as payable, f.sign * f.recoverable_minor as recoverable, f.parts, f.net_accounts,
           f.jurisdiction || ':' || trim_scale(f.percent)::text as tax_key
      from (${span.entity === DISTRIBUTOR ? sql`` : sql`${saleTaxFacts(work, span)} union all`} ${supplyTaxFacts(work, span)}) f`
}

/** What stands on no side of a sale: money that was taken in, paid back or agreed on. */
const SUPPLIES = sql`(e.kind in ('supply', 'supply_return', 'commission', 'commission_return') or e.tax_treatment is not null)`

/** An entry's journal bears its document; both ledgers have one of their own. What was recorded before taxes were kept has no treatment, and no rate. */
function supplyTaxFacts(work: Work, { entity, from, until }: TaxSpan): RawBuilder<unknown> {
  return sql`
    select j.tenant_id, case j.tenant_id when 0 then 'sale' else 'purchase' end as side, j.journal_id, j.posted_on, j.document_on, j.currency, j.rate, e.document_kind, e.document_id, e.document_number,
           e.tenant_id::text as party_id, case j.tenant_id when 0 then t.name else coalesce(p.legal_name, '') end as party_name, coalesce(case j.tenant_id when 0 then t.tax_id end, '') as party_number, l.statement_id, s.number as statement_number,
           1 as sign, coalesce(e.tax_jurisdiction, '') as jurisdiction, e.tax_treatment, coalesce(e.tax_percent, 0) as percent, e.entry_id::text as place, e.amount_minor as net_minor,
           case j.tenant_id when 0 then e.tax_minor else e.accounted_minor end as payable_minor, case j.tenant_id when 0 then 0 else e.tax_minor + e.accounted_minor end as recoverable_minor, '[]'::jsonb as parts,
           array[case when e.kind in ('supply', 'supply_return') then case when j.tenant_id = 0 then 'supply_revenue' when e.stocked then 'inventory' else 'cost_of_goods' end
                      when e.kind in ('commission', 'commission_return') then case j.tenant_id when 0 then 'commission_income' else 'commission' end else 'adjustment' end] as net_accounts
      from ledger.journal j
      join settlement.entry e on e.network_id = j.network_id and e.document_kind = j.document_kind and e.document_id = j.document_id and (j.tenant_id = 0 or e.tenant_id = j.tenant_id)
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (e.network_id, e.tenant_id)
      left join lateral (select legal_name from settlement.tax_profile v where v.network_id = j.network_id order by v.version desc limit 1) p on true
      left join settlement.statement_line l on (l.network_id, l.tenant_id, l.entry_id) = (e.network_id, e.tenant_id, e.entry_id)
      left join settlement.statement s on (s.network_id, s.tenant_id, s.statement_id) = (l.network_id, l.tenant_id, l.statement_id)
     where j.network_id = ${work.scope.networkId} and j.business_key like 'settlement:%' and ${SUPPLIES}
       ${entity === undefined ? sql`` : sql`and j.tenant_id = ${entity}`} ${from === undefined ? sql`` : sql`and j.posted_on >= ${from}::date`} ${until === undefined ? sql`` : sql`and j.posted_on <= ${until}::date`}`
}

/**
 * The facts with what each of their amounts is in the books: the journal's own lines, given out between the sums that stand on one of its accounts so that
 * they add up to it to the minor unit. What no line says of is converted at the journal's rate. Common table expressions, the last of which is `fact`.
 */
export function bookedTaxFacts(work: Work, span: TaxSpan, code: string): RawBuilder<unknown> {
  return sql`
    raw as (${taxFacts(work, span)}),
    fact as materialized (
      select r.*, ${baseOf("net", sql`r.tenant_id, r.journal_id, r.net_accounts`)} as net_base, ${baseOf("payable", sql`r.tenant_id, r.journal_id, r.tax_key`)} as payable_base, ${baseOf("recoverable", sql`r.tenant_id, r.journal_id, r.tax_key`)} as recoverable_base
        from (select *, ${code}::text as base from raw) r
        left join lateral (
          select case r.side when 'sale' then -1 else 1 end * sum(l.amount_minor) filter (where l.account_key = any (r.net_accounts)) as net_minor, case r.side when 'sale' then -1 else 1 end * sum(l.base_minor) filter (where l.account_key = any (r.net_accounts)) as net_base,
                 -sum(l.amount_minor) filter (where l.account_key = 'tax_payable:' || r.tax_key) as payable_minor, -sum(l.base_minor) filter (where l.account_key = 'tax_payable:' || r.tax_key) as payable_base,
                 sum(l.amount_minor) filter (where l.account_key = 'tax_recoverable:' || r.tax_key) as recoverable_minor, sum(l.base_minor) filter (where l.account_key = 'tax_recoverable:' || r.tax_key) as recoverable_base
            from ledger.journal_line l where l.network_id = ${work.scope.networkId} and l.tenant_id = r.tenant_id and l.journal_id = r.journal_id) b on r.currency <> r.base)`
}

function baseOf(column: "net" | "payable" | "recoverable", group: RawBuilder<unknown>): RawBuilder<unknown> {
  const [own, minor, base] = [sql.ref(`r.${column}`), sql.ref(`b.${column}_minor`), sql.ref(`b.${column}_base`)]
  const upTo = sql`sum(${own}) over (partition by ${group} order by r.jurisdiction, r.place, r.percent, r.tax_treatment rows unbounded preceding)`
  return sql`case when r.currency = r.base or ${own} = 0 then ${own}
    when coalesce(${minor}, 0) = 0 then round(${own} * r.rate * power(10::numeric, ledger.minor_digits(r.base) - ledger.minor_digits(r.currency)))::bigint
    else (round(${base}::numeric * ${upTo} / ${minor}) - round(${base}::numeric * (${upTo} - ${own}) / ${minor}))::bigint end`
}
