import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { LocalityRow, OneStopShopRow, RecapitulativeRow, ReportTreatment, TaxSide } from "../contract.ts"
import { bookedTaxFacts } from "./facts.ts"
import type { Span } from "./span.ts"

type Sums = { readonly net: string; readonly payable: string; readonly recoverable: string }
/** Minor units as text, in the documents' currency and in the books'. */
export type RowSums = { readonly side: TaxSide; readonly jurisdiction: string; readonly treatment: ReportTreatment | null; readonly percent: string; readonly currency: string; readonly documents: number; readonly own: Sums; readonly base: Sums }
type InMinor<Row, Money extends keyof Row> = Omit<Row, Money> & Readonly<Record<Money, string>>
export type ReportSums = {
  readonly rows: readonly RowSums[]; readonly documents: Readonly<Partial<Record<TaxSide, number>>>; readonly unrecorded: number
  readonly localities: readonly InMinor<LocalityRow, "net" | "tax">[]; readonly oneStopShop: readonly InMinor<OneStopShopRow, "net" | "tax">[]; readonly recapitulative: readonly InMinor<RecapitulativeRow, "net">[]
}

/** The facts of a span, added up in every way that the report shows them: one statement that reads each document once. */
export async function readReport(work: Work, { entity: { tenantId: entity, currency }, from, until }: Span): Promise<ReportSums> {
  const { rows } = await sql<ReportSums>`
    with ${bookedTaxFacts(work, { entity, from, until }, currency)}
    select (select coalesce(json_agg(r order by r.side desc, r.jurisdiction, r.treatment, r.percent::numeric desc), '[]') from (${bySum}) r) as rows,
           (select coalesce(json_object_agg(d.side, d.n), '{}') from (select side, count(distinct (document_kind, document_id))::int as n from fact group by side) d) as documents,
           (select count(distinct (document_kind, document_id))::int from fact where tax_treatment is null) as unrecorded,
           (select coalesce(json_agg(p order by p.jurisdiction, p.at, p.locality, p.percent::numeric), '[]') from (${byLocality}) p) as localities,
           (select coalesce(json_agg(o order by o.quarter, o.country, o.percent::numeric desc), '[]') from (${byMemberState}) o) as "oneStopShop",
           (select coalesce(json_agg(b order by b.number, b.name, b.kind), '[]') from (${byBuyer}) b) as recapitulative`.execute(work.db)
  return rows[0]!
}

const bySum = sql`
  select side, jurisdiction, tax_treatment as treatment, trim_scale(percent)::text as percent, currency, count(distinct (document_kind, document_id))::int as documents,
         json_build_object('net', sum(net)::text, 'payable', sum(payable)::text, 'recoverable', sum(recoverable)::text) as own,
         json_build_object('net', sum(net_base)::text, 'payable', sum(payable_base)::text, 'recoverable', sum(recoverable_base)::text) as base
    from fact group by side, jurisdiction, tax_treatment, percent, currency`

/** A sum's parts share what it is in the books as they share it in its own currency. Every part has the whole sum's net. */
const byLocality = sql`
  select jurisdiction, level, locality, max(label) as label, trim_scale(percent)::text as percent, sum(net_base)::text as net, sum(tax)::text as tax,
         array_position(array['country', 'region', 'county', 'city', 'district'], level) as at
    from (select f.jurisdiction, k ->> 'level' as level, k ->> 'locality' as locality, k ->> 'label' as label, (k ->> 'percent')::numeric as percent, f.net_base,
                 case f.payable when 0 then 0 else round(f.payable_base::numeric * f.sign * sum((k ->> 'taxMinor')::bigint) over upto / f.payable) - round(f.payable_base::numeric * f.sign * (sum((k ->> 'taxMinor')::bigint) over upto - (k ->> 'taxMinor')::bigint) / f.payable) end as tax
            from (select *, row_number() over () as fact_no from fact where jsonb_array_length(parts) > 0) f
            cross join lateral jsonb_array_elements(f.parts) with ordinality as e (k, n)
          window upto as (partition by f.fact_no order by e.n)) p
   group by jurisdiction, level, locality, percent`

const byMemberState = sql`
  select to_char(posted_on, 'YYYY-"Q"Q') as quarter, jurisdiction as country, trim_scale(percent)::text as percent, sum(net_base)::text as net, sum(payable_base)::text as tax, count(distinct (document_kind, document_id))::int as documents
    from fact where side = 'sale' and tax_treatment = 'one_stop_shop' group by 1, 2, 3`

/** A service that its receiver accounts for stands on the same statement as goods do, told apart. */
const byBuyer = sql`
  select party_number as number, max(party_name) as name, case tax_treatment when 'intra_community' then 'goods' else 'services' end as kind, sum(net_base)::text as net, count(distinct (document_kind, document_id))::int as documents
    from fact where side = 'sale' and tax_treatment in ('intra_community', 'reverse_charge') group by party_number, case party_number when '' then party_id else '' end, 3`
