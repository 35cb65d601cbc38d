import type { z } from "zod"

/** What is said of a route of a public API, whoever answers it: its OpenAPI document is made from this alone. */
export type Described = {
  readonly method: "GET" | "POST"
  /** "{code}" stands for one segment. */
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly description?: string
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** Whether it takes an Idempotency-Key. */
  readonly needsKey?: boolean
  /** The media type of a route that answers a file. */
  readonly files?: string
  /** What it answers as JSON, by status. */
  readonly answers?: Readonly<Record<number, { readonly description: string; readonly schema: z.ZodType }>>
}
