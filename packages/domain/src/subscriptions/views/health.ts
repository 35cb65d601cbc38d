import type { Health } from "../contract/subscriptions.ts"
import type { MarginView } from "./calendar.ts"
import type { SubscriptionRow } from "./subscriptions.ts"

export type HealthRow = SubscriptionRow & {
  readonly owner: string
  /** Since when it is late, held or failing. */
  readonly since: string | null
  /** What the problem is, in a code with a message: subscriptions.hold.<code>, subscriptions.late, subscriptions.term_ends … */
  readonly because: string
  readonly endsOn: string | null
  /** Of the next occurrence; null without the right to see margins. */
  readonly margin: MarginView | null
}

export type HealthList = {
  readonly rows: readonly HealthRow[]; readonly nextCursor: string | null; readonly counts: Readonly<Record<Health, number>>
  /** What all that are held wait for, the most frequent first. */
  readonly heldBy: readonly HeldCount[]
}

export type HeldCount = { readonly code: string; readonly count: number }
