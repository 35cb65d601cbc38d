import { isWithin } from "./categories.ts"
import type { Product } from "./family.ts"
import type { Account, Partner } from "./partner.ts"
import { bluepeak } from "./partners/bluepeak.ts"
import { mercure } from "./partners/mercure.ts"
import { zahnwerk } from "./partners/zahnwerk.ts"

export const partners: readonly Partner[] = [zahnwerk, bluepeak, mercure]

/** An account sees whatever at least one of the segments for its group shows. */
export function sees(partner: Partner, account: Account, product: Product): boolean {
  return partner.segments.some(
    ({ groups, includeCategories, excludeCategories, excludeSkus }) =>
      (groups.length === 0 || groups.includes(account.group)) &&
      includeCategories.some((code) => isWithin(product.category, code)) &&
      !excludeCategories.some((code) => isWithin(product.category, code)) &&
      !excludeSkus.includes(product.sku),
  )
}
