import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"
import { Id, MoneyText } from "./parts.ts"

/* Who pays late. */

export const DUNNING_STAGES = ["none", "overdue", "restricted", "suspended"] as const
export type DunningStage = (typeof DUNNING_STAGES)[number]
export const DUNNING_STEPS = ["notice", "retry", "waits_for_method", "restricted", "suspended", "lifted"] as const
export type DunningStep = (typeof DUNNING_STEPS)[number]

export const DunningPolicyDraft = z.object({
  graceDays: z.int().min(0).max(90), noticeDays: z.array(z.int().min(1).max(365)).max(6), retryDays: z.array(z.int().min(1).max(60)).max(8),
  restrictDays: z.int().min(1).max(365).nullable(), suspendDays: z.int().min(1).max(365).nullable(), minimum: MoneyText.nullable(),
}).refine(({ restrictDays, suspendDays }) => restrictDays === null || suspendDays === null || suspendDays >= restrictDays, "suspension comes after restriction")
export type DunningPolicyDraft = z.infer<typeof DunningPolicyDraft>
export const SaveDunningPolicy = z.object({ policy: DunningPolicyDraft, expectedVersion: z.int().min(0) })
export type SaveDunningPolicy = z.infer<typeof SaveDunningPolicy>
/** Without a draft, the policy in force. */
export const PreviewDunning = z.object({
  policy: DunningPolicyDraft.optional(),
  /** Those alone who stand there now, those alone whom the policy puts there, and those alone whom it moves. */
  now: z.enum(DUNNING_STAGES).optional(), stage: z.enum(DUNNING_STAGES).optional(), moving: z.boolean().default(false), accountId: Id.optional(),
  limit: z.int().min(1).max(500).default(100),
})
export type PreviewDunning = z.input<typeof PreviewDunning>

export type DunningPolicyView = DunningPolicyDraft & { readonly version: number; readonly savedAt: string | null; readonly by: string }
export type DunningRow = {
  readonly accountId: string; readonly accountName: string; readonly currency: string; readonly overdue: MoneyJson; readonly oldestDueOn: string | null; readonly overdueDays: number; readonly invoices: number
  /** Where the account stands, and where this policy puts it today. */
  readonly stage: DunningStage; readonly becomes: DunningStage; readonly next: { readonly step: DunningStep; readonly on: string } | null
  readonly retriesSpent: number; readonly waitsForMethod: boolean; readonly hasMethod: boolean
}
export type DunningPreview = {
  /** At most `limit` of those who were asked for; `found` is how many those are. */
  readonly rows: readonly DunningRow[]; readonly found: number
  /** How many stand at each stage now, and how many the policy puts there. */
  readonly now: Readonly<Record<DunningStage, number>>; readonly counts: Readonly<Record<DunningStage, number>>
  /** How many the policy moves, to where more or less is stopped. */
  readonly moves: { readonly up: number; readonly down: number }
  readonly policy: DunningPolicyView; readonly today: string
}
export type DunningEntryView = { readonly entryId: string; readonly step: DunningStep; readonly on: string; readonly currency: string; readonly detail: Readonly<Record<string, string>>; readonly invoiceNumber: string | null; readonly policyVersion: number }
