import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import type { DisputeStatus, EntryKind, StatementLine, TaxTreatment } from "./contract.ts"
import { jsonOf } from "./partner.ts"

export type LineRow = Omit<StatementLine, "document" | "amount" | "tax" | "granted" | "dispute"> & {
  readonly documentKind: string; readonly documentId: string; readonly documentNumber: string; readonly amount: bigint; readonly takenOff: bigint; readonly currency: string; readonly disputeId: string | null; readonly disputeStatus: DisputeStatus | null
  readonly taxTreatment: TaxTreatment | null; readonly taxJurisdiction: string | null; readonly taxPercent: string | null; readonly taxMinor: bigint; readonly accountedMinor: bigint
}

/** What an entry `e` says on a page; `x` is the row that put it there. */
export const lineColumns = sql`e.entry_id as "entryId", e.kind, e.occurred_on as "occurredOn", e.document_kind as "documentKind", e.document_id as "documentId", e.document_number as "documentNumber",
  e.order_id as "orderId", e.order_number as "orderNumber", e.sku, e.name, trim_scale(e.quantity)::text as quantity, e.unit, trim_scale(e.unit_price)::text as "unitPrice", trim_scale(e.percent)::text as percent, e.memo, e.amount_minor as amount, e.currency,
  (select coalesce(sum(g.granted_minor), 0)::bigint from settlement.dispute g where (g.network_id, g.tenant_id, g.entry_id) = (e.network_id, e.tenant_id, e.entry_id)) as "takenOff",
  e.tax_treatment as "taxTreatment", e.tax_jurisdiction as "taxJurisdiction", trim_scale(e.tax_percent)::text as "taxPercent", e.tax_minor as "taxMinor", e.accounted_minor as "accountedMinor"`

export function lineOf({ documentKind, documentId, documentNumber, amount, takenOff, currency, disputeId, disputeStatus, taxTreatment, taxJurisdiction, taxPercent, taxMinor, accountedMinor, ...row }: LineRow): StatementLine {
  return {
    ...row, document: { kind: documentKind, id: documentId, number: documentNumber }, amount: jsonOf(amount, currency), granted: jsonOf(takenOff, currency),
    tax: taxTreatment === null ? null : { treatment: taxTreatment, jurisdiction: taxJurisdiction ?? "", percent: taxPercent ?? "0", tax: jsonOf(taxMinor, currency), accounted: jsonOf(accountedMinor, currency) },
    dispute: disputeId && disputeStatus ? { disputeId, status: disputeStatus } : null,
  }
}

/** Lines in the order of their days, from a key on; the page's own index carries them. */
export async function readLines(work: Work, from: RawBuilder<unknown>, filter: { readonly kind?: EntryKind | undefined; readonly disputed?: boolean; readonly after: readonly string[]; readonly limit: number }): Promise<readonly LineRow[]> {
  const [day, entryId] = filter.after
  const { rows } = await sql<LineRow>`
    select ${lineColumns}, d.dispute_id as "disputeId", d.status as "disputeStatus"
      from ${from}
      join settlement.entry e on (e.network_id, e.tenant_id, e.entry_id) = (x.network_id, x.tenant_id, x.entry_id)
      left join lateral (
        select dispute_id, status from settlement.dispute d where d.network_id = x.network_id and d.tenant_id = x.tenant_id and d.entry_id = x.entry_id order by d.raised_at desc limit 1) d on true
     where x.network_id = ${work.scope.networkId} ${filter.kind ? sql`and x.kind = ${filter.kind}` : sql``} ${filter.disputed ? sql`and d.dispute_id is not null` : sql``}
       ${day === undefined ? sql`` : sql`and (x.occurred_on, x.entry_id) > (${day}::date, ${entryId}::uuid)`}
     order by x.occurred_on, x.entry_id limit ${filter.limit + 1}`.execute(work.db)
  return rows
}
