import { z } from "zod"

export { PORTAL_PERMISSIONS, NETWORK_PERMISSIONS, PLATFORM_PERMISSIONS, type Permission, type PortalPermission, type NetworkPermission, type PlatformPermission, type Reach } from "./permission.ts"
export { isForbidden, whyNot, type Action } from "./action.ts"

export const LOCALES = ["en", "de", "fr"] as const
export type Locale = (typeof LOCALES)[number]
export const localeSchema = z.enum(LOCALES)

/** What a password must be; the length is what makes it strong. */
export const PASSWORD_LENGTH = { least: 10, most: 200 } as const

const id = z.uuid()
const line = (most: number) => z.string().trim().min(1).max(most)
const optional = (most: number) => z.string().trim().max(most)
export const emailSchema = z.string().trim().max(254).pipe(z.email())
export const passwordSchema = z.string().min(PASSWORD_LENGTH.least).max(PASSWORD_LENGTH.most)
const token = z.string().min(20).max(100).regex(/^[\w-]+$/)

export const signIn = z.object({ email: z.string().trim().min(1).max(254), password: z.string().min(1).max(PASSWORD_LENGTH.most) })
export type SignIn = z.infer<typeof signIn>

/** Why and since when no mail goes to an address. */
export type Undeliverable = { readonly reason: string; readonly since: string }
export const confirmAddress = z.object({ email: emailSchema })

/** `logo`: a picture in base64; null takes it off, and left out it stays. */
export const saveNetworkBrand = z.object({ accent: z.string().regex(/^#[0-9a-fA-F]{6}$/), logo: z.base64().max(5_600_000).nullable().optional(), expectedVersion: z.int().min(0) })
export type SaveNetworkBrand = z.infer<typeof saveNetworkBrand>
/** How the distributor's papers look; `logo` is an address that holds the picture itself. */
export type NetworkBrand = { readonly accent: string; readonly logo: string | null; readonly version: number; readonly manages: boolean }

const accountTerms = {
  name: line(160), accountGroup: line(63), taxId: optional(40).default(""), taxExempt: z.boolean().default(false),
  /** Who imports what crosses a customs border; null is the tenant's default. */
  deliveryTerms: z.enum(["dap", "ddp"]).nullable().default(null),
  poPolicy: z.enum(["optional", "required", "unique"]).default("optional"), prepaid: z.boolean().default(false),
}
export const listAccounts = z.object({ search: optional(80).optional(), cursor: optional(40).optional(), limit: z.number().int().min(1).max(200).optional() })
export const createAccount = z.object({ number: line(40), ...accountTerms })
export type CreateAccount = z.infer<typeof createAccount>
export const saveAccount = z.object({ accountId: id, ...accountTerms, status: z.enum(["active", "blocked"]) })
export type SaveAccount = z.infer<typeof saveAccount>
export const saveAccountGroup = z.object({ code: z.string().trim().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/), name: line(80) })
export type SaveAccountGroup = z.infer<typeof saveAccountGroup>

export const saveAddress = z.object({
  accountId: id, addressId: id.optional(), label: line(60), recipient: line(120), line1: line(160), line2: optional(160).default(""), city: line(80),
  region: optional(40).default(""), postalCode: line(20), country: z.string().regex(/^[A-Z]{2}$/), isDefault: z.boolean().default(false),
})
export type SaveAddress = z.infer<typeof saveAddress>
export const addressRef = z.object({ accountId: id, addressId: id })
export type AddressRef = z.infer<typeof addressRef>
/** Who imports what goes to an address: the buyer (DAP) or the seller (DDP); null: as the account says. */
export const addressTerms = addressRef.extend({ deliveryTerms: z.enum(["dap", "ddp"]).nullable() })
export type AddressTerms = z.infer<typeof addressTerms>

export const saveLegalProfile = z.object({
  legalName: line(160), taxId: optional(40).default(""), expectedVersion: z.int().min(0),
  address: z.object({ line1: line(160), line2: optional(160).default(""), postalCode: line(20), city: line(80), region: optional(40).default("") }),
})
export type SaveLegalProfile = z.input<typeof saveLegalProfile>
export type LegalAddress = { readonly line1: string; readonly line2: string; readonly postalCode: string; readonly city: string; readonly region: string }
/** `name` is what the portal is called, `email` what its mail comes from; neither is changed here. `manages`: whether the reader may save. */
export type LegalProfile = { readonly name: string; readonly legalName: string; readonly taxId: string; readonly email: string; readonly country: string; readonly address: LegalAddress; readonly version: number; readonly manages: boolean }

export const inviteUser = z.object({ email: emailSchema, name: line(120), role: line(63), accountId: id, locale: localeSchema.optional() })
export type InviteUser = z.infer<typeof inviteUser>
export const invitationRef = z.object({ accountId: id, invitationId: id })
export type InvitationRef = z.infer<typeof invitationRef>
export const tokenRef = z.object({ token })
export const acceptInvitation = z.object({ token, password: passwordSchema, name: line(120).optional() })
export type AcceptInvitation = z.infer<typeof acceptInvitation>

export const requestPasswordReset = z.object({ email: z.string().trim().min(1).max(254) })
export const resetPassword = z.object({ token, password: passwordSchema })
export type ResetPassword = z.infer<typeof resetPassword>
export const changePassword = z.object({ current: z.string().min(1).max(PASSWORD_LENGTH.most), next: passwordSchema })
export type ChangePassword = z.infer<typeof changePassword>
export const saveProfile = z.object({ name: line(120), locale: localeSchema })
export type SaveProfile = z.infer<typeof saveProfile>

export const userRef = z.object({ userId: id })
export const changeRoles = z.object({ userId: id, accountId: id, roles: z.array(line(63)).max(20) })
export type ChangeRoles = z.infer<typeof changeRoles>
export const accountRef = z.object({ accountId: id })

/** What the portal's public API can be asked for; a key may hold no more. */
export const KEY_PERMISSIONS = ["invoice.view", "usage.report", "subscription.manage", "order.view", "order.place"] as const
export const mintKey = z.object({ name: line(80), accountId: id.optional(), permissions: z.array(z.enum(KEY_PERMISSIONS)).min(1).max(KEY_PERMISSIONS.length) })
export type MintKey = z.infer<typeof mintKey>
export const keyRef = z.object({ keyId: id })
export type KeyRef = z.infer<typeof keyRef>
