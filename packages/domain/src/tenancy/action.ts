/** Whether somebody may do something now, and if not, the code of why: a key of the messages of the module that says so, or of tenancy's. */
export type Action = { readonly allowed: true } | { readonly allowed: false; readonly why: string }

type Words = { (key: string, values?: Record<string, string>): string; has: (key: string) => boolean }

/** Why something cannot be done now, in words; nothing where it can. Some sentences name the document. */
export function whyNot(action: Action, words: Words, facts: Record<string, string> = {}): string | undefined {
  if (action.allowed) return undefined
  return words.has(action.why) ? words(action.why, facts) : action.why
}

/** Whether it is the right that is missing: then what somebody may never do is not offered to them at all. */
export const isForbidden = (action: Action): boolean => !action.allowed && action.why === "tenancy.not_permitted"
