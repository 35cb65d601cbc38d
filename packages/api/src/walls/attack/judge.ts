import { TRPCError } from "@trpc/server"
import { isRefusal } from "@entrepot/kernel"
import type { Attacker } from "./attackers.ts"

/** answered and refused went through to the verb; forbidden, stranger and malformed were stopped on the way; a defect is a 500. */
export type Outcome = { readonly kind: "answered" | "refused" | "forbidden" | "stranger" | "malformed" | "defect"; readonly code: string; readonly told: string; readonly cause?: unknown; readonly value?: unknown }

export async function outcomeOf(call: () => Promise<unknown>): Promise<Outcome> {
  try {
    const value = await call()
    return { kind: "answered", code: "answered", told: textOf(value), value }
  } catch (error) {
    return refusalOf(error)
  }
}

function refusalOf(error: unknown): Outcome {
  const cause = error instanceof TRPCError ? error.cause : error
  if (isRefusal(cause)) {
    const kind = cause.code.startsWith("auth.") ? "stranger" : cause.kind === "forbidden" ? "forbidden" : "refused"
    return { kind, code: cause.code, told: textOf(cause.facts) }
  }
  if (error instanceof TRPCError && error.code === "BAD_REQUEST") return { kind: "malformed", code: "malformed", told: error.message, cause: error.message }
  return { kind: "defect", code: "defect", told: "", cause }
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === "bigint" ? each.toString() : each instanceof Uint8Array ? Buffer.from(each).toString("utf8") : each)) ?? ""
}

/** What an answer told that this attacker may not know. */
export function leaksIn({ told, value }: Outcome, { secrets, seesMargins }: Attacker): string[] {
  const said = secrets.flatMap(({ name, pattern }) => {
    const hit = pattern.exec(told)
    return hit ? [`${name}: ${told.slice(Math.max(0, hit.index - 40), hit.index + 60)}`] : []
  })
  return seesMargins ? said : [...said, ...marginsIn(value, "")]
}

/** Whatever is called supply, margin or cost must be empty for those who see no margins. */
function marginsIn(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(/supply|margin|cost/i.test(name) && inner !== null && inner !== undefined && typeof inner !== "boolean" ? [`a field of margins: ${path}.${name}`] : []),
    ...marginsIn(inner, `${path}.${name}`),
  ])
}
