import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { partiesNow } from "../parties.db.ts"
import { readLines } from "../lines.db.ts"
import { within } from "../partner.ts"
import type { Head } from "./compose.ts"
import type { Fact } from "./lines.ts"

/** What was taken down of a statement, and what its document is made of where nothing was. A draft has no number. */
export type Found = Omit<Head, "number" | "supplier" | "partner"> & { readonly tenantId: number; readonly number: string | null; readonly parties: Pick<Head, "supplier" | "partner">; readonly content: unknown }

/** One statement; undefined where there is none within the walls. Bank details and addresses are those of today: a statement's own stand in its content. */
export async function findPaper(work: Work, statementId: string): Promise<Found | undefined> {
  const { rows } = await sql<Found>`
    select s.tenant_id as "tenantId", s.number, to_char(s.period, 'YYYY-MM') as period, s.currency, s.issued_on as "issuedOn", s.due_on as "dueOn", t.locale, n.name as distributor, t.code as "partnerCode", t.mail_from as "partnerEmail",
           coalesce(s.parties, ${partiesNow}::jsonb) as parties, coalesce(p.remit_to, '{}') as "remitTo", coalesce(p.email, '') as email, d.content,
           (select coalesce(json_agg(json_build_object('number', c.number, 'issuedOn', c.issued_on) order by c.issued_on, c.number), '[]') from ${corrected} c) as corrects
      from settlement.statement s
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (s.network_id, s.tenant_id)
      join tenancy.network n on n.network_id = s.network_id
      left join settlement.document d on (d.network_id, d.tenant_id, d.statement_id) = (s.network_id, s.tenant_id, s.statement_id)
      left join lateral (select f.remit_to, f.email from settlement.tax_profile f where f.network_id = s.network_id order by f.version desc limit 1) p on true
     where ${within(work, "s")} and s.statement_id = ${statementId}`.execute(work.db)
  return rows[0]
}

/** The statements that name the goods which this one takes back. */
const corrected = sql`(
  select distinct o.number, o.issued_on
    from settlement.statement_line l
    join settlement.entry e on (e.network_id, e.tenant_id, e.entry_id) = (l.network_id, l.tenant_id, l.entry_id)
    join settlement.entry g on (g.network_id, g.tenant_id, g.order_line_id) = (e.network_id, e.tenant_id, e.order_line_id) and g.kind = 'supply'
    join settlement.statement_line k on (k.network_id, k.tenant_id, k.entry_id) = (g.network_id, g.tenant_id, g.entry_id)
    join settlement.statement o on (o.network_id, o.tenant_id, o.statement_id) = (k.network_id, k.tenant_id, k.statement_id)
   where l.network_id = s.network_id and l.tenant_id = s.tenant_id and l.statement_id = s.statement_id and e.kind = 'supply_return' and o.statement_id <> s.statement_id
   order by o.issued_on desc limit 20)`

/** Each fact that stands on a statement, in the order of their days. One statement. */
export function factsOf(work: Work, { tenantId, statementId }: { readonly tenantId: number; readonly statementId: string }): Promise<readonly Fact[]> {
  const from = sql`(select l.* from settlement.statement_line l where l.network_id = ${work.scope.networkId} and l.tenant_id = ${tenantId} and l.statement_id = ${statementId}) x`
  return readLines(work, from, { after: [], limit: MOST_LINES })
}

/** More than a month has: the query that pages lines asks for a limit. */
const MOST_LINES = 2_000_000
