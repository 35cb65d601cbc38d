/** What is asked before a month is closed. A blocking one that fails keeps it open; a warning is kept with the closing. */
const CLOSE_CHECKS = ["earlier_period_is_open", "period_is_not_over", "period_is_closed", "balances_differ", "documents_differ", "rate_is_missing", "statements_are_missing", "statements_are_disputed"] as const
export type CloseCheckCode = (typeof CLOSE_CHECKS)[number]

export type CloseCheck = { readonly code: CloseCheckCode; readonly blocking: boolean; readonly facts: Readonly<Record<string, string>> }
/** What stands in the way (`blocking`) and what is worth knowing; nothing to say is an empty list. */
export type CloseVerdict = { readonly period: string; readonly canClose: boolean; readonly checks: readonly CloseCheck[] }

type Reader = {
  /** Worth a line only where they have something to say. */
  readonly atNeed: ReadonlySet<CloseCheckCode>
  readonly met: (code: CloseCheckCode) => string
  readonly failed: (code: CloseCheckCode, facts: Record<string, string>) => string
  readonly month: (month: string) => string
  readonly day: (day: string) => string
}
type CloseCheckInWords = { readonly id: CloseCheckCode; readonly state: "met" | "warning" | "missing"; readonly text: string }

/** Every check in its reader's words: met, worth knowing, or in the way. */
export function closeChecksInWords({ checks }: CloseVerdict, { atNeed, met, failed, month, day }: Reader): readonly CloseCheckInWords[] {
  return CLOSE_CHECKS.flatMap((id): readonly CloseCheckInWords[] => {
    const check = checks.find(({ code }) => code === id)
    if (!check) return atNeed.has(id) ? [] : [{ id, state: "met", text: met(id) }]
    const { open, endsOn } = check.facts
    return [{ id, state: check.blocking ? "missing" : "warning", text: failed(id, { ...check.facts, ...(open && { open: month(open) }), ...(endsOn && { endsOn: day(endsOn) }) }) }]
  })
}
