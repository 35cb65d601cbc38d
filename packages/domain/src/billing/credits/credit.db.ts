import { sql } from "kysely"
import { actorRecord, json, scoped, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { bookedOn } from "../../ledger/index.ts"

export type CreditEntry = {
  readonly accountId: string; readonly currency: string; readonly kind: "credit_note" | "unapplied_payment" | "applied" | "refunded" | "restored" | "disputed"
  readonly businessKey: string; readonly sourceId: string; readonly invoiceId: string | null
  /** Above zero gives credit, below it spends some. */
  readonly amountMinor: bigint
}

/**
 * Writes entries of one account and currency, and keeps its balance, in one statement. The balance's row is locked by it, so
 * that credit cannot be spent twice. Refuses `billing.not_enough_credit`.
 */
export async function enterCredit(work: Work, entries: readonly CreditEntry[], on: string): Promise<void> {
  const given = entries.filter((entry) => entry.amountMinor !== 0n)
  const [first] = given
  if (!first) return
  const now = work.now.toString()
  const sum = given.reduce((all, entry) => all + entry.amountMinor, 0n)
  const rows = given.map((entry) => ({ entry_id: newId(), kind: entry.kind, business_key: entry.businessKey, source_id: entry.sourceId, invoice_id: entry.invoiceId, amount_minor: String(entry.amountMinor) }))
  const key = sql`${work.scope.networkId}::int, ${work.scope.tenantId}::int, ${first.accountId}::uuid`
  const balance = sum >= 0n
    ? sql`insert into billing.credit_balance (network_id, tenant_id, account_id, currency, balance_minor, updated_at) values (${key}, ${first.currency}, ${sum}::bigint, ${now}::timestamptz)
          on conflict (network_id, tenant_id, account_id, currency) do update set balance_minor = billing.credit_balance.balance_minor + excluded.balance_minor, updated_at = excluded.updated_at returning balance_minor`
    : sql`update billing.credit_balance b set balance_minor = b.balance_minor + ${sum}::bigint, updated_at = ${now}::timestamptz
           where (b.network_id, b.tenant_id, b.account_id) = (${key}) and b.currency = ${first.currency} and b.balance_minor + ${sum}::bigint >= 0 returning balance_minor`
  const { rows: kept } = await sql<{ balance_minor: bigint }>`
    with kept as (${balance}), entered as (
      insert into billing.credit_entry (network_id, tenant_id, account_id, entry_id, kind, business_key, source_id, invoice_id, currency, amount_minor, actor, occurred_on, booked_on, occurred_at)
      select ${key}, e.entry_id, e.kind, e.business_key, e.source_id, e.invoice_id, ${first.currency}, e.amount_minor, ${json(actorRecord(work.actor))}::jsonb, ${on}::date, ${bookedOn(on)}, ${now}::timestamptz
        from kept cross join jsonb_to_recordset(${json(rows)}::jsonb) e (entry_id uuid, kind text, business_key text, source_id uuid, invoice_id uuid, amount_minor bigint))
    select balance_minor from kept`.execute(work.db)
  if (!kept[0]) throw new Refusal("billing.not_enough_credit", "rule", { currency: first.currency })
}

/** What an account has to its credit in a currency; nothing is 0. */
export async function creditOf(work: Work, accountId: string, currency: string): Promise<bigint> {
  const row = await scoped(work, "billing.credit_balance").select("balance_minor").where("account_id", "=", accountId).where("currency", "=", currency).executeTakeFirst()
  return row?.balance_minor ?? 0n
}
