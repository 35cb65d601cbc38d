"use client"
import { useTranslations } from "next-intl"

type Refused = { code: string; facts?: Record<string, unknown> }
type Data = { code?: string; refusal?: Refused | null; traceId?: string | null }

/**
 * Turns what came back instead of an answer into a sentence: the refusal with its facts in the reader's language, what is
 * wrong with a form, or the way to report a defect. Takes an error of tRPC or `{ code, facts }` of a server action.
 */
export function useRefusalMessage(): (error: unknown) => string {
  const t = useTranslations()
  return (error) => {
    const refusal = refusalOf(error)
    if (refusal) {
      const key = `domain.${refusal.code}`
      return t.has(key) ? t(key, plainFacts(refusal.facts ?? {})) : t("common.refused", { code: refusal.code })
    }
    const data = (error as { data?: Data } | undefined)?.data
    if (data?.code === "BAD_REQUEST") return t("common.invalid")
    if (data?.code) return t("common.defect", { traceId: data.traceId?.slice(0, 8) ?? "-" })
    return t("common.offline")
  }
}

/** The refusal in an error, to react to one of them. */
export function refusalOf(error: unknown): Refused | undefined {
  if (typeof error !== "object" || error === null) return undefined
  const refusal = (error as { data?: Data }).data?.refusal
  if (refusal) return refusal
  const { code } = error as { code?: unknown }
  return !("data" in error) && typeof code === "string" && code.includes(".") ? (error as Refused) : undefined
}

/** Facts are ICU arguments: lists are joined, the rest is text or a number. */
function plainFacts(facts: Record<string, unknown>): Record<string, string | number> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => {
    if (typeof value === "number") return [name, value]
    return [name, Array.isArray(value) ? value.join(", ") : String(value ?? "")]
  }))
}
