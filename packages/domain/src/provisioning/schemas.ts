import { z } from "zod"
import { TemplatePlan } from "../subscriptions/contract.ts"

export const LOCALES = ["en", "de", "fr"] as const
export const KINDS = ["dealer", "reseller", "oem"] as const

const code = z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/)
const line = (most: number) => z.string().trim().min(1).max(most)
const percent = z.string().regex(/^-?\d{1,4}(\.\d{1,4})?$/)
const quantity = z.string().regex(/^\d{1,9}(\.\d{1,6})?$/)
const locale = z.enum(LOCALES)
const currency = z.string().regex(/^[A-Z]{3}$/)
const country = z.string().regex(/^[A-Z]{2}$/)
const zone = z.string().min(1).max(60).refine(isZone, "not an IANA zone")
const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/)
const imageHash = z.string().regex(/^[0-9a-f]{64}$/).nullable()

const knownZones = new Set<string>()

/** Asking costs a quarter of a millisecond, and a template asks for each of its zones; the known ones are few. */
function isZone(text: string): boolean {
  if (knownZones.has(text)) return true
  try {
    const known = new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== ""
    if (known && knownZones.size < 1_000) knownZones.add(text)
    return known
  } catch {
    return false
  }
}

/** locked: as the template says. bounded: one of what the template allows. free: the template's is a proposal. */
function field<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion("mode", [
    z.object({ mode: z.literal("locked"), value }),
    z.object({ mode: z.literal("bounded"), value, allowed: z.array(value).min(1) }),
    z.object({ mode: z.literal("free"), value }),
  ])
}

/** Rules as a set. locked: the tenant may not change them. bounded: it may add its own, the template's stay. free: all are its own. */
function rules<T extends z.ZodType>(value: T) {
  return z.object({ mode: z.enum(["locked", "bounded", "free"]), value })
}

export const BrandNames = z.object({
  display: z.string().trim().max(80).optional(), legal: z.string().trim().max(160).optional(), address: z.string().trim().max(300).optional(),
  supportEmail: z.union([z.email(), z.literal("")]).optional(), supportPhone: z.string().trim().max(40).optional(),
})

/** The eight brand inputs; everything else on a page is derived from them. Logo and mark are content hashes of stored images. */
const brandInputs = {
  accent: colour, ink: colour, canvas: colour, radius: z.int().min(0).max(16), font: z.enum(["inter", "source-sans-3", "manrope", "system"]),
  logo: imageHash, mark: imageHash, names: BrandNames,
}
export const BrandOverrides = z.object(brandInputs).partial()
export type BrandOverrides = z.infer<typeof BrandOverrides>

const target = { target: z.enum(["all", "category", "brand"]), categoryPath: z.string().max(200).optional(), brand: z.string().max(120).optional() }
const roleCode = z.string().regex(/^[a-z][a-z0-9_]{1,62}$/)
const names = z.object({ en: z.string(), de: z.string(), fr: z.string() })

export const SegmentRule = z.object({ effect: z.enum(["include", "exclude"]), ...target, accountGroup: z.string().max(63).default("") })
export const PriceRule = z.object({
  side: z.enum(["sale", "supply"]), name: line(120), ...target, accountGroup: z.string().max(63).default(""), basis: z.enum(["base", "supply"]),
  percent, minQuantity: quantity.default("1"),
}).refine((rule) => rule.side === "sale" || rule.basis === "base", "a supply rule stands on the base price")
export const TaxRate = z.object({ country, region: z.string().max(10).default(""), taxCategory: line(40), label: line(80), percent: z.string().regex(/^\d{1,2}(\.\d{1,4})?$/) })
export const ApprovalPolicy = z.object({
  name: line(120), condition: line(1000),
  levels: z.array(z.object({ name: line(80), mode: z.enum(["any", "all"]), roles: z.array(roleCode).min(1).max(10) })).min(1).max(6),
})
export const TemplateRole = z.object({ code: roleCode, names, reach: z.enum(["tenant", "account"]), permissions: z.array(z.string().max(60)).max(60) })

/** What a release says about a tenant. Immutable once published; its hash is its identity. */
export const ReleaseBody = z.object({
  kind: z.enum(KINDS),
  locale: field(locale), currency: field(currency), zone: field(zone), country: field(country),
  brand: z.object({
    accent: field(brandInputs.accent), ink: field(brandInputs.ink), canvas: field(brandInputs.canvas), radius: field(brandInputs.radius), font: field(brandInputs.font),
    logo: field(brandInputs.logo), mark: field(brandInputs.mark), names: field(brandInputs.names),
  }),
  /** Of every country that the template knows; a tenant gets those of its own country. */
  taxRates: rules(z.array(TaxRate).max(500)),
  segments: rules(z.array(SegmentRule).min(1).max(200)),
  priceRules: rules(z.array(PriceRule).max(200)),
  approvalPolicies: rules(z.array(ApprovalPolicy).max(50)),
  /** What tenants offer their customers to subscribe to. A code names the same plan in every release. */
  plans: rules(z.array(TemplatePlan).max(50).refine((plans) => new Set(plans.map(({ code }) => code)).size === plans.length, "a code names one plan")).default({ mode: "bounded", value: [] }),
  roles: rules(z.array(TemplateRole).min(1).max(50)),
  accountGroups: rules(z.array(z.object({ code, name: line(80) })).min(1).max(50)),
  settings: rules(z.record(z.string().max(60), z.json())),
  /** `{prefix}` becomes the tenant's own, such as ZW. */
  documentPrefixes: rules(z.object({ order: line(20), shipment: line(20), subscription: line(20).default("{prefix}-R") })),
  administratorRole: roleCode,
})
export type ReleaseBody = z.infer<typeof ReleaseBody>

const host = z.string().trim().toLowerCase().max(253).regex(/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?$/)

/** A picture that comes along: a PNG, JPEG, WebP or SVG of at most 512 KB, as base64. It is drawn anew before it is kept. */
const picture = z.base64().min(1).max(700_000)

export const StampParams = z.object({
  code, name: line(80), legalName: line(160), host,
  locale: locale.optional(), currency: currency.optional(), zone: zone.optional(), country: country.optional(),
  taxId: z.string().trim().max(40).optional(),
  /** From which the tenant's mails come; orders@<host> unless said otherwise. */
  mailFrom: z.email().optional(),
  /** Leads the numbers of its documents; made from the code unless given. */
  prefix: z.string().regex(/^[A-Z0-9]{1,8}$/).optional(),
  brand: BrandOverrides.default({}),
  pictures: z.object({ logo: picture.optional(), mark: picture.optional() }).optional(),
  account: z.object({
    number: line(40).default("H-1"), name: line(160).optional(), taxId: z.string().trim().max(40).optional(),
    /** In the tenant's currency; null is unlimited. */
    creditLimit: z.string().regex(/^\d{1,12}(\.\d{1,3})?$/).nullable().default(null),
    address: z.object({ line1: line(160), line2: z.string().trim().max(160).default(""), city: line(80), region: z.string().trim().max(40).default(""), postalCode: line(20), country: country.optional() }).optional(),
  }).prefault({}),
  invitations: z.array(z.object({ email: z.string().trim().toLowerCase().max(254).pipe(z.email()), name: line(120), role: roleCode.optional(), locale: locale.optional() })).min(1).max(50),
})
export type StampParams = z.infer<typeof StampParams>

const stampKey = z.string().trim().min(1).max(120).regex(/^[\w.:-]+$/)

export const RequestStamp = z.object({
  key: stampKey,
  networkId: z.int().min(1),
  /** Which release: by its id, or the newest of a template. */
  templateCode: z.string().max(63).optional(),
  releaseId: z.uuid().optional(),
  params: StampParams,
}).refine((request) => (request.templateCode === undefined) !== (request.releaseId === undefined), { path: ["templateCode"], message: "name a template or a release" })
export type RequestStamp = z.infer<typeof RequestStamp>

export const PreviewStamp = z.object({ networkId: z.int().min(1), templateCode: z.string().max(63).optional(), releaseId: z.uuid().optional(), params: StampParams })
export type PreviewStamp = z.infer<typeof PreviewStamp>

export const StampRef = z.object({ networkId: z.int().min(1), key: stampKey })
export type StampRef = z.infer<typeof StampRef>
export const ListStamps = z.object({ networkId: z.int().min(1).optional(), status: z.enum(["queued", "running", "done", "failed"]).optional(), limit: z.int().min(1).max(200).default(50) })
export type ListStamps = z.infer<typeof ListStamps>

export const PublishRelease = z.object({ templateCode: code, name: line(80), description: z.string().trim().max(500).default(""), notes: z.string().trim().max(2000).default(""), body: ReleaseBody })
export type PublishRelease = z.infer<typeof PublishRelease>
export const TemplateRef = z.object({ templateCode: code })
export const ReleaseRef = z.object({ releaseId: z.uuid() })

export const TenantRef = z.object({ networkId: z.int().min(1), tenantId: z.int().min(1) })
export type TenantRef = z.infer<typeof TenantRef>
export const SuspendTenant = TenantRef.extend({ reason: line(500) })
export type SuspendTenant = z.infer<typeof SuspendTenant>
export const ListTenants = z.object({
  networkId: z.int().min(1).optional(), search: z.string().trim().max(80).default(""), status: z.enum(["provisioning", "active", "suspended", "closed"]).optional(),
  after: z.object({ networkId: z.int(), tenantId: z.int() }).optional(), limit: z.int().min(1).max(200).default(50),
})
export type ListTenants = z.infer<typeof ListTenants>

export const MintApiKey = z.object({ name: line(80), permissions: z.array(z.string().max(60)).min(1).max(20) })
export type MintApiKey = z.infer<typeof MintApiKey>
export const ApiKeyRef = z.object({ keyId: z.uuid() })
export const NetworkRef = z.object({ networkId: z.int().min(1) })
