import { z } from "zod"

/** Browser-safe: what the catalogue's verbs take, and the words for its states. Quantities are decimal text. */
export const PRODUCT_STATUSES = ["draft", "active", "run_out", "discontinued"] as const
export type ProductStatus = (typeof PRODUCT_STATUSES)[number]

export const SEGMENT_TARGETS = ["all", "category", "brand", "product"] as const
export const SEGMENT_EFFECTS = ["include", "exclude"] as const

const Text = z.string().trim().min(1).max(500)
const Code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)
const UnitCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,23}$/)
const Amount = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/).refine((text) => /[1-9]/.test(text), "above zero")
const Version = z.number().int().min(1)
export const ProductId = z.uuid()
export const CategoryPath = z.string().max(1000).regex(/^([^.]+\.)+$/)

/** One text per language; a language that is missing falls back to English, then to any. */
export const Localised = z.partialRecord(z.enum(["en", "de", "fr"]), z.string().trim().max(4000))
const Names = Localised.refine((names) => Object.values(names).some((name) => name), "at least one language")

/** Each unit that a product is kept or sold in; `factor` says how many base units it holds. */
export const UnitInput = z.object({
  unit: UnitCode, factor: Amount, gtin: z.string().max(20).nullish(),
  minimum: Amount.default("1"), step: Amount.default("1"), sellable: z.boolean().default(true),
})
export type UnitInput = z.input<typeof UnitInput>

/**
 * One product as a steward or an import knows it. What is left out stays as it is, or takes its default on a new product;
 * null takes a value away. `units` replaces all of them; the base unit is added where it is missing.
 */
export const ProductRow = z.object({
  sku: Text.max(64),
  mpn: z.string().trim().max(100).nullish(),
  gtin: z.string().trim().max(20).nullish(),
  brand: z.string().trim().max(200).optional(),
  names: Names.optional(),
  descriptions: Localised.optional(),
  category: Code.optional(),
  baseUnit: UnitCode.optional(),
  taxCategory: z.string().trim().min(1).max(40).optional(),
  status: z.enum(PRODUCT_STATUSES).optional(),
  attributes: z.record(z.string().max(100), z.union([z.string().max(1000), z.number(), z.boolean()])).optional(),
  hsCode: z.string().trim().max(20).nullish(),
  weightGrams: z.number().int().min(0).nullish(),
  origin: z.string().regex(/^[A-Z]{2}$/).nullish(),
  lotTracked: z.boolean().optional(),
  popularity: z.number().int().min(0).max(1_000_000_000).optional(),
  units: z.array(UnitInput).min(1).max(50).optional(),
})
export type ProductRow = z.input<typeof ProductRow>

export const CreateProduct = ProductRow.extend({ names: Names, category: Code, baseUnit: UnitCode })
export type CreateProduct = z.input<typeof CreateProduct>

/** `version` is the one that was on screen; whoever saved in between is named in the refusal. */
export const SaveProduct = ProductRow.partial({ sku: true }).extend({ productId: ProductId, version: Version })
export type SaveProduct = z.input<typeof SaveProduct>

export const SaveUnits = z.object({ productId: ProductId, version: Version, units: z.array(UnitInput).min(1).max(50) })
export type SaveUnits = z.input<typeof SaveUnits>

export const SetSuccessor = z.object({ productId: ProductId, version: Version, successorId: ProductId.nullable() })
export type SetSuccessor = z.input<typeof SetSuccessor>

/** In the order in which they are offered. */
export const SetAlternatives = z.object({
  productId: ProductId, version: Version,
  alternatives: z.array(z.object({ productId: ProductId, reason: z.string().trim().min(1).max(200).default("equivalent") })).max(50),
})
export type SetAlternatives = z.input<typeof SetAlternatives>

export const ListProducts = z.object({
  text: z.string().max(200).optional(),
  categoryPath: CategoryPath.optional(),
  brand: z.string().max(200).optional(),
  status: z.enum(PRODUCT_STATUSES).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
export type ListProducts = z.input<typeof ListProducts>

/** A category hangs below `parent`, named by its code; null is the root. */
export const CategoryRow = z.object({ code: Code, parent: Code.nullable(), names: Names, position: z.number().int().min(0).max(1_000_000).default(0) })
export type CategoryRow = z.input<typeof CategoryRow>

export const SaveCategory = CategoryRow.extend({ categoryId: z.uuid() })
export type SaveCategory = z.input<typeof SaveCategory>

export const DeleteCategory = z.object({ categoryId: z.uuid() })
export type DeleteCategory = z.input<typeof DeleteCategory>

const AccountGroup = z.string().max(64).default("")
const Effect = z.enum(SEGMENT_EFFECTS)
/** What a tenant's catalogue takes in or leaves out, for one account group or, with '', for all of them. */
export const SegmentRuleInput = z.discriminatedUnion("target", [
  z.object({ effect: Effect, target: z.literal("all"), accountGroup: AccountGroup }),
  z.object({ effect: Effect, target: z.literal("category"), categoryPath: CategoryPath, accountGroup: AccountGroup }),
  z.object({ effect: Effect, target: z.literal("brand"), brand: Text, accountGroup: AccountGroup }),
  z.object({ effect: Effect, target: z.literal("product"), productId: ProductId, accountGroup: AccountGroup }),
])
export type SegmentRuleInput = z.input<typeof SegmentRuleInput>

/** Without `ruleId` a rule is new; with it, `version` is the one that was on screen. */
export const SaveSegmentRule = z.object({ ruleId: z.uuid().optional(), version: Version.optional(), rule: SegmentRuleInput })
export type SaveSegmentRule = z.input<typeof SaveSegmentRule>

export const DeleteSegmentRule = z.object({ ruleId: z.uuid(), version: Version })
export type DeleteSegmentRule = z.input<typeof DeleteSegmentRule>

/** What would change if these were all the rules. */
export const PreviewSegments = z.object({ rules: z.array(SegmentRuleInput).max(2000), accountGroup: AccountGroup })
export type PreviewSegments = z.input<typeof PreviewSegments>

export const FindByPartNumbers = z.object({ texts: z.array(z.string().max(200)).min(1).max(1000) })
export type FindByPartNumbers = z.input<typeof FindByPartNumbers>
