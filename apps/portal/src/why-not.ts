import type { Action } from "@entrepot/domain/billing/contract"

type Words = { (key: string, values?: Record<string, string>): string; has: (key: string) => boolean }

/** Why something cannot be done now, in words; nothing where it can. Some sentences name the document. */
export function whyNot(action: Action, domain: Words, facts: Record<string, string> = {}): string | undefined {
  if (action.allowed) return undefined
  return domain.has(action.why) ? domain(action.why, facts) : action.why
}

/** Whether it is the right that is missing: then what somebody may never do is not offered to them at all. */
export const isForbidden = (action: Action): boolean => !action.allowed && action.why === "tenancy.not_permitted"
