import { keepCustomer, type Merchant, type Payer } from "@entrepot/domain/billing"
import type { TaskContext } from "./context.ts"
import { inTenant } from "./in-tenant.ts"

/** What the provider calls the account; made there the first time that somebody pays or saves a card. */
export async function customerOf(context: TaskContext, { merchant, accountId, payer }: { readonly merchant: Merchant; readonly accountId: string; readonly payer: Payer }): Promise<string> {
  if (payer.customerRef !== null) return payer.customerRef
  const { customerRef } = await context.gateway.ensureCustomer({ merchant, accountId, name: payer.name, email: payer.email, locale: payer.locale })
  await inTenant(context, merchant, (work) => keepCustomer(work, { accountId, customerRef }))
  return customerRef
}
