import { scoped, scopedUpdate, type Work } from "@entrepot/db"
import { applyDispute } from "./dispute.ts"
import type { DisputeOutcome, Merchant, ProviderRefund } from "./gateway.ts"
import { merchantOf } from "./payer.db.ts"
import { applyProviderRefund } from "./provider-refund.ts"

/** A refund may fail up to thirty days after it was made; disputes that take longer are asked for from the day on which the oldest one was opened. */
const LOOKED_BACK_DAYS = 35

export type ToReconcile = { readonly merchant: Merchant; readonly since: string }

/** From when on the provider is to be asked for disputes and refunds, and that it is asked now. For the worker. */
export async function reversalsToRead(work: Work): Promise<ToReconcile> {
  await scopedUpdate(work, "billing.payment_setting").set({ reconciled_at: work.now.toString() }).execute()
  const [merchant, oldest] = await Promise.all([merchantOf(work), scoped(work, "billing.dispute").select((eb) => eb.fn.min("opened_at").as("at")).where("closed_at", "is", null).executeTakeFirst()])
  const usual = work.now.subtract({ hours: 24 * LOOKED_BACK_DAYS }).toString()
  const open = oldest?.at ? new Date(oldest.at).toISOString() : usual
  return { merchant, since: open < usual ? open : usual }
}

/** Applies what the provider told of one dispute or refund; what is none of this tenant's changes nothing. For the worker. */
export async function applyReversal(work: Work, found: { readonly dispute: DisputeOutcome } | { readonly refund: ProviderRefund }): Promise<boolean> {
  return "dispute" in found ? applyDispute(work, found.dispute) : applyProviderRefund(work, found.refund)
}
