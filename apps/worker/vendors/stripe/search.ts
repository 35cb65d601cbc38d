import { isUuid } from "@entrepot/kernel"
import type Stripe from "stripe"

/** Two clocks may differ by this much. */
const SKEW_SECONDS = 300
const MOST_SEEN = 5_000

/**
 * Looks through what was made since an id of ours was: lists are always up to date, where the search of Stripe lags. Our ids say
 * when they were made. Throws rather than say that nothing is there when it has not seen everything.
 */
export async function findSince<T>(ourId: string, list: (created: Stripe.RangeQueryParam) => AsyncIterable<T>, isOurs: (each: T) => boolean): Promise<T | undefined> {
  let seen = 0
  for await (const each of list({ gte: secondOf(ourId) - SKEW_SECONDS })) {
    if (isOurs(each)) return each
    if (++seen >= MOST_SEEN) throw new Error(`More than ${MOST_SEEN} objects were made since ${ourId}; it was not found among them.`)
  }
  return undefined
}

/** A UUIDv7 begins with its time; another id says nothing, so that everything is looked through. */
function secondOf(id: string): number {
  return isUuid(id) && id[14] === "7" ? Math.floor(Number.parseInt(id.replace("-", "").slice(0, 12), 16) / 1_000) : SKEW_SECONDS
}
