import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"

/**
 * What every date that waited leaves behind when it goes on, whoever lets it: what it waited for, its attempts, a runner's lease, and the moment of its notice. What
 * was announced of it stays announced: announced again, it would come at the price of the day. For the `set` of an update of `subscriptions.occurrence`.
 */
export function goesOn(work: Work): RawBuilder<unknown> {
  return sql`hold_code = null, hold_facts = null, held_at = null, reason = '', attempts = 0, notify_at = null, claimed_until = null, updated_at = ${work.now.toString()}`
}
