import { Environment, type ParseResult } from "@marcbachmann/cel-js"
import { Refusal } from "@entrepot/kernel"
import type { SubjectFacts } from "./contract.ts"

/** A compiled condition, and which facts it reads: `total`, `lines.net`, `ship_to.country`. */
export type Condition = {
  /** A condition that cannot be judged applies: somebody looks, nothing slips through. */
  readonly applies: (facts: SubjectFacts) => boolean
  readonly reads: ReadonlySet<string>
}

/** Long enough for a policy, short enough that judging one costs microseconds a line. */
const LONGEST = 1_000
const LIMITS = { maxAstNodes: 250, maxDepth: 24, maxListElements: 100, maxMapEntries: 20, maxCallArguments: 12 }
const COMPREHENSIONS = new Set(["all", "exists", "exists_one", "filter", "map", "bind"])
const MOST_COMPILED = 1_000

const line = { sku: "string", category: "string", quantity: "double", net: "double", margin: "double", below_floor: "bool" }
const environment = new Environment({ limits: LIMITS })
  .registerType({ name: "Line", schema: line })
  .registerType({ name: "ShipTo", schema: { country: "string" } })
  .registerVariable("total", "double")
  .registerVariable("currency", "string")
  .registerVariable("margin", "double")
  .registerVariable("lines", "list<Line>")
  .registerVariable("ship_to", "ShipTo")
  .registerVariable("new_address", "bool")
  .registerVariable("below_floor", "bool")
  .registerVariable("account_group", "string")
  .registerVariable("po", "string")

/** What can be written in a condition, with its type: the help beside the editor. */
export const DECLARED_FACTS: Readonly<Record<string, string>> = {
  total: "double", currency: "string", margin: "double", "ship_to.country": "string", new_address: "bool", below_floor: "bool",
  account_group: "string", po: "string", ...Object.fromEntries(Object.entries(line).map(([field, type]) => [`lines[].${field}`, type])),
}

const compiled = new Map<string, Condition>()

/** Compiles a saved condition. Equal text is equal meaning, so a policy's version is compiled once, however often it is judged. */
export function compile(condition: string): Condition {
  const known = compiled.get(condition)
  if (known) {
    compiled.delete(condition)
    compiled.set(condition, known)
    return known
  }
  const program = environment.parse(condition)
  const fresh: Condition = { reads: readsOf(program), applies: (facts) => judged(program, facts) }
  compiled.set(condition, fresh)
  if (compiled.size > MOST_COMPILED) compiled.delete(compiled.keys().next().value as string)
  return fresh
}

function judged(program: ParseResult, facts: SubjectFacts): boolean {
  try {
    return program(facts) !== false
  } catch {
    return true
  }
}

/**
 * Refuses `approvals.condition_is_invalid` with what is wrong and where: unknown facts, wrong types, no yes-or-no answer, loops
 * within loops (a basket of 3,000 lines would be judged nine million times) and patterns, whose cost nobody can foresee.
 */
export function checkCondition(condition: string): void {
  if (condition.length > LONGEST) throw invalid("too_long", { most: LONGEST })
  let program: ParseResult
  try {
    program = environment.parse(condition)
  } catch (error) {
    throw invalid("syntax", locate(error))
  }
  const checked = program.check()
  if (!checked.valid) throw invalid("types", locate(checked.error))
  if (checked.type !== "bool") throw invalid("not_yes_or_no", { type: checked.type ?? "" })
  for (const { op, name, loops } of nodesOf(program.ast)) {
    if (loops > 1) throw invalid("nested_loops")
    if (/call/.test(op) && name === "matches") throw invalid("pattern")
  }
}

const invalid = (problem: string, more: Record<string, string | number> = {}) => new Refusal("approvals.condition_is_invalid", "invalid", { problem, ...more })

function locate(error: unknown): Record<string, string | number> {
  const { summary, message, range } = error as { summary?: string; message?: string; range?: { start?: number } }
  return { detail: summary ?? message?.split("\n")[0] ?? "", ...(range?.start === undefined ? {} : { at: range.start }) }
}

type Node = { readonly op: string; readonly name: string; readonly loops: number; readonly args: unknown }

/** Every node of the tree with how many comprehensions it stands within. A comprehension's receiver stands outside of it. */
function* nodesOf(tree: unknown, loops = 0): Generator<Node> {
  if (Array.isArray(tree)) {
    for (const item of tree) yield* nodesOf(item, loops)
    return
  }
  if (typeof tree !== "object" || tree === null || !("op" in tree) || !("args" in tree)) return
  const { op, args } = tree as { op: string; args: unknown }
  const [name, receiver, given] = Array.isArray(args) ? (args as unknown[]) : [args]
  const repeats = op === "rcall" && COMPREHENSIONS.has(String(name))
  yield { op, name: String(name), loops: loops + (repeats ? 1 : 0), args }
  if (!repeats) return yield* nodesOf(args, loops)
  yield* nodesOf(receiver, loops)
  yield* nodesOf(given, loops + 1)
}

/** A condition that touches `lines` without naming a field (`lines.size()`) reads the lines as such. */
function readsOf(program: ParseResult): ReadonlySet<string> {
  const names = new Set<string>()
  const fields = new Set<string>()
  for (const { op, args } of nodesOf(program.ast)) {
    if (op === "id" && environment.hasVariable(String(args))) names.add(String(args))
    if (op === "." && Array.isArray(args)) fields.add(String(args[1]))
  }
  const ofLines = Object.keys(line).filter((field) => fields.has(field))
  return new Set([...names].flatMap((name) => (name === "lines" && ofLines.length > 0 ? ofLines.map((field) => `lines.${field}`) : [name])))
}
