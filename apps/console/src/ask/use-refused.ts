"use client"
import { useTranslations } from "next-intl"
import { useFormats } from "../format/client.ts"

type Data = { code?: string; refusal?: { code: string; facts: Record<string, unknown> } | null; traceId?: string | null }

/** Turns what came back instead of an answer into a sentence for the reader: the refusal with its facts, or the way to report a defect. */
export function useRefused(): (error: unknown) => string {
  const t = useTranslations()
  const { number } = useFormats()
  return (error) => {
    const data = dataOf(error)
    if (!data) return t("common.offline")
    const { refusal } = data
    if (refusal) {
      const key = `refusals.${refusal.code}`
      return t.has(key) ? t(key, plain(refusal.facts)) : t("common.refusedPlain", { code: refusal.code })
    }
    if (data.code === "BAD_REQUEST") return t("common.invalid", { detail: issuesOf(error) })
    return t("common.defect", { traceId: data.traceId?.slice(0, 8) ?? "?" })
  }
  /** Facts are arguments: lists are joined, quantities written for the reader. */
  function plain(facts: Record<string, unknown>): Record<string, string | number> {
    return Object.fromEntries(Object.entries(facts).map(([name, value]) => {
      if (typeof value === "number") return [name, value]
      if (Array.isArray(value)) return [name, value.join(", ")]
      return [name, typeof value === "string" && /^-?\d+\.\d+$/.test(value) ? number(value) : String(value ?? "")]
    }))
  }
}

function dataOf(error: unknown): Data | undefined {
  const data = (error as { data?: Data } | undefined)?.data
  return data && typeof data === "object" ? data : undefined
}

/** zod's issues arrive as JSON in the message: "quantity: Too small". */
function issuesOf(error: unknown): string {
  const text = error instanceof Error ? error.message : ""
  try {
    const issues = JSON.parse(text) as { path: (string | number)[]; message: string }[]
    return issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")
  } catch {
    return text
  }
}

/** The code of a refusal, to react to one of them. */
export function refusalCode(error: unknown): string | undefined {
  return dataOf(error)?.refusal?.code
}
