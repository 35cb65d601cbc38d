import type { SubjectFacts } from "./contract.ts"
import { compile } from "./condition.ts"
import { keyOf, levelsNeeded, type Policy } from "./need.ts"

export type PastSubject = { readonly id: string; readonly facts: SubjectFacts }
export type DryRun = {
  readonly looked: number
  /** How many the rule would have stopped. */
  readonly matched: readonly string[]
  /** Of those, how many would have waited for somebody whom today's policies do not ask. */
  readonly newlyAsked: readonly string[]
}

/** What a rule would have done to the past, and what of it today's policies do already. Pure; writes nothing. */
export function dryRun(rule: Policy, inForce: readonly Policy[], past: readonly PastSubject[]): DryRun {
  const others = inForce.filter((policy) => policy.policyId !== rule.policyId)
  const matched = past.filter(({ facts }) => compile(rule.condition).applies(facts))
  const newly = matched.filter(({ facts }) => {
    const asked = new Set(levelsNeeded(others, facts).map(keyOf))
    return rule.levels.some((level) => !asked.has(keyOf(level)))
  })
  return { looked: past.length, matched: matched.map(({ id }) => id), newlyAsked: newly.map(({ id }) => id) }
}
