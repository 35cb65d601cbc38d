/** What somebody could do, and if not, why not: a refusal code whose message stands in messages.ts. */
export type Action = { readonly possible: boolean; readonly disabledReason: string | null }
