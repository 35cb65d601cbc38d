import { CreateProduct, SaveProduct, type UnitInput } from "@entrepot/domain/catalog/contract"

export const LANGUAGES = ["en", "de", "fr"] as const
export type Texts = Record<(typeof LANGUAGES)[number], string>
export type UnitDraft = { unit: string; factor: string; gtin: string; minimum: string; step: string; sellable: boolean }

/** `kind` is what the master holds: a number stays one as long as it reads as one. */
export type AttributeDraft = { name: string; value: string; kind?: "number" | "boolean" }

/** A product as it is typed. */
export type ProductDraft = {
  sku: string; mpn: string; gtin: string; brand: string; names: Texts; descriptions: Texts; category: string; baseUnit: string; taxCategory: string; status: string
  hsCode: string; weightGrams: string; origin: string; lotTracked: boolean; attributes: readonly AttributeDraft[]; units: readonly UnitDraft[]
}

const noTexts: Texts = { en: "", de: "", fr: "" }
export const emptyProduct: ProductDraft = {
  sku: "", mpn: "", gtin: "", brand: "", names: noTexts, descriptions: noTexts, category: "", baseUnit: "each", taxCategory: "standard", status: "active", hsCode: "", weightGrams: "", origin: "", lotTracked: false, attributes: [],
  units: [{ unit: "each", factor: "1", gtin: "", minimum: "1", step: "1", sellable: true }],
}

type Known = {
  sku: string; mpn: string | null; gtin: string | null; brand: string; names: Readonly<Record<string, string>>; descriptions: Readonly<Record<string, string>>; category: string; baseUnit: string; taxCategory: string; status: string
  hsCode: string | null; weightGrams: number | null; origin: string | null; lotTracked: boolean; attributes: Readonly<Record<string, unknown>>
  units: readonly { unit: string; factor: string; gtin: string | null; minimum: string; step: string; sellable: boolean }[]
}

const attributeOf = ([name, value]: [string, unknown]): AttributeDraft => ({ name, value: String(value), ...((typeof value === "number" || typeof value === "boolean") && { kind: typeof value as "number" | "boolean" }) })

function valueOf({ value, kind }: AttributeDraft): string | number | boolean {
  if (kind === "number" && /^-?\d+(\.\d+)?$/.test(value.trim())) return Number(value)
  return kind === "boolean" && /^(true|false)$/.test(value.trim()) ? value.trim() === "true" : value.trim()
}

export function draftOf(product: Known): ProductDraft {
  const texts = (from: Readonly<Record<string, string>>): Texts => ({ en: from["en"] ?? "", de: from["de"] ?? "", fr: from["fr"] ?? "" })
  const { sku, brand, category, baseUnit, taxCategory, status, lotTracked } = product
  return {
    sku, brand, category, baseUnit, taxCategory, status, lotTracked, mpn: product.mpn ?? "", gtin: product.gtin ?? "", names: texts(product.names), descriptions: texts(product.descriptions), hsCode: product.hsCode ?? "", weightGrams: product.weightGrams?.toString() ?? "",
    origin: product.origin ?? "", attributes: Object.entries(product.attributes).map(attributeOf), units: product.units.map((unit) => ({ ...unit, gtin: unit.gtin ?? "" })),
  }
}

const orNull = (text: string) => text.trim() || null

function rowOf(draft: ProductDraft) {
  const units: UnitInput[] = draft.units.map(({ gtin, factor, minimum, step, ...unit }) => ({ ...unit, factor: factor.replace(",", "."), minimum: minimum.replace(",", "."), step: step.replace(",", "."), gtin: orNull(gtin) }))
  return {
    sku: draft.sku, mpn: orNull(draft.mpn), gtin: orNull(draft.gtin), brand: draft.brand, names: draft.names, descriptions: draft.descriptions, category: draft.category, baseUnit: draft.baseUnit.trim(), taxCategory: draft.taxCategory, status: draft.status,
    hsCode: orNull(draft.hsCode), weightGrams: draft.weightGrams.trim() === "" ? null : Number(draft.weightGrams), origin: orNull(draft.origin.toUpperCase()), lotTracked: draft.lotTracked,
    attributes: Object.fromEntries(draft.attributes.filter(({ name }) => name.trim()).map((attribute) => [attribute.name.trim(), valueOf(attribute)])), units,
  }
}

type Read<T> = { value: T; fields: [] } | { value: undefined; fields: string[] }

/** What will be sent, or the names of the fields that are not right yet. */
export function readNew(draft: ProductDraft): Read<ReturnType<typeof CreateProduct.parse>> {
  return answer(CreateProduct.safeParse(rowOf(draft)))
}

export function readChange(draft: ProductDraft, productId: string, version: number): Read<ReturnType<typeof SaveProduct.parse>> {
  return answer(SaveProduct.safeParse({ ...rowOf(draft), productId, version }))
}

function answer<T>(parsed: { success: true; data: T } | { success: false; error: { issues: readonly { path: readonly PropertyKey[] }[] } }): Read<T> {
  if (parsed.success) return { value: parsed.data, fields: [] }
  return { value: undefined, fields: [...new Set(parsed.error.issues.map(({ path }) => path.map(String).join(".")))] }
}
