import { sql } from "kysely"
import { inTenant, record, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { businessDate } from "@entrepot/kernel"
import { getTenant } from "../../tenancy/index.ts"
import { methodNeeded } from "../events.ts"
import { cardRefusal } from "../contract.ts"
import { collectAutomatically } from "../payments/collect.ts"
import { noticeDue, policyIn, retryDue, stageOf, type Policy } from "./dunning.ts"
import { policyInForce } from "./policy.ts"
import { collectedInvoices, standings, type AccountStanding, type CollectedInvoice } from "./standings.db.ts"
import { moveStage, noteStep, remind, type Where } from "./steps.ts"

const MOST_TENANTS = 50

/**
 * The daily step, for the worker's clock, in the network's scope: every tenant whose day has begun and that has not been dunned
 * on it. However often it runs and in however many places, a day does what it does once. Answers how many steps were taken.
 */
export async function runDunning(work: Work): Promise<number> {
  const { rows } = await sql<{ tenantId: number }>`
    with due as (
      select t.tenant_id, (${work.now.toString()}::timestamptz at time zone t.zone)::date as today from tenancy.tenant t
       where t.network_id = ${work.scope.networkId} and t.status = 'active'
         and exists (select from billing.open_item o where o.network_id = t.network_id and o.tenant_id = t.tenant_id and o.open_minor > 0)
         and not exists (select from billing.dunning_run r where r.network_id = t.network_id and r.tenant_id = t.tenant_id and r.run_on = (${work.now.toString()}::timestamptz at time zone t.zone)::date)
       order by t.tenant_id limit ${MOST_TENANTS})
    insert into billing.dunning_run (network_id, tenant_id, run_on, started_at) select ${work.scope.networkId}::int, due.tenant_id, due.today, ${work.now.toString()}::timestamptz from due
    on conflict (network_id, tenant_id, run_on) do nothing returning tenant_id as "tenantId"`.execute(work.db)
  let steps = 0
  for (const { tenantId } of rows) {
    const there = inTenant(work, tenantId)
    const taken = await dunTenant(there)
    await scopedUpdate(there, "billing.dunning_run").set({ steps: taken }).where("started_at", "=", new Date(work.now.epochMilliseconds)).execute()
    steps += taken
  }
  return steps
}

/** Everybody of one tenant, or one account of it: where they stand, what follows, and which charges are tried again. */
export async function dunTenant(work: Work, accountId?: string): Promise<number> {
  const [policy, tenant] = await Promise.all([policyInForce(work), getTenant(work)])
  const today = businessDate(work.now, tenant.zone).toString()
  const collected = (await collectedInvoices(work, tenant.zone)).filter((one) => accountId === undefined || one.accountId === accountId)
  let steps = 0
  const waiting: Waiting = new Map()
  for (const invoice of collected) steps += await retry(work, invoice, policy, today, waiting)
  for (const [waitingId, invoiceIds] of waiting) if (invoiceIds.length > 0) record(work, methodNeeded, { accountId: waitingId, invoiceIds })
  for (const standing of await standings(work, today)) {
    if (accountId === undefined || standing.accountId === accountId) steps += await dun(work, standing, { policy: policyIn(policy, standing.currency, tenant.currency), today, waits: waiting.has(standing.accountId), retries: spent(collected, standing) })
  }
  return steps
}

const spent = (collected: readonly CollectedInvoice[], { accountId, currency }: AccountStanding) => Math.max(0, ...collected.filter((one) => one.accountId === accountId && one.currency === currency).map((one) => one.retries))

type Today = { readonly policy: Policy; readonly today: string; readonly waits: boolean; readonly retries: number }

async function dun(work: Work, standing: AccountStanding, { policy, today, waits, retries }: Today): Promise<number> {
  const to = stageOf(standing, policy, today)
  const episode = standing.stage === "none" && to !== "none" ? standing.episode + 1 : Math.max(1, standing.episode)
  if (standing.stage === "none" && to === "none") return 0
  const where: Where = { accountId: standing.accountId, currency: standing.currency, policyVersion: policy.version, on: today }
  await saveCase(work, standing, { to, episode, policy, today, waits, retries })
  const moved = await moveStage(work, where, { from: standing.stage, to, episode, lifts: standing.lifts })
  const notice = noticeDue({ ...standing, episode }, policy, today)
  return moved + (notice > 0 && (await remind(work, where, episode, notice)) ? 1 : 0)
}

async function saveCase(work: Work, standing: AccountStanding, of: Today & { readonly to: string; readonly episode: number }): Promise<void> {
  const row = { stage: of.to, episode: of.episode, overdue_minor: standing.overdueMinor, oldest_due_on: standing.oldestDueOn, retries_spent: of.retries, waits_for_method: of.waits, policy_version: of.policy.version, updated_at: work.now.toString() }
  const entered = of.to === standing.stage ? {} : { entered_on: of.today }
  await scopedInsert(work, "billing.dunning_case", { ...row, account_id: standing.accountId, currency: standing.currency, entered_on: of.today })
    .onConflict((conflict) => conflict.columns(["network_id", "tenant_id", "account_id", "currency"]).doUpdateSet({ ...row, ...entered })).execute()
}

/** The accounts that wait for another method, with the invoices of which that is news. */
type Waiting = Map<string, string[]>

/** A charge that failed is tried again on the policy's days; one that was refused for good waits for another method. */
async function retry(work: Work, invoice: CollectedInvoice, policy: Policy, today: string, waiting: Waiting): Promise<number> {
  const { accountId, currency, invoiceId, openMinor } = invoice
  const where: Where = { accountId, currency, policyVersion: policy.version, on: today }
  // Another card would not help where none can be charged so much: neither a try nor a word is spent on it.
  if (cardRefusal({ amount: openMinor.toString(), currency })) return 0
  const due = retryDue(invoice, policy, today)
  if (due === "later" || due === "never") return 0
  if (due === "waits_for_method" || !invoice.hasMethod) return waitForMethod(work, where, invoiceId, waiting)
  // A new method is another chance, and spends none of the tries.
  const first = invoice.failedOn === null || invoice.methodIsNew
  const requestKey = invoice.failedOn === null ? `auto:${invoiceId}` : invoice.methodIsNew ? `method:${invoiceId}:${today}` : `retry:${invoiceId}:${invoice.retries + 1}`
  const collecting = await collectAutomatically(work, { accountId, invoiceId, cause: first ? "automatic" : "retry", requestKey })
  if ("waits" in collecting && collecting.waits === "method") return waitForMethod(work, where, invoiceId, waiting)
  return "attemptId" in collecting && (await noteStep(work, where, "retry", requestKey, { attemptId: collecting.attemptId, invoiceId })) ? 1 : 0
}

/** No card, one that was refused for good, or one that has expired: said once for an invoice. */
async function waitForMethod(work: Work, where: Where, invoiceId: string, waiting: Waiting): Promise<number> {
  const news = await noteStep(work, where, "waits_for_method", invoiceId, { invoiceId })
  waiting.set(where.accountId, [...(waiting.get(where.accountId) ?? []), ...(news ? [invoiceId] : [])])
  return news ? 1 : 0
}
