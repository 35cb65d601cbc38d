import type { DunningPolicyDraft } from "@entrepot/domain/billing/contract"
import type { MoneyJson } from "@entrepot/kernel"
import { readAmount, writeAmount } from "../invoices/amount.ts"

/** The policy as its form holds it: what was typed, whether it can be read or not. An empty text is "never", or "no minimum". */
export type PolicyForm = { readonly grace: string; readonly notices: string; readonly retries: string; readonly restrict: string; readonly suspend: string; readonly minimum: string }
export type PolicyField = keyof PolicyForm
/** Codes of the form's words, by field. */
export type PolicyFaults = Partial<Record<PolicyField, "days" | "many" | "day" | "range" | "order" | "amount">>

/** At most as the contract has it. */
export const MOST = { grace: 90, notices: { count: 6, day: 365 }, retries: { count: 8, day: 60 }, stop: 365 } as const

type Sign = "." | ","

export function formOf({ graceDays, noticeDays, retryDays, restrictDays, suspendDays, minimum }: DunningPolicyDraft, sign: Sign): PolicyForm {
  return { grace: String(graceDays), notices: noticeDays.join(", "), retries: retryDays.join(", "), restrict: String(restrictDays ?? ""), suspend: String(suspendDays ?? ""), minimum: minimum ? writeAmount(minimum, sign) : "" }
}

/** What the form says, and what of it cannot be read; the policy is there when all of it can. */
export function readForm(form: PolicyForm, currency: string, sign: Sign): { readonly policy: DunningPolicyDraft | undefined; readonly faults: PolicyFaults } {
  const faults: { -readonly [Field in PolicyField]?: PolicyFaults[Field] } = {}
  const grace = wholeNumber(form.grace)
  if (grace === undefined || grace > MOST.grace) faults.grace = "range"
  const days = (field: "notices" | "retries"): readonly number[] => {
    const read = daysOf(form[field], MOST[field])
    if (typeof read !== "string") return read
    faults[field] = read
    return []
  }
  const stop = (field: "restrict" | "suspend"): number | null => {
    if (form[field].trim() === "") return null
    const day = wholeNumber(form[field])
    if (day === undefined || day < 1 || day > MOST.stop) faults[field] = "day"
    return day ?? null
  }
  const [noticeDays, retryDays, restrictDays, suspendDays] = [days("notices"), days("retries"), stop("restrict"), stop("suspend")]
  if (restrictDays !== null && suspendDays !== null && suspendDays < restrictDays && !faults.restrict && !faults.suspend) faults.suspend = "order"
  let minimum: MoneyJson | null = null
  if (form.minimum.trim() !== "") {
    minimum = readAmount(form.minimum, currency, sign) ?? null
    if (!minimum) faults.minimum = "amount"
  }
  const sound = Object.keys(faults).length === 0
  return { policy: sound ? { graceDays: grace ?? 0, noticeDays: [...noticeDays], retryDays: [...retryDays], restrictDays, suspendDays, minimum } : undefined, faults }
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,4}$/.test(text.trim()) ? Number(text) : undefined
}

function daysOf(text: string, most: { readonly count: number; readonly day: number }): readonly number[] | "days" | "many" {
  const days = text.split(/[\s,;]+/).filter(Boolean).map(wholeNumber)
  if (days.some((day) => day === undefined || day < 1 || day > most.day)) return "days"
  const once = [...new Set(days as number[])].sort((one, other) => one - other)
  return once.length > most.count ? "many" : once
}

/** Which parts of a policy differ from another's. */
export function changesOf(before: DunningPolicyDraft, after: DunningPolicyDraft): readonly PolicyField[] {
  const [one, other] = [formOf(before, "."), formOf(after, ".")]
  return (Object.keys(one) as PolicyField[]).filter((field) => one[field] !== other[field])
}
