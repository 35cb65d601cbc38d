import { eventType } from "@entrepot/db"

/** A list or contract holds from now on; `replacedId` is the version that it took the place of. */
export const priceListPublished = eventType<{ listId: string; name: string; replacedId: string | null }>("pricing.price_list_published")
export const priceListRetired = eventType<{ listId: string; name: string }>("pricing.price_list_retired")
