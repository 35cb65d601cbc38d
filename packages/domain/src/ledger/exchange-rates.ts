import { sql } from "kysely"
import { actorRecord, audit, json, type Work } from "@entrepot/db"
import { currency, Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { ExchangeRateRow, ListExchangeRates, SetExchangeRate } from "./contract.ts"
import { authorizeBooks } from "./entity.ts"

/** The rates of the network, the latest first; everybody's books convert with them. */
export async function listExchangeRates(work: Work, { from, to }: ListExchangeRates = {}): Promise<readonly ExchangeRateRow[]> {
  authorizeBooks(work, "view")
  const { rows } = await sql<Omit<ExchangeRateRow, "recordedAt"> & { recordedAt: Date }>`
    select from_currency as "from", to_currency as "to", effective_on as "effectiveOn", trim_scale(rate)::text as rate, source, json_build_object('kind', actor ->> 'kind', 'name', actor ->> 'name') as "by", recorded_at as "recordedAt"
      from ledger.exchange_rate
     where network_id = ${work.scope.networkId} ${from ? sql`and from_currency = ${from}` : sql``} ${to ? sql`and to_currency = ${to}` : sql``}
     order by effective_on desc, from_currency, to_currency limit 500`.execute(work.db)
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }))
}

/**
 * Says what one unit of a currency is worth from a day on; the same day again corrects it. Journals keep the rate that they used.
 * Refuses `ledger.rate_needs_two_currencies` and `kernel.currency_is_unknown`.
 */
export async function setExchangeRate(work: Work, { from, to, effectiveOn, rate, source }: SetExchangeRate): Promise<void> {
  authorize(work, "network.books.close")
  if (currency(from) === currency(to)) throw new Refusal("ledger.rate_needs_two_currencies", "rule", { currency: from })
  const { rows } = await sql<{ before: string | null }>`
    with known as (select trim_scale(rate)::text as rate from ledger.exchange_rate where network_id = ${work.scope.networkId} and from_currency = ${from} and to_currency = ${to} and effective_on = ${effectiveOn})
    insert into ledger.exchange_rate (network_id, from_currency, to_currency, effective_on, rate, source, actor, recorded_at)
    values (${work.scope.networkId}, ${from}, ${to}, ${effectiveOn}, ${rate}::numeric, ${source}, ${json(actorRecord(work.actor))}::jsonb, ${work.now.toString()})
    on conflict (network_id, from_currency, to_currency, effective_on) do update set rate = excluded.rate, source = excluded.source, actor = excluded.actor, recorded_at = excluded.recorded_at
    returning (select rate from known) as before`.execute(work.db)
  const before = rows[0]?.before
  audit(work, { action: "ledger.exchange_rate_set", subjectKind: "exchange_rate", subjectId: `${from}/${to}/${effectiveOn}`, ...(before && { before: { rate: before } }), after: { rate, source } })
}
