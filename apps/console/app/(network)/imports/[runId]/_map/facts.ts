/** `of`: the language of a text, or the name of an attribute; empty for everything that a product has once. */
export type Fact = { readonly field: string; readonly of: string; readonly text: string }

/** What a row calls its parts, and under which name the page maps them. */
const FIELDS: Readonly<Record<string, string>> = {
  names: "name", descriptions: "description", attributes: "attribute", baseUnit: "base_unit", taxCategory: "tax_category", hsCode: "hs_code", weightGrams: "weight_grams",
  minQuantity: "min_quantity", unitPrice: "price", validFrom: "valid_from", validTo: "valid_to",
}
const UNIT_FIELDS: Readonly<Record<string, string>> = { factor: "unit_factor", gtin: "unit_gtin" }
/** By which the import finds its way; nobody wrote them. */
const INNER = new Set(["norm", "language", "sellable"])

/** A row as it would become, fact by fact; what it does not say is left out. */
export function factsOf(row: unknown, names: Readonly<Record<string, string>> = FIELDS): Fact[] {
  return Object.entries((row ?? {}) as Readonly<Record<string, unknown>>).flatMap(([part, value]): Fact[] => {
    if (value === null || value === undefined || value === "" || INNER.has(part)) return []
    const field = names[part] ?? part
    if (Array.isArray(value)) return value.length === 0 ? [] : [{ field, of: "", text: value.join(" > ") }]
    if (typeof value !== "object") return [{ field, of: "", text: String(value) }]
    if (part === "unit") return factsOf(value, UNIT_FIELDS)
    if (part === "price") return factsOf(value).map((fact) => (fact.field === "unit" ? { ...fact, field: "price_unit" } : fact))
    return Object.entries(value).map(([of, text]) => ({ field, of, text: String(text) }))
  })
}
