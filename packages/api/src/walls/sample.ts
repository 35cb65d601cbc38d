import { z } from "zod"

/** What stands at a leaf: its name, the names above it, and what the schema says of it. */
export type Leaf = { readonly name: string; readonly path: readonly string[]; readonly schema: JsonSchema }
export type Pick = (leaf: Leaf) => unknown

export type JsonSchema = {
  readonly type?: string | readonly string[]; readonly format?: string; readonly pattern?: string; readonly enum?: readonly unknown[]; readonly const?: unknown; readonly default?: unknown
  readonly minLength?: number; readonly maxLength?: number; readonly minimum?: number; readonly exclusiveMinimum?: number; readonly minItems?: number
  readonly properties?: Readonly<Record<string, JsonSchema>>; readonly required?: readonly string[]; readonly items?: JsonSchema | false; readonly prefixItems?: readonly JsonSchema[]
  readonly anyOf?: readonly JsonSchema[]; readonly oneOf?: readonly JsonSchema[]; readonly allOf?: readonly JsonSchema[]; readonly additionalProperties?: JsonSchema | boolean; readonly propertyNames?: JsonSchema
}

const MOST_VARIANTS = 24

/** Every kind of input that a procedure takes, as far as its schema tells: each branch of a union, with and without what is optional. */
export function samplesOf(inputs: readonly unknown[], pick: Pick): unknown[] {
  if (inputs.length === 0) return [undefined]
  const parts = inputs.map((schema) => variants(z.toJSONSchema(schema as z.ZodType, { io: "input", unrepresentable: "any", cycles: "ref" }) as JsonSchema, [], pick))
  if (parts.length === 1) return parts[0] ?? []
  const most = Math.max(...parts.map((part) => part.length))
  return Array.from({ length: most }, (_, index) => Object.assign({}, ...parts.map((part) => part[index % part.length])) as unknown)
}

function variants(schema: JsonSchema, path: readonly string[], pick: Pick): unknown[] {
  const branches = schema.anyOf ?? schema.oneOf
  if (branches) return branches.flatMap((branch) => variants(branch, path, pick)).slice(0, MOST_VARIANTS)
  if (schema.allOf) return [Object.assign({}, ...schema.allOf.map((part) => variants(part, path, pick)[0]))]
  if (schema.const !== undefined) return [schema.const]
  if (schema.enum) return schema.enum.slice(0, 6)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === "object" || schema.properties) return objects(schema, path, pick)
  if (type === "array") return schema.items ? variants(schema.items, path, pick).slice(0, 6).map((item) => [item]) : [[]]
  if (type === "null") return [null]
  if (type === "boolean") return [true]
  return [pick({ name: path.at(-1) ?? "", path, schema })]
}

function objects(schema: JsonSchema, path: readonly string[], pick: Pick): unknown[] {
  if (!schema.properties && typeof schema.additionalProperties === "object") return records(schema.propertyNames?.enum?.[0], schema.additionalProperties, path, pick)
  const fields = Object.entries(schema.properties ?? {})
  const choices = fields.map(([name, field]) => [name, variants(field, [...path, name], pick)] as const)
  const required = new Set(schema.required ?? [])
  const most = Math.max(1, ...choices.map(([, values]) => values.length))
  const full = Array.from({ length: Math.min(most, MOST_VARIANTS) }, (_, index) => Object.fromEntries(choices.map(([name, values]) => [name, values[index % Math.max(1, values.length)]])))
  const bare = Object.fromEntries(choices.filter(([name]) => required.has(name)).map(([name, values]) => [name, values[0]]))
  const single = choices.filter(([name]) => !required.has(name)).map(([name, values]) => ({ ...bare, [name]: values[0] }))
  return [...full, bare, ...single].slice(0, MOST_VARIANTS)
}

/** A record with one entry. */
function records(name: unknown, values: JsonSchema, path: readonly string[], pick: Pick): unknown[] {
  const key = typeof name === "string" ? name : "some"
  return variants(values, [...path, key], pick).map((value) => ({ [key]: value }))
}

/** Plain values that fit most of what a schema may ask of a text; the first that its pattern takes. */
const TEXTS = ["1", "2026-11-20", "2026-11-20T08:00:00Z", "EUR", "DE", "en", "abc", "abc.", "ab", "AB-1", "someone@example.com", "12345678", "a-rather-long-token-0123456789", "-5", "#112233", "Europe/Berlin", "order", "total > 1.0", "1.5", "2026-10", "/invoices", "0".repeat(64), "Something"]

/** A text that the schema takes, whatever it means. */
export function plainText({ schema }: Leaf): string {
  const { format, pattern, minLength = 0 } = schema
  if (format === "date") return "2026-11-20"
  if (format === "date-time") return "2026-11-20T08:00:00Z"
  if (format === "email") return "someone@example.com"
  const fits = (text: string) => text.length >= minLength && (!pattern || new RegExp(pattern, "u").test(text))
  return TEXTS.find(fits) ?? "x".repeat(Math.max(1, minLength))
}

export function plainNumber({ schema }: Leaf): number {
  return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1, 1)
}
