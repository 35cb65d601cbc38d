import { audit, enqueue, scoped, scopedUpdate, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { actingAccount, authorize, getAccount, may } from "../../tenancy/index.ts"
import { AccountChoice, MethodRef, type Action, type MethodsView } from "../contract.ts"
import { methodsOf, takesCards } from "./method.db.ts"
import { merchantOf } from "./payer.db.ts"
import type { Merchant } from "./gateway.ts"

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
  await scopedUpdate(work, "billing.payment_method").set({ is_default: true }).where("method_id", "=", methodId).execute()
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

/** The provider says that a method is gone: it is charged no more. For the worker. */
export async function forgetMethod(work: Work, methodRef: string): Promise<void> {
  await scopedUpdate(work, "billing.payment_method").set({ detached_at: work.now.toString(), is_default: false }).where("method_ref", "=", methodRef).where("detached_at", "is", null).execute()
}
