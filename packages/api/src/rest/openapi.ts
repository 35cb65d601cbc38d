import { z } from "zod"
import { Problem } from "./contract.ts"
import type { Described } from "./described.ts"
import { ROUTES } from "./routes.ts"

type Json = Record<string, unknown>

const PROBLEMS: readonly (readonly [number, string])[] = [[400, "The request is not valid"], [401, "The API key is missing, unknown or revoked"], [403, "The key may not do that"], [404, "There is no such thing"], [409, "It conflicts with what is there"], [422, "The rules do not allow it"]]

/** The console's public API. */
export function openApiDocument(): Json {
  return openApiOf(ROUTES, { title: "Entrepot", version: "1", description: "Stamp, list, suspend and resume the tenants of a network." })
}

/** OpenAPI 3.1 of a public API, made from the schemas that the routes parse with, so that it cannot say anything else. */
export function openApiOf(routes: readonly Described[], info: Json): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) }
  paths["/api/v1/openapi.json"] = { get: { operationId: "getOpenApi", summary: "This document", security: [], responses: { 200: { description: "OpenAPI 3.1", content: { "application/json": { schema: { type: "object" } } } } } } }
  return {
    openapi: "3.1.0", info, servers: [{ url: "/" }], security: [{ apiKey: [] }], paths,
    components: { securitySchemes: { apiKey: { type: "http", scheme: "bearer", description: "An API key" } }, schemas: { Problem: schemaOf(Problem, "output") } },
  }
}

function operationOf(route: Described): Json {
  const refused = { content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } }
  return {
    operationId: route.id, summary: route.summary, ...(route.description && { description: route.description }),
    parameters: parametersOf(route),
    ...(route.body && { requestBody: { required: true, content: { "application/json": { schema: schemaOf(route.body, "input") } } } }),
    responses: {
      ...(route.files && { 200: { description: "The file", content: { [route.files]: { schema: { type: "string", format: "binary" } } } } }),
      ...Object.fromEntries(Object.entries(route.answers ?? {}).map(([status, { description, schema }]) => [status, { description, content: { "application/json": { schema: schemaOf(schema, "output") } } }])),
      ...Object.fromEntries(PROBLEMS.map(([status, description]) => [status, { description, ...refused }])),
    },
  }
}

function parametersOf({ path, query, needsKey }: Described): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: "path", required: true, schema: { type: "string" } }))
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({ name, in: "query", required: isNeeded(schema as z.ZodType), schema: schemaOf(schema as z.ZodType, "input") }))
  const key = needsKey ? [{ name: "Idempotency-Key", in: "header", required: true, schema: { type: "string", maxLength: 120, pattern: "^[\\w.:-]+$" }, description: "Names this command: sent again, it happens once." }] : []
  return [...inPath, ...inQuery, ...key]
}

function isNeeded(schema: z.ZodType): boolean {
  return !schema.safeParse(undefined).success
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" })
  return rest
}
