import { z } from "zod"
import { PolicyForm } from "./form.ts"

export { conditionOf, PolicyForm, type PolicyTest } from "./form.ts"

/** A subject's line, as conditions read it. Amounts are major units of the subject's currency, margins percent of the net. */
export type LineFacts = {
  readonly sku: string
  readonly category: string
  readonly quantity: number
  readonly net: number
  /** Percent of the net that stays after the supply price; 0 where the supply price is unknown, so that a rule on margin asks rather than waves through. */
  readonly margin: number
  readonly below_floor: boolean
}

/**
 * Everything that a condition can be about. The subject states it; approvals knows nothing else of it. Numbers are doubles:
 * they are compared, never added up or paid.
 */
export type SubjectFacts = {
  readonly total: number
  readonly currency: string
  readonly margin: number
  readonly lines: readonly LineFacts[]
  readonly ship_to: { readonly country: string }
  readonly new_address: boolean
  readonly below_floor: boolean
  readonly account_group: string
  readonly po: string
}

/** any: one approver of any of the roles. all: one approval from each role; one person who holds two speaks for both. */
export const PolicyLevel = z.object({
  name: z.string().trim().min(1).max(80),
  mode: z.enum(["any", "all"]),
  roles: z.array(z.string().min(1).max(60)).min(1).max(10),
})
export type PolicyLevel = z.infer<typeof PolicyLevel>

const conditionText = z.string().trim().min(1).max(1000)

/** Either a form, from which the condition follows, or a condition in CEL. */
export const PolicyDraft = z.object({
  name: z.string().trim().min(1).max(120),
  condition: z.union([PolicyForm, conditionText]),
  levels: z.array(PolicyLevel).min(1).max(6),
  position: z.int().min(1).max(1000).default(1),
})
export type PolicyDraft = z.infer<typeof PolicyDraft>

export const SavePolicy = PolicyDraft.extend({
  /** Absent: a new policy. */
  policyId: z.uuid().optional(),
  /** The version that was on the screen; another one in the database is a conflict. */
  expectedVersion: z.int().positive().optional(),
})
export type SavePolicy = z.infer<typeof SavePolicy>

export const SetPolicyActive = z.object({ policyId: z.uuid(), active: z.boolean() })
export type SetPolicyActive = z.infer<typeof SetPolicyActive>
export const RetirePolicy = z.object({ policyId: z.uuid(), reason: z.string().trim().max(500).default("") })
export type RetirePolicy = z.infer<typeof RetirePolicy>

export const Verdict = z.enum(["approved", "rejected"])
export type Verdict = z.infer<typeof Verdict>

export const InboxQuery = z.object({
  after: z.object({ requestedAt: z.iso.datetime(), requestId: z.uuid() }).optional(),
  limit: z.int().min(1).max(100).default(25),
})
export type InboxQuery = z.input<typeof InboxQuery>

export const Delegate = z.object({
  toUserId: z.uuid(),
  startsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  reason: z.string().trim().max(200).default(""),
})
export type Delegate = z.infer<typeof Delegate>
export const RevokeDelegation = z.object({ delegationId: z.uuid() })
export type RevokeDelegation = z.infer<typeof RevokeDelegation>

export type RequestStatus = "pending" | "approved" | "rejected" | "expired" | "withdrawn"
export type LevelStatus = "waiting" | "open" | "approved" | "rejected"
/** Which policy, in which version, asks for a level. */
export type Because = { readonly policyId: string; readonly version: number; readonly name: string }
