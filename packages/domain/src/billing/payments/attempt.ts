import { least } from "@entrepot/kernel"
import type { AttemptStatus } from "../contract.ts"
import type { PaymentOutcome } from "./gateway.ts"

export type AttemptState = { readonly status: AttemptStatus; readonly providerVersion: number }

export type AttemptStep =
  | { readonly step: "ignore" }
  | { readonly step: "wait"; readonly status: "submitted" | "requires_action" | "unknown" }
  | { readonly step: "fail"; readonly decline: "soft" | "hard"; readonly code: string; readonly message: string }
  | { readonly step: "pay" }

/** Whether nothing more is expected of it. An outcome that nobody knows is not finished: nothing else may be tried until it is known. */
export function isFinished(status: AttemptStatus): boolean {
  return status === "succeeded" || status === "failed"
}

/**
 * What an outcome makes of an attempt. Outcomes may come twice, late and in disorder: an older one changes nothing, a finished
 * attempt stays finished. One thing overrules everything: money that did arrive is a payment, whatever was thought before.
 */
export function nextStep({ status, providerVersion }: AttemptState, outcome: PaymentOutcome): AttemptStep {
  if (status === "succeeded") return { step: "ignore" }
  if (outcome.status === "succeeded") return { step: "pay" }
  if (status === "failed" || outcome.version < providerVersion) return { step: "ignore" }
  switch (outcome.status) {
    case "requires_action": return { step: "wait", status: "requires_action" }
    case "processing": return { step: "wait", status: "submitted" }
    case "unknown": return { step: "wait", status: "unknown" }
    case "failed": return { step: "fail", decline: outcome.decline, code: outcome.code, message: outcome.message }
    case "not_found": return { step: "fail", decline: "soft", code: "never_charged", message: "" }
  }
}

/** Spreads what arrived over what it was meant for, in that order; what no invoice waits for any more is the rest. */
export function spread(amountMinor: bigint, wanted: readonly { readonly invoiceId: string; readonly amountMinor: bigint; readonly openMinor: bigint }[]): { readonly shares: readonly { readonly invoiceId: string; readonly amountMinor: bigint }[]; readonly restMinor: bigint } {
  let left = amountMinor
  const shares = wanted.map(({ invoiceId, amountMinor: asked, openMinor }) => {
    const share = least(left, least(asked, openMinor))
    left -= share
    return { invoiceId, amountMinor: share }
  })
  return { shares: shares.filter((share) => share.amountMinor > 0n), restMinor: left }
}
