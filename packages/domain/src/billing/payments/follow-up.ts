import { sql } from "kysely"
import { enqueue, type QueuedJob, type Work } from "@entrepot/db"
import { ASKED_DAYS, expiresOn } from "./expiry.ts"

/** A webhook that comes at all comes sooner; a job that waits this long was lost. */
const QUIET_MINUTES = 10
/** How often the provider is asked for disputes and refunds that nobody told us of. */
const RECONCILED_HOURS = 6
/** Somebody may be looking for their card. */
const PAGE_MINUTES = 30
const AT_ONCE = 500

type Row = { readonly tenantId: number; readonly task: QueuedJob["task"]; readonly id: string }

const JOBS = {
  charge_attempt: (id: string) => ({ payload: { attemptId: id, followUp: true }, key: `charge:${id}` }),
  open_setup: (id: string) => ({ payload: { setupId: id }, key: `setup:${id}` }),
  send_refund: (id: string) => ({ payload: { refundId: id, followUp: true }, key: `refund:${id}` }),
  read_method: (id: string) => ({ payload: { methodId: id }, key: `method:${id}` }),
  reconcile_payments: (id: string) => ({ payload: {}, key: `reconcile:${id}` }),
  apply_webhook: (id: string) => ({ payload: { webhookId: id }, key: `webhook:${id}` }),
} as const

/**
 * Asks the worker again for everything of the network that waits for the provider and of which nothing was heard for a while:
 * a webhook that never came, a job that was lost; of every tenant who takes cards a few times a day what was disputed or paid back without a word; once for every saved method, so that it bears its owner's mark; and once a day for
 * cards that are about to expire: their bank may have renewed them. What is known already stays as it is. One statement.
 */
export async function followUpPayments(work: Work): Promise<number> {
  const network = work.scope.networkId
  const quiet = work.now.subtract({ minutes: QUIET_MINUTES }).toString()
  const reconciled = work.now.subtract({ hours: RECONCILED_HOURS }).toString()
  const asked = work.now.subtract({ hours: 24 }).toString()
  const soon = work.now.add({ hours: 24 * ASKED_DAYS }).toString()
  const left = work.now.subtract({ minutes: PAGE_MINUTES }).toString()
  const { rows } = await sql<Row>`
    (select tenant_id as "tenantId", 'charge_attempt' as task, attempt_id::text as id from billing.payment_attempt
      where network_id = ${network} and status in ('created', 'submitted', 'requires_action', 'unknown') and updated_at < ${quiet} order by updated_at limit ${AT_ONCE})
    union all
    (select tenant_id, 'open_setup', setup_id::text from billing.payment_setup
      where network_id = ${network} and status in ('created', 'redirect', 'unknown') and updated_at < case when status = 'redirect' then ${left}::timestamptz else ${quiet}::timestamptz end order by updated_at limit ${AT_ONCE})
    union all
    (select tenant_id, 'send_refund', refund_id::text from billing.refund
      where network_id = ${network} and status in ('created', 'submitted', 'unknown') and updated_at < ${quiet} order by updated_at limit ${AT_ONCE})
    union all
    (select tenant_id, 'read_method', method_id::text from billing.payment_method
      where network_id = ${network} and detached_at is null and coalesce(asked_at, created_at) < ${asked}::timestamptz
        and (asked_at is null or (is_default and ${expiresOn("payment_method")} <= ${soon}::date)) order by asked_at nulls first limit ${AT_ONCE})
    union all
    (select tenant_id, 'reconcile_payments', network_id || '.' || tenant_id from billing.payment_setting
      where network_id = ${network} and cards_enabled and coalesce(reconciled_at, '-infinity') < ${reconciled}::timestamptz order by reconciled_at nulls first limit ${AT_ONCE})
    union all
    (select tenant_id, 'apply_webhook', webhook_id::text from billing.webhook_event
      where network_id = ${network} and status = 'stored' and received_at < ${quiet} order by received_at limit ${AT_ONCE})`.execute(work.db)
  for (const { tenantId, task, id } of rows) {
    const { payload, key } = JOBS[task as keyof typeof JOBS](id)
    enqueue(work, { task, payload: { ...payload, tenantId }, key })
  }
  return rows.length
}
