import { z } from "zod"
import { Percent, Tenant, type PersonRef } from "./parts.ts"

/**
 * Why a customer was credited goods that the distributor takes back at the transfer price. Every other credit is the partner's own cost: a price
 * that it lowered, goodwill, tax; what the distributor is to bear of those, the partner disputes.
 */
export const CLAW_BACKS = ["goods_returned", "short_delivery", "damaged"] as const
export type ClawBack = (typeof CLAW_BACKS)[number]
/** A new version; what was agreed before stays with the entries that it made. */
export const SaveAgreement = z.object({
  tenantId: Tenant, expectedVersion: z.int().min(0), commissionPercent: Percent, collects: z.boolean(), paymentDays: z.int().min(0).max(180), draftDay: z.int().min(1).max(28), clawBack: z.array(z.enum(CLAW_BACKS)).max(3).default(["goods_returned"]), note: z.string().trim().max(1000).default(""),
})
export type SaveAgreement = z.input<typeof SaveAgreement>
export const AgreementOf = z.object({ tenantId: Tenant.optional() })
export type AgreementOf = z.infer<typeof AgreementOf>

export type AgreementView = { readonly version: number; readonly commissionPercent: string; readonly collects: boolean; readonly paymentDays: number; readonly draftDay: number; readonly clawBack: readonly ClawBack[]; readonly note: string; readonly by: PersonRef; readonly since: string }
