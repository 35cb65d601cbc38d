import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { lineColumns, type LineRow } from "../lines.db.ts"
import { within } from "../partner.ts"
import { headColumns, headTables, type Found } from "./paper.db.ts"

/** An accepted dispute with the statement that it changes, the line that was disputed, and what was taken off; its number and what was taken down, where it has them. */
export type FoundCorrection = Omit<Found, "issuedOn"> & {
  readonly issuedOn: string | null; readonly statement: { readonly number: string; readonly issuedOn: string }; readonly answer: string; readonly line: LineRow
  readonly taken: { readonly amount: string; readonly tax: string; readonly accounted: string }
}

/** One statement; undefined where nothing was accepted, or not within the walls. */
export async function findCorrection(work: Work, disputeId: string): Promise<FoundCorrection | undefined> {
  const { rows } = await sql<Omit<FoundCorrection, "line"> & LineRow>`
    select ${lineColumns}, ${headColumns(work)}, k.number, k.issued_on as "issuedOn", k.content, d.answer, json_build_object('number', s.number, 'issuedOn', s.issued_on) as statement,
           json_build_object('amount', a.amount_minor::text, 'tax', a.tax_minor::text, 'accounted', a.accounted_minor::text) as taken
      from settlement.dispute d
      join settlement.statement s on (s.network_id, s.tenant_id, s.statement_id) = (d.network_id, d.tenant_id, d.statement_id)
      join settlement.entry e on (e.network_id, e.tenant_id, e.entry_id) = (d.network_id, d.tenant_id, d.entry_id)
      join settlement.entry a on (a.network_id, a.tenant_id, a.entry_id) = (d.network_id, d.tenant_id, d.adjustment_id)
      left join settlement.correction k on (k.network_id, k.tenant_id, k.dispute_id) = (d.network_id, d.tenant_id, d.dispute_id) ${headTables}
     where ${within(work, "d")} and d.dispute_id = ${disputeId}`.execute(work.db)
  return rows[0] && { ...rows[0], line: rows[0] }
}

/** The distributor's next number of a correction, without a gap: whoever takes one keeps the others waiting until it stands. */
export async function nextCorrection(work: Work, year: number): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    insert into settlement.correction_series as n (network_id, year, next) values (${work.scope.networkId}, ${year}, 2)
    on conflict (network_id, year) do update set next = n.next + 1
    returning 'SC-' || year::text || '-' || lpad((next - 1)::text, greatest(4, length((next - 1)::text)), '0') as number`.execute(work.db)
  return rows[0]!.number
}
