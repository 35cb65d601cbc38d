import { z } from "zod"
import { CATCH_UPS, COLLECTS, Id, INVOICINGS, Minor, Months, Name, Percent, Version } from "./parts.ts"
import { Cadence, PricePolicy, StockOutPolicy, TemplatePricePolicy } from "./policies.ts"

/* Plans, and those that a template offers. */

export const PLAN_STATUSES = ["active", "retired"] as const

export const ServiceFee = z.object({ name: Name, amount: Minor.refine((text) => /[1-9]/.test(text), "above zero"), everyMonths: Months.default(1) })
export type ServiceFee = z.infer<typeof ServiceFee>

export const PlanDraft = z.object({
  name: Name, description: z.string().trim().max(1000).default(""),
  /** The cadences that a customer may choose of; none is any. */
  cadences: z.array(Cadence).max(20).default([]),
  /** Off the price that the line's policy gives. */
  discountPercent: z.string().regex(/^\d{1,2}(\.\d{1,4})?$/).default("0"),
  pricePolicy: PricePolicy.default({ policy: "current" }),
  stockOut: StockOutPolicy.default([{ step: "split" }]),
  invoicing: z.enum(INVOICINGS).default("at_shipment"),
  collect: z.array(z.enum(COLLECTS)).min(1).max(2).default(["terms"]),
  catchUp: z.enum(CATCH_UPS).default("ship_one"),
  noticeDays: z.int().min(0).max(60).default(5),
  ceilingPercent: Percent.default("5"),
  /** Charged in advance for so many months at a time, beside what is delivered; in minor units of the tenant's currency. */
  serviceFee: ServiceFee.nullable().default(null),
  /** How long a term is; null runs on. */
  termMonths: z.int().min(1).max(120).nullish(),
})
export type PlanDraft = z.input<typeof PlanDraft>
/** What a template offers its tenants: the same, with its name in each language. `code` says which plan of the template it is, in every release. */
const Names = z.object({ en: Name, de: Name, fr: Name })
const Descriptions = z.object({ en: z.string().trim().max(1000), de: z.string().trim().max(1000), fr: z.string().trim().max(1000) })
export const TemplatePlan = PlanDraft.omit({ name: true, description: true }).extend({ code: z.string().regex(/^[a-z][a-z0-9-]{1,62}$/), pricePolicy: TemplatePricePolicy.default({ policy: "current" }), names: Names, descriptions: Descriptions.default({ en: "", de: "", fr: "" }) })
export type TemplatePlan = z.infer<typeof TemplatePlan>
const TemplateDraft = PlanDraft.extend({ pricePolicy: TemplatePricePolicy.default({ policy: "current" }) })
/** A plan of a template in one tenant's words: what the partner would have. A series that its prices follow is still named by its code. */
export type PlanOffer = { readonly code: string; readonly draft: z.infer<typeof TemplateDraft> }
/** The plan as a tenant that speaks this language gets it. */
export function planInWords({ code, names, descriptions, ...terms }: TemplatePlan, locale: "en" | "de" | "fr"): PlanOffer {
  return { code, draft: TemplateDraft.parse({ ...terms, name: names[locale], description: descriptions[locale] }) }
}
/** locked: as the template says. bounded: the template's stay as they are and may be hidden, and the tenant adds its own. free: all are its own. */
export const PLAN_MODES = ["locked", "bounded", "free"] as const
export type PlanMode = (typeof PLAN_MODES)[number]
/** `release` is the one that was shown: another one since then is refused. */
export const DecideTemplatePlan = z.object({ code: TemplatePlan.shape.code, release: Version })
export type DecideTemplatePlan = z.infer<typeof DecideTemplatePlan>

/** Of a plan that the template no longer has since this release: keep it as the tenant's own, or offer it no more. */
export const DecideDroppedPlan = z.object({ code: TemplatePlan.shape.code, release: Version, how: z.enum(["keep", "retire"]) })
export type DecideDroppedPlan = z.infer<typeof DecideDroppedPlan>

export const SavePlan = z.object({ planId: Id.optional(), version: Version.optional(), plan: PlanDraft })
export type SavePlan = z.input<typeof SavePlan>
export const PlanRef = z.object({ planId: Id })
export type PlanRef = z.infer<typeof PlanRef>
