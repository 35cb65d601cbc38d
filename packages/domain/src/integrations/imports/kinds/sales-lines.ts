import { normalizePartNumber } from "@entrepot/kernel"
import type { MappedRecord } from "../map/map-record.ts"
import { problem, type Problem } from "../map/map-record.ts"
import type { FileRecord } from "../read/records.ts"
import { categoryOf, withoutNothing } from "./catalogue.ts"
import type { CatalogueRow, KindOptions, ReadRow, SalesLine } from "./row.ts"
import { RowReader } from "./values.ts"

/**
 * A line of an invoice as evidence of a product. Not evidence: services (postage, fees, vouchers), cancellations (documents that
 * begin with a C), returns and corrections (nothing or less sold), lines that do not say what or at which price.
 */
export function readSalesLine(mapped: MappedRecord, lenient: ReadonlySet<string>, options: KindOptions): ReadRow<SalesLine> {
  const row = new RowReader(mapped, lenient)
  const no = (code: string, field: string, text: string) => ({ refused: [problem(code, field, { text: text.slice(0, 200) })], noticed: row.noticed })
  const sku = row.required("sku")
  if (sku && isService(sku.text, options.serviceCodes)) return no("service_code", "sku", sku.text)
  if (/^C\d/i.test(row.text("document"))) return no("cancellation", "document", row.text("document"))
  const sold = row.text("quantity")
  if (sold.startsWith("-") || /^0*(\.0*)?$/.test(sold) && sold !== "") return no("nothing_was_sold", "quantity", sold)
  const [name] = Object.entries(row.keyed("name") ?? {})
  if (!name && row.refused.length === 0) return { refused: [problem("description_is_missing", "name")], noticed: row.noticed }
  const asked = row.text("price")
  if (asked.startsWith("-") || /^0*(\.0*)?$/.test(asked) && asked !== "") return no("price_is_not_positive", "price", asked)
  const price = row.said("price") ? row.amount("price", "price") : undefined
  const currency = row.said("currency") ? row.currency("currency") : undefined
  if (row.said("quantity")) row.amount("quantity")
  const rest = withoutNothing({ category: categoryOf(row, options), brand: row.text("brand") || undefined, baseUnit: row.unit("base_unit") })
  if (row.refused.length > 0 || !sku || !name || !price || !currency) return { refused: row.refused, noticed: row.noticed }
  return { key: "", noticed: row.noticed, row: { sku: sku.text, norm: sku.norm, language: name[0], name: name[1], price, currency, ...rest } }
}

function isService(code: string, patterns: readonly string[]): boolean {
  const text = code.trim().toUpperCase()
  return patterns.some((pattern) => {
    const wanted = pattern.toUpperCase()
    return wanted.endsWith("*") ? text.startsWith(wanted.slice(0, -1)) : text === wanted
  })
}

type Tally = { readonly record: FileRecord; readonly first: SalesLine; readonly spellings: Count; readonly names: Count; readonly prices: Count }
type Count = Map<string, number>

export type DerivedProduct = { readonly key: string; readonly record: FileRecord; readonly row: CatalogueRow; readonly noticed: readonly Problem[] }

/**
 * Gathers lines into products: one per code, however it is spelled; called what most of its lines call it, at the price of most
 * of its lines. Between equals the one that came last wins, because it is the newer. Keeps one tally per code, not the lines.
 */
export class SalesGathering {
  readonly #tallies = new Map<string, Tally>()

  get products(): number {
    return this.#tallies.size
  }

  add(record: FileRecord, row: SalesLine): void {
    let tally = this.#tallies.get(row.norm)
    if (!tally) this.#tallies.set(row.norm, (tally = { record, first: row, spellings: new Map(), names: new Map(), prices: new Map() }))
    count(tally.spellings, row.sku)
    count(tally.names, `${row.language} ${row.name.replace(/\s+/g, " ")}`)
    count(tally.prices, `${row.currency} ${row.price}`)
  }

  *derived(): Generator<DerivedProduct> {
    for (const tally of this.#tallies.values()) yield derive(tally)
  }
}

/** Put back at the end each time it is seen, so that among equals the last is the newest. */
function count(counts: Count, value: string): void {
  const times = counts.get(value) ?? 0
  counts.delete(value)
  counts.set(value, times + 1)
}

function mostFrequent(counts: Count): string {
  let best = ""
  let most = 0
  for (const [value, times] of counts) if (times >= most) [best, most] = [value, times]
  return best
}

function derive({ record, first, spellings, names, prices }: Tally): DerivedProduct {
  const sku = mostFrequent(spellings)
  const [language = "en", ...name] = mostFrequent(names).split(" ")
  const [currency = "", unitPrice = ""] = mostFrequent(prices).split(" ")
  const { category, brand, baseUnit } = first
  const noticed = [
    ...(prices.size > 1 ? [problem("several_prices", "price", { sku, chosen: unitPrice, others: others(prices, `${currency} ${unitPrice}`) })] : []),
    ...(names.size > 1 ? [problem("several_descriptions", "name", { sku, chosen: name.join(" "), others: others(names, mostFrequent(names)) })] : []),
  ]
  const row = { sku, names: { [language]: name.join(" ") }, price: { currency, unitPrice, minQuantity: "1" }, ...withoutNothing({ category, brand, baseUnit }) }
  return { key: `${normalizePartNumber(sku)} `, record, row, noticed }
}

function others(counts: Count, chosen: string): string {
  const rest = [...counts].filter(([value]) => value !== chosen).sort((a, b) => b[1] - a[1])
  const shown = rest.slice(0, 10).map(([value, times]) => `${value.slice(value.indexOf(" ") + 1)} ×${times}`)
  return shown.join(", ") + (rest.length > 10 ? ", …" : "")
}
