import { applyPercent, compareQuantities, comparePrices, isZeroQuantity, quantity, type Quantity } from "@entrepot/kernel"
import type { StandingLine, StandingQuoteLine } from "../ordering/index.ts"
import type { DueLine } from "./outlook.ts"
import { standingLine } from "./policy-price.ts"
import type { MadeLine } from "./subscription.ts"

/** A product that may come instead, as a candidate of its own that is priced and looked up with the rest. */
export type Substitute = { readonly forLineId: string; readonly candidate: StandingLine }
/** A line that waits for a person; `problem`: what keeps it from being sold at all, null where there is too little of it; `netMinor`: what it costs today, null where it has no price. */
export type Waiting = { readonly line: DueLine; readonly sku: string; readonly problem: string | null; readonly netMinor: bigint | null }
/** `made` is every line with what became of it; `waiting` are lines that wait for a person while the others go. */
export type StockDecision = { readonly lines: readonly StandingLine[]; readonly made: readonly MadeLine[]; readonly waiting: readonly Waiting[] }

/**
 * What goes, line by line: as it was subscribed where it is there, otherwise by the line's own policy, step after step. No line waits for another.
 * A policy that ends without an answer lets the rest follow. What is not sold at all comes by a substitute or is left out, where its policy says so, and waits otherwise. `agreed`: a person has let it go, so nothing is held for stock again. Pure.
 */
export function decideStock(due: readonly DueLine[], quoted: ReadonlyMap<string, StandingQuoteLine>, substitutes: readonly Substitute[], agreed: boolean): StockDecision {
  const decided = due.map((line) => decideLine(line, quoted.get(line.lineId)!, quoted, substitutes.filter((one) => one.forLineId === line.lineId), agreed))
  return {
    lines: decided.flatMap((one) => (one.goes ? [one.goes] : [])),
    made: decided.flatMap((one) => (one.outcome === "waiting" ? [] : [{ lineId: one.line.lineId, productId: one.goes?.productId ?? one.line.productId, unit: one.line.unit, quantity: one.goes?.quantity ?? "0", outcome: one.outcome }])),
    waiting: decided.flatMap((one) => (one.outcome === "waiting" ? [waitingFor(one.line, quoted.get(one.line.lineId)!)] : [])),
  }
}

function waitingFor(line: DueLine, { line: { sku, unitPrice, netMinor }, problems }: StandingQuoteLine): Waiting {
  return { line, sku, problem: problems[0]?.code ?? null, netMinor: unitPrice === null ? null : netMinor }
}

type LineDecision = { readonly line: DueLine; readonly goes: StandingLine | null; readonly outcome: MadeLine["outcome"] | "waiting" }

function decideLine(line: DueLine, own: StandingQuoteLine, quoted: ReadonlyMap<string, StandingQuoteLine>, substitutes: readonly Substitute[], agreed: boolean): LineDecision {
  const whole = standingLine(line)
  const isSold = own.problems.length === 0
  if (isSold && compareQuantities(own.now, own.wanted) >= 0) return { line, goes: whole, outcome: "as_subscribed" }
  for (const step of line.stockOut) {
    if (isSold && step.step === "split") return { line, goes: whole, outcome: "split" }
    if (step.step === "skip") return { line, goes: null, outcome: "skipped" }
    if (isSold && step.step === "hold" && !agreed) return { line, goes: null, outcome: "waiting" }
    if (isSold && step.step === "partial") {
      const part = partOf(own)
      if (!isZeroQuantity(part)) return { line, goes: { ...whole, quantity: part }, outcome: "partial" }
    }
    if (step.step === "substitute") {
      const found = substitutes.find(({ candidate }) => step.productIds.includes(candidate.productId) && fits(quoted.get(candidate.lineId), own, step.capPercent))
      if (found) return { line, goes: found.candidate, outcome: "substituted" }
    }
  }
  return isSold ? { line, goes: whole, outcome: "split" } : { line, goes: null, outcome: "waiting" }
}

/** It is sold to this account, there in full, and not dearer than agreed. */
function fits(substitute: StandingQuoteLine | undefined, own: StandingQuoteLine, capPercent: string): boolean {
  if (!substitute || substitute.problems.length > 0 || substitute.line.unitPrice === null || compareQuantities(substitute.now, substitute.wanted) < 0) return false
  return own.line.unitPrice !== null && comparePrices(substitute.line.unitPrice, applyPercent(own.line.unitPrice, capPercent)) <= 0
}

/** As many whole steps of the line's unit as are there; nothing where that is below the minimum. */
function partOf({ now, current, line }: StandingQuoteLine): Quantity {
  const micros = (text: string) => BigInt(Math.round(Number(text) * 1_000_000))
  const { minimum, step } = current.unitFacts
  const there = (micros(now) * 1_000_000n) / micros(line.factor)
  if (there < micros(minimum)) return quantity("0")
  const steps = (there - micros(minimum)) / micros(step)
  return quantity((Number(micros(minimum) + steps * micros(step)) / 1_000_000).toFixed(6))
}
