import { normalizeGtin } from "@entrepot/kernel"
import { fieldsOf, type FieldMapping, type ImportKind, type Mapping, type Transform } from "../contract.ts"
import { dayText, decimalStyleOf, decimalText, type DayOrder } from "./numbers.ts"
import { matchesOf, plain } from "./synonyms.ts"
import { codeOf } from "./words.ts"

export type Columns = { readonly names: readonly string[]; readonly rows: readonly (readonly string[])[] }
export type Defaults = { readonly currency: string }

/** What a file probably is, by the names of its columns. */
export function suggestKind({ names }: Pick<Columns, "names">): ImportKind {
  const has = (kind: ImportKind, field: string) => names.some((name) => matchesOf(kind, name).some((match) => match.field === field && match.sureness > 60))
  if (has("packages", "package") && has("packages", "quantity")) return "packages"
  if (has("sales_lines", "document") && has("sales_lines", "quantity") && has("sales_lines", "price")) return "sales_lines"
  if (has("prices", "price") && has("prices", "sku") && !has("catalogue", "name")) return "prices"
  return "catalogue"
}

/**
 * A mapping to begin with: by what the columns are called in three languages, then by what is in them. A person corrects it; it
 * never maps one column to two meanings that contradict, and never guesses a constant but the network's own currency.
 */
export function suggestMapping(kind: ImportKind, columns: Columns, { currency }: Defaults): Mapping {
  const chosen = byName(kind, columns)
  byContent(kind, columns, chosen)
  const fields = [...chosen.values()].map((choice) => fieldFrom(kind, choice, columns))
  if (chosen.has("price ") && !chosen.has("currency ")) fields.push(constant("currency", currency))
  if (kind === "catalogue") fields.push(...attributes(columns, chosen))
  return { fields }
}

type Choice = { readonly field: string; readonly key: string; readonly columns: number[] }

/** Numbers of a GTIN's length whose check digits are right, beside whatever else: one in ten would be by chance. */
function holdsGtins(values: readonly string[]): boolean {
  const shaped = values.filter((value) => /^(\d{8}|\d{12,14})$/.test(value))
  return shaped.length > values.length / 20 && share(shaped, (value) => normalizeGtin(value) !== undefined) > 0.8
}

/** The surest pair of column and field first; a field takes the next sure column as a second source when it may have several. */
function byName(kind: ImportKind, { names, rows }: Columns): Map<string, Choice> {
  const rules = fieldsOf(kind)
  const pairs = names.flatMap((name, column) => (isFilled(rows, column) ? matchesOf(kind, name).map((match) => ({ ...match, column })) : []))
  pairs.sort((a, b) => b.sureness - a.sureness || a.column - b.column)
  const chosen = new Map<string, Choice>()
  const used = new Set<number>()
  for (const { field, language, column, sureness } of pairs) {
    const key = rules[field]?.per === "language" ? language : ""
    const known = chosen.get(`${field} ${key}`)
    if (used.has(column) || (known && !(FALLS_BACK.has(field) && sureness > 60))) continue
    used.add(column)
    if (known) known.columns.push(column)
    else chosen.set(`${field} ${key}`, { field, key, columns: [column] })
  }
  return chosen
}

/** Fields whose second column serves where the first is empty: a maker's number or else the model. */
const FALLS_BACK = new Set(["mpn"])

function byContent(kind: ImportKind, columns: Columns, chosen: Map<string, Choice>): void {
  const { names } = columns
  const used = new Set([...chosen.values()].flatMap((choice) => choice.columns))
  const first = (test: (values: string[]) => boolean, any = false) => names.findIndex((_, column) => (any || !used.has(column)) && test(filled(columns.rows, column)))
  const choose = (field: string, key: string, column: number) => {
    if (column < 0) return
    used.add(column)
    chosen.set(`${field} ${key}`, { field, key, columns: [column] })
  }
  const item = kind === "packages" ? "primary" : "sku"
  if (!chosen.has(`${item} `)) choose(item, "", first((values) => values.length > 0 && new Set(values).size === values.length && values.every((value) => value.length <= 40 && /\d/.test(value))))
  if (kind === "catalogue" && !chosen.has("gtin ")) choose("gtin", "", first(holdsGtins, true))
  if ("price" in fieldsOf(kind) && !chosen.has("price ")) choose("price", "", first((values) => share(values, (value) => /\d[.,]\d{2}\D*$/.test(value) && decimalText(value, decimalStyleOf(values)) !== undefined) > 0.9))
  const named = [...chosen.values()].some(({ field }) => field === "name")
  const described = [...chosen.entries()].find(([, { field }]) => field === "description")
  if ("name" in fieldsOf(kind) && !named && described) chosen.set(`name ${described[1].key}`, { ...described[1], field: "name", columns: [...described[1].columns] })
  // A maker's number says more about a product than no name at all.
  const name = [...chosen.values()].find(({ field }) => field === "name")
  const model = chosen.get("mpn ")?.columns.at(-1)
  if (kind === "catalogue" && name && model !== undefined) name.columns.push(model)
}

const LONG_NAME = 200

function fieldFrom(kind: ImportKind, { field, key, columns: from }: Choice, { rows }: Columns): FieldMapping {
  const values = from.flatMap((column) => filled(rows, column))
  const holds = fieldsOf(kind)[field]?.holds
  const transforms: Transform[] = [{ step: "trim" }]
  if (holds === "number") transforms.push({ step: "decimal", style: decimalStyleOf(values) })
  // A separator that most rows do not have tells several categories apart, and the first is the one that counts.
  if (holds === "category" && categorySeparatorOf(values) !== "|") transforms.push({ step: "split", separator: "|", part: 1 }, { step: "trim" })
  if (holds === "day") transforms.push({ step: "day", order: dayOrderOf(values) })
  if (field === "name") transforms.push({ step: "shorten", letters: LONG_NAME })
  const lenient = holds === "gtin" && values.some((value) => normalizeGtin(value) === undefined)
  return { field, key, columns: from, combine: "first", joiner: " ", constant: "", transforms, unreadable: lenient ? "leave_out" : "refuse" }
}

const SEPARATORS = [[">", 0.2], ["|", 0.5], ["/", 0.6], ["\\", 0.5]] as const

/** What cuts a category's text into its levels: a sign that stands in so many of the values that it cannot be part of a name. */
export function categorySeparatorOf(values: readonly string[]): string {
  return SEPARATORS.find(([separator, least]) => share(values, (value) => value.includes(separator)) > least)?.[0] ?? ">"
}

/** The separator for the columns that a mapping takes its categories from. */
export function suggestSeparator({ fields }: Mapping, { rows }: Columns): string {
  return categorySeparatorOf(fields.filter(({ field }) => field === "category").flatMap(({ columns }) => columns.flatMap((column) => filled(rows, column))))
}

function constant(field: string, value: string): FieldMapping {
  return { field, key: "", columns: [], combine: "first", joiner: " ", constant: value, transforms: [], unreadable: "refuse" }
}

const MOST_ATTRIBUTES = 30

/** Columns that mean nothing yet, but say something: each becomes an attribute under its own name. */
function attributes({ names, rows }: Columns, chosen: ReadonlyMap<string, Choice>): FieldMapping[] {
  const used = new Set([...chosen.values()].flatMap((choice) => choice.columns))
  const keys = new Set<string>()
  const free = names.flatMap((name, column) => {
    const key = codeOf(plain(name), "_").slice(0, 100)
    if (used.has(column) || key === "" || keys.has(key) || !isFilled(rows, column)) return []
    keys.add(key)
    return [{ ...constant("attribute", ""), key, columns: [column], transforms: [{ step: "trim" as const }] }]
  })
  return free.slice(0, MOST_ATTRIBUTES)
}

function dayOrderOf(values: readonly string[]): DayOrder {
  const reads = (order: DayOrder) => values.filter((value) => dayText(value, order) !== undefined).length
  return (["ymd", "dmy", "mdy"] as const).toSorted((a, b) => reads(b) - reads(a))[0]!
}

function filled(rows: Columns["rows"], column: number): string[] {
  return rows.map((row) => (row[column] ?? "").trim()).filter((value) => value !== "")
}

function isFilled(rows: Columns["rows"], column: number): boolean {
  return rows.some((row) => (row[column] ?? "").trim() !== "")
}

function share(values: readonly string[], test: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length
}

