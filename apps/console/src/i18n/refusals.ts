import { messages as approvals } from "@entrepot/domain/approvals/messages"
import { messages as billing } from "@entrepot/domain/billing/messages"
import { messages as catalog } from "@entrepot/domain/catalog/messages"
import { messages as fulfilment } from "@entrepot/domain/fulfilment/messages"
import { messages as integrations } from "@entrepot/domain/integrations/messages"
import { messages as inventory } from "@entrepot/domain/inventory/messages"
import { messages as ledger } from "@entrepot/domain/ledger/messages"
import { messages as ordering } from "@entrepot/domain/ordering/messages"
import { messages as pricing } from "@entrepot/domain/pricing/messages"
import { messages as provisioning } from "@entrepot/domain/provisioning/messages"
import { messages as settlement } from "@entrepot/domain/settlement/messages"
import { messages as storefront } from "@entrepot/domain/storefront/messages"
import { messages as subscriptions } from "@entrepot/domain/subscriptions/messages"
import { messages as tenancy } from "@entrepot/domain/tenancy/messages"
import type { Locale } from "./locale.ts"

export type Words = { [key: string]: string | Words }

/** What each module's refusals and statuses say, by module. */
const MODULES = { approvals, billing, catalog, fulfilment, integrations, inventory, ledger, ordering, pricing, provisioning, settlement, storefront, subscriptions, tenancy } as const satisfies Record<string, Record<Locale, Record<string, string>>>
export type RefusalModule = keyof typeof MODULES

/** The words of some modules under their codes: `ordering.order_not_found` becomes `{ ordering: { order_not_found } }`. */
export function refusalsOf(locale: Locale, modules: readonly RefusalModule[] = Object.keys(MODULES) as RefusalModule[]): Words {
  const words: Words = {}
  for (const module of modules) {
    for (const [code, text] of Object.entries(MODULES[module][locale])) put(words, code.split("."), text)
  }
  return words
}

function put(words: Words, [key = "", ...rest]: readonly string[], text: string): void {
  if (rest.length === 0) {
    words[key] = text
    return
  }
  const inner = words[key]
  put(typeof inner === "object" ? inner : (words[key] = {}), rest, text)
}
