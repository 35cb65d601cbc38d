import type { Bare } from "./bare.ts"
import type { Base, Bases } from "./database.ts"
import type { HttpClient } from "./http.ts"
import type { Size } from "./dataset.ts"
import type { Figures } from "./measure.ts"
import type { Running } from "./processes.ts"
import type { Buyer, Known } from "./questions.ts"

/** Everything that a case works on. */
export type Stage = {
  readonly bases: Bases
  readonly size: Size
  readonly say: (step: string) => void
  /** The database with all tenants. */
  readonly base: Base
  /** The pid of its postmaster. */
  readonly database: number
  readonly portal: Running
  readonly ask: HttpClient
  readonly bare: Bare
  readonly buyers: readonly Buyer[]
  readonly products: readonly Known[]
  /** Dates of each tenant that r1 and r1-two make due, where it was said how many. */
  readonly dates: number | undefined
  /** How long one measurement may take. */
  readonly seconds: number
  /** How often something is done, given how often it would be in a full run. */
  readonly count: (full: number) => number
}

/** What the requirements ask of a case: the CPU at most so many times its limit's, and so few round trips or statements. */
export type Aims = {
  readonly ratio: "bare server" | "bare script"
  readonly most: number
  readonly business?: number
  readonly roundTrips?: number
}

export type Case = {
  readonly id: string
  readonly title: string
  readonly aims: Aims
  readonly ours: { readonly at1: Figures; readonly at16?: Figures }
  readonly limit: { readonly at1?: Figures; readonly at16?: Figures; readonly script: Figures }
  readonly sql: { readonly statements: number; readonly business: number; readonly roundTrips: number }
  readonly notes?: readonly string[]
}

/** A finding that is not a figure against a limit: two things measured against each other. */
export type Finding = {
  readonly id: string
  readonly title: string
  readonly aim: string
  readonly met: boolean
  readonly said: string
  readonly figures: unknown
}
