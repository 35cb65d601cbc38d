import type { PricePolicy, StockOutPolicy } from "@entrepot/domain/subscriptions/contract"
import type { Formats } from "../format.ts"
import type { Words } from "./words.ts"

/** What a line costs and for how long that holds, in a sentence. `series`: the name of the index that it follows, if it does. */
export function pricePolicyText(policy: PricePolicy, currency: string, t: Words, { day, percent, unitPrice, number }: Pick<Formats, "day" | "percent" | "unitPrice" | "number">, series?: string): string {
  switch (policy.policy) {
    case "locked": return policy.unitPrice ? t("price.lockedAt", { price: unitPrice(policy.unitPrice, currency), until: day(policy.until) }) : t("price.lockedUntil", { until: day(policy.until) })
    case "current_within": return t("price.within", { floor: percent(policy.floorPercent), cap: percent(policy.capPercent) })
    case "index": return t("price.index.of", { series: series ?? t("price.kind.index"), floor: percent(policy.floorPercent), cap: percent(policy.capPercent), months: policy.everyMonths })
    case "contract_tier": return t("price.tierOf", { quantity: number(policy.tierQuantity) })
    case "current": return t("price.current")
  }
}

/** What happens when there is too little, one step after the other. */
export function stockOutText(policy: StockOutPolicy, skuOf: (productId: string) => string | undefined, t: Words, { percent }: Pick<Formats, "percent">): string {
  return policy.map((step) => {
    if (step.step !== "substitute") return t(`stockOut.short.${step.step}`)
    return t("stockOut.short.substitute", { skus: step.productIds.map((id) => skuOf(id) ?? "?").join(", "), cap: percent(step.capPercent) })
  }).join(" → ")
}
