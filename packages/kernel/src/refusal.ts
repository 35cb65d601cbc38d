import type { JsonValue } from "./json.ts"

export type RefusalKind = "not_found" | "rule" | "conflict" | "forbidden" | "invalid" | "rate_limited"

export type Facts = Readonly<Record<string, JsonValue>>

/** Shared through the global symbol registry, because a bundler may load this module twice and break `instanceof`. */
const refusalMark = Symbol.for("entrepot.refusal")
const outageMark = Symbol.for("entrepot.outage")

/** An expected no. The code finds the message in the reader's language, the facts fill it in. */
export class Refusal extends Error {
  override readonly name = "Refusal"
  readonly code: string
  readonly kind: RefusalKind
  readonly facts: Facts
  readonly [refusalMark] = true

  constructor(code: string, kind: RefusalKind, facts: Facts = {}) {
    super(code)
    this.code = code
    this.kind = kind
    this.facts = facts
  }
}

/** A vendor failing. Thrown in the worker only, where the work is retried. */
export class Outage extends Error {
  override readonly name = "Outage"
  readonly vendor: string
  readonly [outageMark] = true

  constructor(vendor: string, message: string, options?: ErrorOptions) {
    super(`${vendor}: ${message}`, options)
    this.vendor = vendor
  }
}

export function isRefusal(error: unknown): error is Refusal {
  return isMarked(error, refusalMark)
}

export function isOutage(error: unknown): error is Outage {
  return isMarked(error, outageMark)
}

function isMarked(error: unknown, mark: symbol): boolean {
  return typeof error === "object" && error !== null && mark in error
}
