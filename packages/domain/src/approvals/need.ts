import { compile } from "./condition.ts"
import type { Because, LineFacts, PolicyLevel, SubjectFacts } from "./contract.ts"

/** A policy in the version that is in force. */
export type Policy = Because & { readonly condition: string; readonly levels: readonly PolicyLevel[]; readonly position: number }

/** A level that a subject needs, and every policy that asks for it. Levels are taken one after the other. */
export type LevelNeeded = PolicyLevel & { readonly because: readonly Because[] }

/**
 * Which levels of approval these facts need, in order: by the policies' position, then their level. Two policies that ask the
 * same people in the same way ask them once. Pure: the same policies and facts always need the same levels.
 */
export function levelsNeeded(policies: readonly Policy[], facts: SubjectFacts): readonly LevelNeeded[] {
  const levels = new Map<string, LevelNeeded>()
  for (const { condition, levels: asked, policyId, version, name } of inOrder(policies)) {
    if (!compile(condition).applies(facts)) continue
    for (const level of asked) {
      const known = levels.get(keyOf(level))
      levels.set(keyOf(level), { ...(known ?? level), because: [...(known?.because ?? []), { policyId, version, name }] })
    }
  }
  return [...levels.values()]
}

function inOrder(policies: readonly Policy[]): readonly Policy[] {
  return [...policies].sort((left, right) => left.position - right.position || (left.policyId < right.policyId ? -1 : 1))
}

/** Two levels are the same question when they ask the same roles in the same way. */
export function keyOf({ mode, roles }: Pick<PolicyLevel, "mode" | "roles">): string {
  return `${roles.length === 1 ? "any" : mode}:${[...new Set(roles)].sort().join(",")}`
}

/** A level of an earlier request: approved or not, and for which reasons it was asked. */
export type SettledLevel = Pick<PolicyLevel, "mode" | "roles"> & { readonly because: readonly Because[]; readonly approved: boolean }

/**
 * Whether an approval still stands after a change. It does when the same people would be asked, for no new reason, and nothing
 * that their policies look at has become heavier. An approval of more covers less: a smaller total, fewer lines, a better margin.
 */
export function stillStands(level: LevelNeeded, earlier: readonly SettledLevel[], policies: readonly Policy[], before: SubjectFacts, after: SubjectFacts): boolean {
  const settled = earlier.find((one) => one.approved && keyOf(one) === keyOf(level))
  if (!settled) return false
  return level.because.every(({ policyId, version }) => {
    const policy = policies.find((one) => one.policyId === policyId && one.version === version)
    const wasAsked = settled.because.some((because) => because.policyId === policyId && because.version === version)
    return wasAsked && policy !== undefined && ![...compile(policy.condition).reads].some((fact) => becameHeavier(fact, before, after))
  })
}

/** Facts of which more is heavier, and of which less is; any other change of a fact weighs. */
const MORE_IS_HEAVIER = new Set(["total", "lines.net", "lines.quantity"])
const LESS_IS_HEAVIER = new Set(["margin", "lines.margin"])

function becameHeavier(fact: string, before: SubjectFacts, after: SubjectFacts): boolean {
  const [name, field] = fact.split(".")
  if (name !== "lines") return heavier(fact, plain(before, fact), plain(after, fact))
  return bySku(after.lines, (sku, line) => {
    const earlier = before.lines.filter((one) => one.sku === sku)
    return !earlier.some((one) => !field || !heavier(fact, one[field as keyof LineFacts], line[field as keyof LineFacts]))
  })
}

const bySku = (lines: readonly LineFacts[], judge: (sku: string, line: LineFacts) => boolean) => lines.some((line) => judge(line.sku, line))

function heavier(fact: string, before: unknown, after: unknown): boolean {
  if (MORE_IS_HEAVIER.has(fact)) return Number(after) > Number(before)
  if (LESS_IS_HEAVIER.has(fact)) return Number(after) < Number(before)
  return before !== after
}

function plain(facts: SubjectFacts, fact: string): unknown {
  return fact.startsWith("ship_to") ? facts.ship_to.country : facts[fact as keyof SubjectFacts]
}
