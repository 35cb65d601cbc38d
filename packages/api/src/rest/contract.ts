import { z } from "zod"
import { KINDS, LOCALES, StampParams } from "@entrepot/domain/provisioning/contract"

const network = z.string().min(1).max(63).describe("The network's code, such as nordwerk")
const iso = z.iso.datetime().describe("UTC, ISO 8601")

/** A tenant to be stamped: which network, which template, and everything that the template leaves open. */
export const CreateTenant = z.object({
  network,
  template: z.string().min(1).max(63).describe("The template's code; its newest release is taken").optional(),
  releaseId: z.uuid().describe("An exact release, instead of a template").optional(),
  ...StampParams.shape,
}).refine((body) => (body.template === undefined) !== (body.releaseId === undefined), { path: ["template"], message: "name a template or a release" })

export const ListTenantsQuery = z.object({
  network: network.optional(),
  status: z.enum(["provisioning", "active", "suspended", "closed"]).optional(),
  search: z.string().max(80).default(""),
  after: z.string().regex(/^\d+\.\d+$/).describe("`next` of the page before").optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const StampQuery = z.object({ network: network.optional() })
export const SuspendBody = z.object({ network, reason: z.string().trim().min(1).max(500) })
export const ResumeBody = z.object({ network })

export const Tenant = z.object({
  network: z.string(), tenantId: z.int(), code: z.string(), name: z.string(), legalName: z.string(), kind: z.enum(["distributor", ...KINDS]), status: z.enum(["provisioning", "active", "suspended", "closed"]),
  locale: z.enum(LOCALES), currency: z.string(), country: z.string(), host: z.string().nullable(), createdAt: iso, suspendedReason: z.string().nullable(), lastOrderAt: iso.nullable(),
  deadLetters: z.int(), failedMails: z.int(), health: z.enum(["well", "quiet", "sick", "suspended"]),
})
export const TenantPage = z.object({ tenants: z.array(Tenant), next: z.string().nullable() })

export const Stamp = z.object({
  key: z.string(), network: z.string(), tenantId: z.int(), code: z.string(), name: z.string(), host: z.string(), template: z.string(), version: z.int(), status: z.enum(["queued", "running", "done", "failed"]),
  steps: z.array(z.object({ step: z.enum(["database", "mail"]), status: z.enum(["waiting", "done", "failed"]), name: z.string(), at: iso.nullable(), detail: z.json() })),
  error: z.object({ code: z.string(), message: z.string(), facts: z.record(z.string(), z.json()) }).nullable(), requestedAt: iso, finishedAt: iso.nullable(),
})
export const TenantStatus = z.object({ network: z.string(), code: z.string(), status: z.enum(["active", "suspended"]) })

/** RFC 9457; `code` is stable, `facts` say what it is about. */
export const Problem = z.object({
  type: z.string(), title: z.string(), status: z.int(), code: z.string(), facts: z.record(z.string(), z.json()), traceId: z.string(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
