import { eventType } from "@entrepot/db"

/** A product was created or changed; `productIds` holds at most as many as one batch wrote. */
export const productsSaved = eventType<{ productIds: string[] }>("catalog.products_saved")

/** A category was hung elsewhere: every path that began with `from` now begins with `to`. */
export const categoryMoved = eventType<{ categoryId: string; from: string; to: string }>("catalog.category_moved")

/** A tenant's catalogue takes in or leaves out something else than before. */
export const segmentsChanged = eventType<{ ruleId: string }>("catalog.segments_changed")
