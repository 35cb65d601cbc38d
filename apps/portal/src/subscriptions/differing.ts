import type { OccurrenceLine, SubscriptionLineView } from "@entrepot/domain/subscriptions"

type Subscribed = Pick<SubscriptionLineView, "lineId" | "productId" | "sku" | "unit" | "quantity">

/** A date beside what is subscribed: the lines that are others or had an outcome of their own, those that are left out, and how many are as subscribed. */
export function differing(lines: readonly OccurrenceLine[], subscribed: readonly Subscribed[]) {
  const others = lines.filter((line) => (line.outcome ?? "as_subscribed") !== "as_subscribed" || !subscribed.some((one) => same(one, line)))
  const left = lines.length === 0 ? [] : subscribed.filter(({ lineId }) => !lines.some((line) => line.lineId === lineId))
  return { others, left, asSubscribed: lines.length - others.length }
}

const same = (one: Subscribed, line: OccurrenceLine) => one.lineId === line.lineId && one.productId === line.productId && one.unit === line.unit && Number(one.quantity) === Number(line.quantity)
