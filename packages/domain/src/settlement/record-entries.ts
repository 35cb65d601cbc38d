import { sql } from "kysely"
import { actorRecord, json, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { postJournals } from "../ledger/index.ts"
import { journalsOf, type NewEntry } from "./entry.ts"
import type { EntryTax } from "./tax/rule.ts"

/** Locks the partner's head, making it where it is new: whoever counts what was settled before, waits here. */
export async function lockPartner(work: Work, tenantId: number): Promise<void> {
  await sql`insert into settlement.partner (network_id, tenant_id) values (${work.scope.networkId}, ${tenantId}) on conflict (network_id, tenant_id) do update set tenant_id = excluded.tenant_id`.execute(work.db)
}

/**
 * Writes entries and queues them for the next statement, in one statement; those whose key is there already change nothing.
 * Answers the ids of the new ones, in the order given, null for the others.
 */
export async function writeEntries(work: Work, tenantId: number, entries: readonly NewEntry[]): Promise<readonly (string | null)[]> {
  if (entries.length === 0) return []
  const rows = entries.map(({ document, amountMinor, tax, ...entry }) => ({ ...entry, ...taxColumns(tax), entryId: newId(), amountMinor: amountMinor.toString(), documentKind: document.kind, documentId: document.id, documentNumber: document.number }))
  const { rows: written } = await sql<{ entryId: string }>`
    with written as (
      insert into settlement.entry (network_id, tenant_id, entry_id, business_key, kind, currency, amount_minor, occurred_on, document_kind, document_id, document_number, order_id, order_number, order_line_id, stocked,
        sku, name, unit, quantity, base_quantity, unit_price, percent, agreement_version, memo, tax_treatment, tax_jurisdiction, tax_percent, tax_minor, accounted_minor, actor, recorded_at)
      select ${work.scope.networkId}::integer, ${tenantId}::integer, e."entryId", e."businessKey", e.kind, e.currency, e."amountMinor", e."occurredOn", e."documentKind", e."documentId", e."documentNumber", e."orderId", e."orderNumber", e."orderLineId", coalesce(e.stocked, false),
             e.sku, e.name, e.unit, e.quantity, e."baseQuantity", e."unitPrice", e.percent, e."agreementVersion", coalesce(e.memo, ''), e."taxTreatment", e."taxJurisdiction", e."taxPercent", e."taxMinor", e."accountedMinor", ${json(actorRecord(work.actor))}::jsonb, ${work.now.toString()}::timestamptz
        from jsonb_to_recordset(${json(rows)}::jsonb) as e("entryId" uuid, "businessKey" text, kind text, currency text, "amountMinor" bigint, "occurredOn" date, "documentKind" text, "documentId" text, "documentNumber" text, "orderId" uuid, "orderNumber" text, "orderLineId" uuid,
             stocked boolean, sku text, name text, unit text, quantity numeric, "baseQuantity" numeric, "unitPrice" numeric, percent numeric, "agreementVersion" integer, memo text, "taxTreatment" text, "taxJurisdiction" text, "taxPercent" numeric, "taxMinor" bigint, "accountedMinor" bigint)
      on conflict (network_id, tenant_id, business_key) do nothing
      returning network_id, tenant_id, entry_id, currency, occurred_on, kind, amount_minor, tax_minor),
    queued as (
      insert into settlement.pending_entry (network_id, tenant_id, currency, occurred_on, entry_id, kind, amount_minor, tax_minor)
      select network_id, tenant_id, currency, occurred_on, entry_id, kind, amount_minor, tax_minor from written)
    select entry_id as "entryId" from written`.execute(work.db)
  const fresh = new Set(written.map((row) => row.entryId))
  return rows.map(({ entryId }) => (fresh.has(entryId) ? entryId : null))
}

function taxColumns(tax: EntryTax | null | undefined) {
  return { taxTreatment: tax?.treatment ?? null, taxJurisdiction: tax?.jurisdiction ?? null, taxPercent: tax?.percent ?? null, taxMinor: (tax?.taxMinor ?? 0n).toString(), accountedMinor: (tax?.accountedMinor ?? 0n).toString() }
}

/** The worker's way: entries of one document, and at once its journals in both ledgers. Two statements. */
export async function recordEntries(work: Work, tenantId: number, entries: readonly NewEntry[]): Promise<number> {
  const ids = await writeEntries(work, tenantId, entries)
  const fresh = entries.filter((_entry, i) => ids[i] !== null)
  await postJournals(work, journalsOf(tenantId, fresh))
  return fresh.length
}
