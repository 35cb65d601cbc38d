import { sql } from "kysely"
import { actorRecord, enqueue, json, scoped, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import type { AttemptStatus } from "../contract.ts"

export type Intended = { readonly invoiceId: string; readonly amountMinor: bigint; readonly discountMinor: bigint }
export type NewAttempt = {
  readonly accountId: string; readonly requestKey: string; readonly cause: "person" | "automatic" | "retry"; readonly onSession: boolean; readonly currency: string; readonly methodId: string; readonly returnPath: string
  readonly invoices: readonly Intended[]
}
export type Attempt = {
  readonly attemptId: string; readonly accountId: string; readonly status: AttemptStatus; readonly cause: "person" | "automatic" | "retry"; readonly currency: string; readonly amountMinor: bigint; readonly methodId: string
  readonly providerVersion: number; readonly paymentRef: string | null; readonly invoices: readonly Intended[]
}

/**
 * Writes an attempt and asks the worker to make it. Of two at once for one invoice the database lets one through; the other
 * hears `billing.payment_is_under_way`. One statement.
 */
export async function startAttempt(work: Work, attempt: NewAttempt): Promise<string> {
  const attemptId = newId<"attempt">(work.now.epochMilliseconds)
  const scope = sql`${work.scope.networkId}::int, ${work.scope.tenantId}::int, ${attempt.accountId}::uuid, ${attemptId}::uuid`
  const total = attempt.invoices.reduce((sum, one) => sum + one.amountMinor, 0n)
  const rows = attempt.invoices.map((one) => ({ invoice_id: one.invoiceId, amount_minor: String(one.amountMinor), discount_minor: String(one.discountMinor) }))
  const now = work.now.toString()
  await sql`
    with made as (
      insert into billing.payment_attempt (network_id, tenant_id, account_id, attempt_id, request_key, status, cause, on_session, currency, amount_minor, method_id, return_path, created_by, created_at, updated_at)
      values (${scope}, ${attempt.requestKey}, 'created', ${attempt.cause}, ${attempt.onSession}, ${attempt.currency}, ${total}, ${attempt.methodId}, ${attempt.returnPath}, ${json(actorRecord(work.actor))}, ${now}, ${now}))
    insert into billing.attempt_invoice (network_id, tenant_id, account_id, attempt_id, invoice_id, amount_minor, discount_minor)
    select ${scope}, r.* from jsonb_to_recordset(${json(rows)}::jsonb) r (invoice_id uuid, amount_minor bigint, discount_minor bigint)`.execute(work.db).catch(refuseSecond)
  enqueue(work, { task: "charge_attempt", payload: { attemptId }, key: `charge:${attemptId}` })
  return attemptId
}

function refuseSecond(error: unknown): never {
  if ((error as { constraint?: string }).constraint === "attempt_invoice_one_unfinished") throw paymentIsUnderWay()
  throw error
}

export const paymentIsUnderWay = () => new Refusal("billing.payment_is_under_way", "conflict")
const attemptNotFound = () => new Refusal("billing.attempt_not_found", "not_found")

/** Locks an attempt and reads what it is for. Refuses `billing.attempt_not_found`. */
export async function lockAttemptRow(work: Work, attemptId: string): Promise<Attempt> {
  const [locked, invoices] = await Promise.all([
    scoped(work, "billing.payment_attempt").select(["attempt_id", "account_id", "status", "cause", "currency", "amount_minor", "method_id", "provider_version", "payment_ref"]).where("attempt_id", "=", attemptId).forNoKeyUpdate().executeTakeFirst(),
    scoped(work, "billing.attempt_invoice").select(["invoice_id as invoiceId", "amount_minor as amountMinor", "discount_minor as discountMinor"]).where("attempt_id", "=", attemptId).orderBy("invoice_id").execute(),
  ])
  if (!locked) throw attemptNotFound()
  return {
    attemptId, accountId: locked.account_id, status: locked.status as AttemptStatus, cause: locked.cause as Attempt["cause"], currency: locked.currency, amountMinor: locked.amount_minor, methodId: locked.method_id,
    providerVersion: Number(locked.provider_version), paymentRef: locked.payment_ref, invoices,
  }
}

/** The attempt that a click made before, if it did. */
export async function findByRequest(work: Work, accountId: string, requestKey: string): Promise<{ readonly attemptId: string; readonly status: AttemptStatus; readonly amountMinor: bigint } | undefined> {
  const row = await scoped(work, "billing.payment_attempt").select(["attempt_id as attemptId", "status", "amount_minor as amountMinor"]).where("account_id", "=", accountId).where("request_key", "=", requestKey).executeTakeFirst()
  return row && { ...row, status: row.status as AttemptStatus }
}

/** Which of these invoices somebody is paying at this moment, and in which state that is. */
export async function underWay(work: Work, invoiceIds: readonly string[]): Promise<ReadonlyMap<string, AttemptStatus>> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<{ invoiceId: string; status: AttemptStatus }>`
    select x.invoice_id as "invoiceId", a.status from billing.attempt_invoice x
      join billing.payment_attempt a on (a.network_id, a.tenant_id, a.account_id, a.attempt_id) = (x.network_id, x.tenant_id, x.account_id, x.attempt_id)
     where x.network_id = ${networkId} and x.tenant_id = ${tenantId} and x.unfinished and x.invoice_id = any (${invoiceIds as string[]}::uuid[])`.execute(work.db)
  return new Map(rows.map((row) => [row.invoiceId, row.status]))
}

export type AttemptChange = {
  readonly status: AttemptStatus; readonly providerVersion: number; readonly paymentRef?: string | null; readonly redirectUrl?: string | null; readonly decline?: "soft" | "hard" | null; readonly code?: string | null; readonly message?: string
  readonly finished: boolean
}

/** Saves what became of a locked attempt; finished, it sets its invoices free for another. One statement. */
export async function saveAttempt(work: Work, attempt: Attempt, change: AttemptChange): Promise<void> {
  const now = work.now.toString()
  const key = (alias: string) => sql`${sql.ref(`${alias}.network_id`)} = ${work.scope.networkId} and ${sql.ref(`${alias}.tenant_id`)} = ${work.scope.tenantId} and ${sql.ref(`${alias}.account_id`)} = ${attempt.accountId} and ${sql.ref(`${alias}.attempt_id`)} = ${attempt.attemptId}`
  await sql`
    with free as (update billing.attempt_invoice x set unfinished = false where ${key("x")} and ${change.finished} and x.unfinished)
    update billing.payment_attempt a
       set status = ${change.status}, provider_version = greatest(a.provider_version, ${change.providerVersion}::bigint), payment_ref = coalesce(${change.paymentRef ?? null}, a.payment_ref), redirect_url = ${change.redirectUrl ?? null},
           decline = ${change.decline ?? null}, code = ${change.code ?? null}, message = ${(change.message ?? "").slice(0, 500)}, version = a.version + 1, updated_at = ${now}::timestamptz,
           submitted_at = coalesce(a.submitted_at, ${now}::timestamptz), settled_at = case when ${change.finished} then ${now}::timestamptz end
     where ${key("a")}`.execute(work.db)
}
