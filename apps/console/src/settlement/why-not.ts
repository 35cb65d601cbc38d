import type { Action } from "@entrepot/domain/settlement/contract"

type Words = { (key: string): string; has: (key: string) => boolean }

/** Why something cannot be done now, in words; nothing where it can. */
export function whyNot(action: Action, refusals: Words): string | undefined {
  if (action.allowed) return undefined
  return refusals.has(action.why) ? refusals(action.why) : action.why
}
