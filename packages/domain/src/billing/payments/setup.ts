import { sql } from "kysely"
import { actorRecord, audit, enqueue, json, scoped, scopedInsert, scopedUpdate, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { actingAccount, authorize, getAccount } from "../../tenancy/index.ts"
import { SetupRef, StartSetup, type SetupStatus, type SetupView } from "../contract.ts"
import { expiresOn } from "./expiry.ts"
import type { Merchant, SavedMethod, SetupOutcome } from "./gateway.ts"
import { mustTakeCards } from "./method.db.ts"
import { merchantOf, payerOf, PROVIDER, type Payer } from "./payer.db.ts"

const setupNotFound = () => new Refusal("billing.setup_not_found", "not_found")

/** Begins to add a method: the worker opens a hosted page, the page that asked waits for its address. Cards are never typed into ours. */
export async function startSetup(work: Work, input: StartSetup): Promise<SetupView> {
  authorize(work, "payment_method.manage")
  const { accountId = actingAccount(work), returnPath } = StartSetup.parse(input)
  await Promise.all([getAccount(work, accountId), mustTakeCards(work)])
  const setupId = newId<"setup">(work.now.epochMilliseconds)
  const at = work.now.toString()
  await scopedInsert(work, "billing.payment_setup", { account_id: accountId, setup_id: setupId, status: "created", return_path: returnPath, created_by: json(actorRecord(work.actor)), created_at: at, updated_at: at }).execute()
  enqueue(work, { task: "open_setup", payload: { setupId }, key: `setup:${setupId}` })
  return { setupId, status: "created", redirectUrl: null, methodId: null, code: null, returnPath }
}

/** How far it is; where there is an address to go to, it is given. */
export async function setupView(work: Work, input: SetupRef): Promise<SetupView> {
  authorize(work, "payment_method.manage")
  const row = await scoped(work, "billing.payment_setup").select(["setup_id as setupId", "status", "redirect_url as redirectUrl", "method_id as methodId", "code", "return_path as returnPath"]).where("setup_id", "=", SetupRef.parse(input).setupId).executeTakeFirst()
  if (!row) throw setupNotFound()
  return { ...row, status: row.status as SetupStatus }
}

export type SetupToOpen = { readonly setupId: string; readonly status: SetupStatus; readonly accountId: string; readonly merchant: Merchant; readonly payer: Payer; readonly setupRef: string | null; readonly host: string; readonly returnPath: string }

/** Locks a setup and reads what opening its page takes. Refuses `billing.setup_not_found`. */
export async function lockSetup(work: Work, setupId: string): Promise<SetupToOpen> {
  const row = await lockRow(work, setupId)
  const [merchant, payer] = await Promise.all([merchantOf(work), payerOf(work, row.account_id)])
  return { setupId, status: row.status as SetupStatus, accountId: row.account_id, merchant, payer, setupRef: row.setup_ref, host: payer.host, returnPath: row.return_path }
}

async function lockRow(work: Work, setupId: string) {
  const row = await scoped(work, "billing.payment_setup").select(["account_id", "status", "setup_ref", "provider_version", "return_path"]).where("setup_id", "=", setupId).forNoKeyUpdate().executeTakeFirst()
  if (!row) throw setupNotFound()
  return row
}

/** Applies what became of a setup: an older answer changes nothing, and a method that was added is kept once. */
export async function applySetup(work: Work, setupId: string, outcome: SetupOutcome): Promise<SetupStatus> {
  const row = await lockRow(work, setupId)
  const finished = row.status === "succeeded"
  if (finished || (outcome.status !== "succeeded" && (outcome.version < Number(row.provider_version) || row.status === "failed" || row.status === "expired"))) return row.status as SetupStatus
  const methodId = outcome.status === "succeeded" ? await keepMethod(work, row.account_id, outcome.method) : null
  await scopedUpdate(work, "billing.payment_setup").set({
    status: outcome.status, provider_version: outcome.version, updated_at: work.now.toString(), method_id: methodId, redirect_url: outcome.status === "redirect" ? outcome.redirectUrl : null,
    ...("setupRef" in outcome && outcome.setupRef && { setup_ref: outcome.setupRef }), code: "code" in outcome ? outcome.code : null,
  }).where("setup_id", "=", setupId).execute()
  if (methodId) audit(work, { action: "payment_method.added", subjectKind: "account", subjectId: row.account_id, after: { methodId } })
  return outcome.status
}

/** The same method again is the same row, attached anew. The first one that would do is the account's default: one that was refused or has expired gives way. */
async function keepMethod(work: Work, accountId: string, method: SavedMethod): Promise<string> {
  await scopedUpdate(work, "billing.payment_method").set({ is_default: false }).where("account_id", "=", accountId).where("is_default", "=", true).where("detached_at", "is", null)
    .where((where) => where.or([where("refused_at", "is not", null), sql<boolean>`${expiresOn("payment_method")} < ${work.now.toString()}::timestamptz::date`])).execute()
  const key = sql`${work.scope.networkId}::int, ${work.scope.tenantId}::int, ${accountId}::uuid`
  const { rows } = await sql<{ method_id: string }>`
    insert into billing.payment_method as m (network_id, tenant_id, account_id, method_id, provider, method_ref, kind, brand, last4, exp_month, exp_year, is_default, created_at)
    select ${key}, ${newId()}::uuid, ${PROVIDER}, ${method.methodRef}, ${method.kind}, ${method.brand}, ${method.last4}, ${method.expMonth}::int, ${method.expYear}::int,
           not exists (select from billing.payment_method d where (d.network_id, d.tenant_id, d.account_id) = (${key}) and d.is_default and d.detached_at is null), ${work.now.toString()}::timestamptz
    on conflict (network_id, tenant_id, provider, method_ref) do update set detached_at = null, refused_at = null, ready_at = ${work.now.toString()}::timestamptz, is_default = m.is_default or excluded.is_default, exp_month = excluded.exp_month, exp_year = excluded.exp_year
    returning method_id`.execute(work.db)
  return rows[0]!.method_id
}
