import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { authorize } from "../tenancy/index.ts"
import type { AgreementView, PartnerBalance } from "./contract.ts"
import { personOf } from "./disputes.ts"
import { jsonOf } from "./partner.ts"

type BalanceRow = { readonly tenantId: number; readonly name: string; readonly currency: string; readonly onStatements: string; readonly next: string; readonly openStatements: number; readonly openDisputes: number; readonly agreement: AgreementView | null }

/** Who owes what to the distributor: every partner that is active, or with whom something is open. One statement. */
export async function partnerBalances(work: Work): Promise<readonly PartnerBalance[]> {
  authorize(work, "network.settlement.view")
  const { networkId } = work.scope
  const { rows } = await sql<BalanceRow>`
    with next as (select tenant_id, currency, sum(amount_minor + tax_minor) as minor from settlement.pending_entry where network_id = ${networkId} group by 1, 2),
    stated as (select tenant_id, currency, sum(total_minor + adjusted_minor) as minor, count(*)::int as n from settlement.statement where network_id = ${networkId} and number is not null and settled_at is null group by 1, 2),
    disputed as (
      select s.tenant_id, s.currency, count(*)::int as n from settlement.dispute d join settlement.statement s on (s.network_id, s.tenant_id, s.statement_id) = (d.network_id, d.tenant_id, d.statement_id)
       where d.network_id = ${networkId} and d.status = 'open' group by 1, 2),
    open as (select tenant_id, currency from next union select tenant_id, currency from stated union select tenant_id, currency from tenancy.tenant where network_id = ${networkId} and status = 'active')
    select o.tenant_id as "tenantId", t.name, o.currency, coalesce(s.minor, 0)::text as "onStatements", coalesce(n.minor, 0)::text as next, coalesce(s.n, 0) as "openStatements", coalesce(d.n, 0) as "openDisputes",
           (select json_build_object('version', a.version, 'commissionPercent', trim_scale(a.commission_percent)::text, 'collects', a.collects, 'paymentDays', a.payment_days, 'draftDay', a.draft_day, 'note', a.note, 'by', a.actor,
                     'since', to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
              from settlement.agreement a where a.network_id = t.network_id and a.tenant_id = t.tenant_id order by a.version desc limit 1) as agreement
      from open o
      join tenancy.tenant t on t.network_id = ${networkId} and t.tenant_id = o.tenant_id
      left join next n on n.tenant_id = o.tenant_id and n.currency = o.currency
      left join stated s on s.tenant_id = o.tenant_id and s.currency = o.currency
      left join disputed d on d.tenant_id = o.tenant_id and d.currency = o.currency
     order by t.name, o.currency`.execute(work.db)
  return rows.map(({ tenantId, name, currency, onStatements, next, openStatements, openDisputes, agreement }) => ({
    partner: { tenantId, name }, currency, balance: jsonOf(BigInt(onStatements) + BigInt(next), currency), onStatements: jsonOf(onStatements, currency), next: jsonOf(next, currency), openStatements, openDisputes,
    agreement: agreement && { ...agreement, by: personOf(agreement.by) },
  }))
}
