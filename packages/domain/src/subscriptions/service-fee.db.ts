import { scoped, scopedInsert, type Work } from "@entrepot/db"
import { currency, money, moneyToJson, type MoneyJson } from "@entrepot/kernel"
import type { ServiceFee } from "./contract.ts"
import type { Subscription } from "./subscription.ts"

/** What a subscription is charged per period beside its deliveries. */
export type ServiceFeeView = { readonly name: string; readonly amount: MoneyJson; readonly everyMonths: number }

/** A subscription keeps the fee of the day it was made: a plan that changes later changes nobody's. One statement. */
export async function keepServiceFee(work: Work, { accountId, subscriptionId }: Pick<Subscription, "accountId" | "subscriptionId">, fee: ServiceFee): Promise<void> {
  await scopedInsert(work, "subscriptions.service_fee", { account_id: accountId, subscription_id: subscriptionId, name: fee.name, amount_minor: BigInt(fee.amount), every_months: fee.everyMonths, tax_category: "standard" }).execute()
}

/** The fee of a subscription; nothing where it has none. One statement. */
export async function serviceFeeOf(work: Work, { subscriptionId, currency: code }: Pick<Subscription, "subscriptionId" | "currency">): Promise<ServiceFeeView | null> {
  const row = await scoped(work, "subscriptions.service_fee").select(["name", "amount_minor", "every_months"]).where("subscription_id", "=", subscriptionId).executeTakeFirst()
  return row ? { name: row.name, amount: moneyToJson(money(row.amount_minor, currency(code))), everyMonths: row.every_months } : null
}

/** The fee that a plan would bring. */
export function serviceFeeView(fee: ServiceFee | null | undefined, code: string): ServiceFeeView | null {
  return fee ? { name: fee.name, amount: moneyToJson(money(BigInt(fee.amount), currency(code))), everyMonths: fee.everyMonths } : null
}
