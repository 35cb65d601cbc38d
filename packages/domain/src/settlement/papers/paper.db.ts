import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { partiesNow } from "../parties.db.ts"
import { readLines } from "../lines.db.ts"
import { within } from "../partner.ts"
import type { Head } from "./compose.ts"
import type { Fact } from "./lines.ts"

/** What was taken down of a statement, and what its document is made of where nothing was. A draft has no number. */
export type Found = Omit<Head, "number" | "supplier" | "partner" | "corrects"> & { readonly tenantId: number; readonly number: string | null; readonly parties: Pick<Head, "supplier" | "partner">; readonly content: unknown }

/** What every document of a statement `s` names: both sides, and the distributor's bank details, addresses and brand of today. */
export const headColumns = (work: Work) => sql`s.tenant_id as "tenantId", to_char(s.period, 'YYYY-MM') as period, s.currency, s.due_on as "dueOn", t.locale, n.name as distributor, t.code as "partnerCode", t.mail_from as "partnerEmail",
  coalesce(s.parties, ${partiesNow(work)}::jsonb) as parties, coalesce(p.remit_to, '{}') as "remitTo", coalesce(p.email, '') as email, b.accent, b.logo as "logoHash"`
export const headTables = sql`
  join tenancy.tenant t on (t.network_id, t.tenant_id) = (s.network_id, s.tenant_id)
  join tenancy.network n on n.network_id = s.network_id
  left join lateral (select f.remit_to, f.email from settlement.tax_profile f where f.network_id = s.network_id order by f.version desc limit 1) p on true
  left join tenancy.network_brand b on b.network_id = s.network_id`

/** One statement; undefined where there is none within the walls. Bank details and addresses are those of today: a statement's own stand in its content. */
export async function findPaper(work: Work, statementId: string): Promise<Found | undefined> {
  const { rows } = await sql<Found>`
    select ${headColumns(work)}, s.number, s.issued_on as "issuedOn", d.content
      from settlement.statement s ${headTables}
      left join settlement.document d on (d.network_id, d.tenant_id, d.statement_id) = (s.network_id, s.tenant_id, s.statement_id)
     where ${within(work, "s")} and s.statement_id = ${statementId}`.execute(work.db)
  return rows[0]
}

type Of = { readonly tenantId: number; readonly statementId: string }

/** The statements that name the goods which a statement takes back, the newest twenty. One statement. */
export async function correctedBy(work: Work, { tenantId, statementId }: Of): Promise<Head["corrects"]> {
  const here = (alias: string) => sql`${sql.ref(`${alias}.network_id`)} = ${work.scope.networkId} and ${sql.ref(`${alias}.tenant_id`)} = ${tenantId}`
  const { rows } = await sql<Head["corrects"][number]>`
    with returned as materialized (
      select distinct e.order_line_id from settlement.statement_line l join settlement.entry e on ${here("e")} and e.entry_id = l.entry_id
       where ${here("l")} and l.statement_id = ${statementId} and l.kind = 'supply_return' and e.order_line_id is not null),
    supplied as materialized (
      select g.entry_id from returned r join settlement.entry g on ${here("g")} and g.order_line_id = r.order_line_id where g.kind = 'supply'),
    named as materialized (
      select distinct k.statement_id from supplied g join settlement.statement_line k on ${here("k")} and k.entry_id = g.entry_id where k.statement_id <> ${statementId})
    select o.number, o.issued_on as "issuedOn" from named k join settlement.statement o on ${here("o")} and o.statement_id = k.statement_id order by o.issued_on desc, o.number limit 20`.execute(work.db)
  return rows
}

/** Each fact that stands on a statement, in the order of their days. One statement. */
export function factsOf(work: Work, { tenantId, statementId }: Of): Promise<readonly Fact[]> {
  const from = sql`(select l.* from settlement.statement_line l where l.network_id = ${work.scope.networkId} and l.tenant_id = ${tenantId} and l.statement_id = ${statementId}) x`
  return readLines(work, from, { after: [], limit: MOST_LINES })
}

/** More than a month has: the query that pages lines asks for a limit. */
const MOST_LINES = 2_000_000
