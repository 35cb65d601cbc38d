import { sql } from "kysely"
import { scopedUpdate, type Work } from "@entrepot/db"
import { moneyToJson, type MoneyJson } from "@entrepot/kernel"
import type { AttemptStatus } from "../contract.ts"
import { lockAttemptRow, saveAttempt } from "./attempt.db.ts"
import type { Merchant } from "./gateway.ts"
import { merchantOf, payerOf, type Payer } from "./payer.db.ts"
import { moneyOf } from "./shares.ts"

/** Everything that charging takes, so that the worker can let go of the database while it does. */
export type AttemptToCharge = {
  readonly attemptId: string; readonly status: AttemptStatus; readonly accountId: string; readonly merchant: Merchant; readonly payer: Payer; readonly methodRef: string; readonly paymentRef: string | null; readonly amount: MoneyJson
  readonly description: string; readonly onSession: boolean
  /** The portal's verified host, and the page there that somebody comes back to. */
  readonly host: string; readonly returnPath: string
}

/** Locks an attempt and reads everything that charging takes; four statements. Refuses `billing.attempt_not_found`. */
export async function lockAttempt(work: Work, attemptId: string): Promise<AttemptToCharge> {
  const attempt = await lockAttemptRow(work, attemptId)
  const [merchant, payer, more] = await Promise.all([merchantOf(work), payerOf(work, attempt.accountId), restOf(work, attemptId)])
  return {
    attemptId, status: attempt.status, accountId: attempt.accountId, merchant, payer, paymentRef: attempt.paymentRef, amount: moneyToJson(moneyOf(attempt.amountMinor, attempt.currency)),
    methodRef: more.methodRef, description: more.numbers, onSession: more.onSession, returnPath: more.returnPath, host: payer.host,
  }
}

async function restOf(work: Work, attemptId: string): Promise<{ methodRef: string; numbers: string; onSession: boolean; returnPath: string }> {
  const { rows } = await sql<{ methodRef: string; numbers: string; onSession: boolean; returnPath: string }>`
    select m.method_ref as "methodRef", a.on_session as "onSession", a.return_path as "returnPath",
           (select string_agg(i.number, ', ' order by i.number) from billing.attempt_invoice x join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (x.network_id, x.tenant_id, x.account_id, x.invoice_id)
             where (x.network_id, x.tenant_id, x.account_id, x.attempt_id) = (a.network_id, a.tenant_id, a.account_id, a.attempt_id)) as numbers
      from billing.payment_attempt a join billing.payment_method m on (m.network_id, m.tenant_id, m.account_id, m.method_id) = (a.network_id, a.tenant_id, a.account_id, a.method_id)
     where a.network_id = ${work.scope.networkId} and a.tenant_id = ${work.scope.tenantId} and a.attempt_id = ${attemptId}`.execute(work.db)
  return rows[0]!
}

/** The charge is about to be sent: from here on only the provider knows. Answers false when it was sent, or finished, before. */
export async function markSubmitted(work: Work, attemptId: string): Promise<boolean> {
  const attempt = await lockAttemptRow(work, attemptId)
  if (attempt.status !== "created") return false
  await saveAttempt(work, attempt, { status: "submitted", providerVersion: 0, finished: false })
  return true
}

/** A method that was refused for good is not charged again by itself. */
export async function markRefused(work: Work, methodId: string): Promise<void> {
  await scopedUpdate(work, "billing.payment_method").set({ refused_at: work.now.toString() }).where("method_id", "=", methodId).where("refused_at", "is", null).execute()
}
