import type { Account, Kind } from "./account.ts"
import { invalid } from "./api-error.ts"

/** Which fields name another object; only these can be expanded. */
const REFERENCES: Readonly<Record<string, Kind>> = {
  customer: "customer", payment_method: "payment_method", latest_charge: "charge", charge: "charge", payment_intent: "payment_intent",
  setup_intent: "setup_intent", balance_transaction: "balance_transaction", default_payment_method: "payment_method",
}

/** Answers a copy in which the named references are whole objects. */
export function expanded(account: Account, answer: unknown, paths: readonly string[]): unknown {
  const copy = structuredClone(answer)
  for (const path of paths) {
    const steps = path.split(".")
    if (steps.length > 4) throw invalid("You cannot expand more than 4 levels of a property", { param: "expand" })
    expandOne(account, copy, steps, path)
  }
  return copy
}

function expandOne(account: Account, object: unknown, steps: readonly string[], path: string): void {
  const [step = "", ...rest] = steps
  if (step === "data" && Array.isArray((object as { data?: unknown }).data)) {
    for (const each of (object as { data: unknown[] }).data) expandOne(account, each, rest, path)
    return
  }
  const holder = object as Record<string, unknown>
  const kind = REFERENCES[step]
  if (typeof object !== "object" || object === null || !(step in holder) || (!kind && (typeof holder[step] !== "object" || holder[step] === null))) throw invalid(`This property cannot be expanded (${path}).`, { param: "expand" })
  const value = holder[step]
  if (value === null) return
  if (kind && typeof value === "string") holder[step] = structuredClone(account.find(kind, value) ?? value)
  if (rest.length > 0) expandOne(account, holder[step], rest, path)
}
