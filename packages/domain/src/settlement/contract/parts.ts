import { z } from "zod"

export type { Action } from "../../tenancy/contract.ts"

/* What several of the nouns share. */

/** What can stand on a statement. Above zero the partner owes the distributor, below zero the distributor the partner. */
export const ENTRY_KINDS = ["supply", "supply_return", "collected", "refunded", "commission", "commission_return", "adjustment"] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]
export const DISPUTE_STATUSES = ["open", "accepted", "rejected", "withdrawn"] as const
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number]

export const Id = z.uuid()
export const Tenant = z.int().positive()
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
export const Code = z.string().regex(/^[A-Z]{3}$/)
export const Reason = z.string().trim().min(1).max(1000)
export const Percent = z.string().regex(/^\d{1,2}(\.\d{1,4})?$/)
export const Above = z.object({ amount: z.string().regex(/^[1-9]\d{0,14}$/), currency: Code })
export const Signed = z.object({ amount: z.string().regex(/^-?[1-9]\d{0,14}$/), currency: Code })
export const Cursor = z.string().max(200).nullish()

export type PersonRef = { readonly kind: string; readonly name: string }
export type PartnerRef = { readonly tenantId: number; readonly name: string }
export type DocumentOf = { readonly kind: string; readonly id: string; readonly number: string }
