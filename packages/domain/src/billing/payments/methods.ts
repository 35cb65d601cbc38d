import { audit, enqueue, scoped, scopedUpdate, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { actingAccount, authorize, getAccount, may } from "../../tenancy/index.ts"
import { AccountChoice, MethodRef, type Action, type MethodsView } from "../contract.ts"
import { methodsOf, takesCards } from "./method.db.ts"
import { merchantOf } from "./payer.db.ts"
import type { Merchant, MethodOutcome } from "./gateway.ts"

/** The account's saved methods, and whether the reader may add one. */
export async function listMethods(work: Work, input: AccountChoice = {}): Promise<MethodsView> {
  authorize(work, "invoice.pay")
  const { accountId = actingAccount(work) } = AccountChoice.parse(input)
  await getAccount(work, accountId)
  const [methods, cards] = await Promise.all([methodsOf(work, accountId), takesCards(work)])
  const add: Action = !may(work, "payment_method.manage") ? { allowed: false, why: "tenancy.not_permitted" } : cards ? { allowed: true } : { allowed: false, why: "billing.cards_are_not_offered" }
  return { accountId, methods, add }
}

/** The method that is charged when nobody chooses. */
export async function makeDefault(work: Work, input: MethodRef): Promise<void> {
  authorize(work, "payment_method.manage")
  const { methodId } = MethodRef.parse(input)
  const { account_id } = await lockMethod(work, methodId)
  await scopedUpdate(work, "billing.payment_method").set({ is_default: false }).where("account_id", "=", account_id).where("is_default", "=", true).where("method_id", "<>", methodId).execute()
  await scopedUpdate(work, "billing.payment_method").set({ is_default: true, ready_at: work.now.toString() }).where("method_id", "=", methodId).execute()
  audit(work, { action: "payment_method.made_default", subjectKind: "account", subjectId: account_id, after: { methodId } })
}

/** Takes a method away: it is charged no more, and the provider is told to forget it. Refuses `billing.method_is_in_use` while a payment with it is under way. */
export async function removeMethod(work: Work, input: MethodRef): Promise<void> {
  authorize(work, "payment_method.manage")
  const { methodId } = MethodRef.parse(input)
  const { account_id } = await lockMethod(work, methodId)
  const busy = await scoped(work, "billing.payment_attempt").select("attempt_id").where("method_id", "=", methodId).where("status", "in", ["created", "submitted", "requires_action", "unknown"]).limit(1).executeTakeFirst()
  if (busy) throw new Refusal("billing.method_is_in_use", "conflict")
  await scopedUpdate(work, "billing.payment_method").set({ detached_at: work.now.toString(), is_default: false }).where("method_id", "=", methodId).execute()
  enqueue(work, { task: "detach_method", payload: { methodId }, key: `detach:${methodId}` })
  audit(work, { action: "payment_method.removed", subjectKind: "account", subjectId: account_id, before: { methodId } })
}

async function lockMethod(work: Work, methodId: string): Promise<{ account_id: string }> {
  const row = await scoped(work, "billing.payment_method").select("account_id").where("method_id", "=", methodId).where("detached_at", "is", null).forNoKeyUpdate().executeTakeFirst()
  if (!row) throw new Refusal("billing.method_not_found", "not_found")
  return row
}

/** What the provider is to forget; undefined where the method was attached again meanwhile. For the worker. */
export async function methodToDetach(work: Work, methodId: string): Promise<{ readonly merchant: Merchant; readonly methodRef: string } | undefined> {
  const row = await scoped(work, "billing.payment_method").select("method_ref").where("method_id", "=", methodId).where("detached_at", "is not", null).executeTakeFirst()
  return row && { merchant: await merchantOf(work), methodRef: row.method_ref }
}

/** What the provider is to be asked about; undefined where it is gone. For the worker. */
export async function methodToRead(work: Work, methodId: string): Promise<{ readonly merchant: Merchant; readonly methodRef: string; readonly ownerId: string } | undefined> {
  const row = await scopedUpdate(work, "billing.payment_method").set({ asked_at: work.now.toString() }).where("method_id", "=", methodId).where("detached_at", "is", null).returning(["method_ref", "account_id"]).executeTakeFirst()
  return row && { merchant: await merchantOf(work), methodRef: row.method_ref, ownerId: row.account_id }
}

/**
 * What the provider says of a method holds here too: a renewed card has its new date and counts as a new one, one that was taken away
 * there is charged no more. An older answer that comes later changes nothing, and what is gone does not come back. Answers
 * whether it is one of ours. For the worker.
 */
export async function followMethod(work: Work, methodRef: string, outcome: MethodOutcome): Promise<boolean> {
  const row = await scoped(work, "billing.payment_method").select(["method_id", "account_id", "brand", "last4", "exp_month", "exp_year", "provider_version", "detached_at"]).where("method_ref", "=", methodRef).forNoKeyUpdate().executeTakeFirst()
  if (!row) return false
  if (row.detached_at !== null || (outcome.status === "attached" && outcome.version < Number(row.provider_version))) return true
  const change = changeOf(row, outcome, work.now.toString())
  await scopedUpdate(work, "billing.payment_method").set({ ...change, provider_version: outcome.version }).where("method_id", "=", row.method_id).execute()
  if (Object.keys(change).length > 0) audit(work, { action: outcome.status === "detached" ? "payment_method.removed" : "payment_method.updated", subjectKind: "account", subjectId: row.account_id, after: { methodId: row.method_id } })
  return true
}

type Known = { readonly brand: string; readonly last4: string; readonly exp_month: number | null; readonly exp_year: number | null }

function changeOf(known: Known, outcome: MethodOutcome, at: string) {
  if (outcome.status === "detached") return { detached_at: at, is_default: false }
  const { brand, last4, expMonth: exp_month, expYear: exp_year } = outcome.method
  if (brand === known.brand && last4 === known.last4 && exp_month === known.exp_month && exp_year === known.exp_year) return {}
  return { brand, last4, exp_month, exp_year, refused_at: null, ready_at: at }
}
