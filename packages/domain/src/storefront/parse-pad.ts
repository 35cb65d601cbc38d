import { parsePadQuantity } from "./pad-quantity.ts"

/** One row as it was pasted: what was written, not what it means. `quantity` is absent where the row names none. */
export type PadRow = { readonly line: number; readonly part: string; readonly quantity?: string; readonly unit?: string }

type Column = "part" | "quantity" | "unit"

const HEADERS: Readonly<Record<Column, ReadonlySet<string>>> = {
  part: new Set(["part", "partnumber", "partno", "part#", "sku", "item", "itemnumber", "itemno", "article", "articlenumber", "product", "productnumber", "code", "number", "mpn", "gtin", "ean",
    "artikel", "artikelnummer", "artikelnr", "artnr", "bestellnummer", "bestellnr", "nummer", "teilenummer", "produkt", "ref", "reference", "référence", "réf", "numéro", "produit", "codearticle", "articleno"]),
  quantity: new Set(["quantity", "qty", "count", "pieces", "pcs", "menge", "anzahl", "stückzahl", "quantité", "qté", "nombre", "qte", "quantite"]),
  unit: new Set(["unit", "uom", "unitofmeasure", "einheit", "me", "mengeneinheit", "ve", "unité", "unite", "conditionnement"]),
}

/**
 * Reads an order pad: any number of rows, each with a tab, semicolon, comma or spaces between part number, quantity and unit,
 * mixed as they come, quoted or not, with or without a byte-order mark or a row of headings. Numbers are read in the
 * language's way. Empty lines are left out; `line` counts the lines that the person sees, from 1.
 */
export function parsePad(text: string, locale: string): PadRow[] {
  const records = recordsOf(text.replace(/^\uFEFF/, ""))
  const first = records.find(({ raw }) => raw.trim() !== "")
  const columns = first && headingOf(fieldsOf(first.raw, locale))
  return records.flatMap((record) => {
    if (record.raw.trim() === "" || (columns && record === first)) return []
    const fields = fieldsOf(record.raw, locale).map((field) => field.trim())
    const row = columns ? byHeading(fields, columns, locale) : byShape(fields, locale)
    return row.part === "" && row.quantity === undefined ? [] : [{ line: record.line, ...row }]
  })
}

type Read = Omit<PadRow, "line">

/** Lines, but a quoted field may run over several of them; an odd quote that is never closed is a sign like any other. */
function recordsOf(text: string): { line: number; raw: string }[] {
  const lines = text.split(/\r\n|\n|\r/)
  const records: { line: number; raw: string }[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = index + 1
    let raw = lines[index]!
    const closing = isOpen(raw) ? lines.slice(index + 1, index + 4).findIndex((_, more) => !isOpen(lines.slice(index, index + more + 2).join("\n"))) : -1
    if (closing >= 0) {
      raw = lines.slice(index, index + closing + 2).join(" ")
      index += closing + 1
    }
    records.push({ line, raw })
  }
  return records
}

/** A quote that begins a field and is not closed before the end. */
function isOpen(raw: string): boolean {
  return /(^|[\t;,])\s*"/.test(raw) && (raw.match(/"/g)?.length ?? 0) % 2 === 1
}

function fieldsOf(raw: string, locale: string): string[] {
  const bare = raw.replace(/"(?:[^"]|"")*"/g, (quoted) => "q".repeat(quoted.length))
  if (bare.includes("\t")) return split(raw, "\t")
  if (bare.includes(";")) return split(raw, ";")
  if (bare.includes(",") && !commasAreInNumbers(bare, locale)) return split(raw, ",")
  return bySpaces(raw, locale)
}

/** "AB-1 2,5" is one number with a comma in it, not three fields. */
function commasAreInNumbers(bare: string, locale: string): boolean {
  const words = bare.trim().split(/\s+/)
  return words.length > 1 && words.every((word, index) => !word.includes(",") || (index > 0 && parsePadQuantity(word, locale) !== undefined))
}

function split(raw: string, delimiter: string): string[] {
  const fields: string[] = []
  let [field, quoted, started] = ["", false, false]
  for (let at = 0; at < raw.length; at++) {
    const sign = raw[at]!
    if (quoted) {
      if (sign === '"' && raw[at + 1] === '"') field += raw[++at]!
      else if (sign === '"') quoted = false
      else field += sign
    } else if (sign === '"' && field.trim() === "" && !started && raw.indexOf('"', at + 1) > 0) [field, quoted, started] = ["", true, true]
    else if (sign === delimiter) {
      fields.push(field);
      [field, started] = ["", false]
    } else field += sign
  }
  return [...fields, field]
}

/** With spaces alone, the quantity is the last number, a unit may follow, and what stands before is the part, spaces and all. */
function bySpaces(raw: string, locale: string): string[] {
  const words = (raw.trim().match(/"(?:[^"]|"")*"|\S+/g) ?? []).map((word) => (/^".*"$/s.test(word) && word.length > 1 ? word.slice(1, -1).replaceAll('""', '"') : word))
  const isNumber = (word: string | undefined) => word !== undefined && parsePadQuantity(word, locale) !== undefined
  const last = words.length - 1
  if (last >= 1 && isNumber(words[last])) return [words.slice(0, last).join(" "), words[last]!]
  if (last >= 2 && isNumber(words[last - 1]) && !/\d/.test(words[last]!)) return [words.slice(0, last - 1).join(" "), words[last - 1]!, words[last]!]
  return [words.join(" ")]
}

/** A first row that names a column for the part, and names nothing else twice, is a heading. */
function headingOf(fields: readonly string[]): readonly (Column | undefined)[] | undefined {
  const columns = fields.map((field) => {
    const word = field.toLowerCase().replace(/[\s._:\-/]/g, "")
    return (Object.keys(HEADERS) as Column[]).find((column) => HEADERS[column].has(word))
  })
  return columns.includes("part") && (fields.length === 1 || columns.includes("quantity")) ? columns : undefined
}

function byHeading(fields: readonly string[], columns: readonly (Column | undefined)[], locale: string): Read {
  const of = (column: Column) => fields[columns.indexOf(column)]?.trim() ?? ""
  return read(of("part"), columns.includes("quantity") ? of("quantity") : "", columns.includes("unit") ? of("unit") : "", locale)
}

/** Part first, or a small number and then the part; the quantity is the next field that is a number, a word after it the unit. */
function byShape(fields: readonly string[], locale: string): Read {
  const isNumber = (field: string | undefined) => field !== undefined && parsePadQuantity(field, locale) !== undefined
  const [first = "", second] = fields
  if (SMALL_NUMBER.test(first) && second !== undefined && isPartLike(second, isNumber(fields[2])) && !isNumber(second) && unitAfter(second, locale) === undefined) return read(second, first, fields[2] ?? "", locale)
  const at = fields.findIndex((field, index) => index > 0 && (isNumber(field) || unitAfter(field, locale) !== undefined))
  const unit = at > 0 ? (fields[at + 1] ?? "") : ""
  return read(first, at > 0 ? fields[at]! : (second ?? ""), isNumber(unit) ? "" : unit, locale)
}

const SMALL_NUMBER = /^\d{1,5}([.,]\d{1,2})?$/

/** A part number has digits, or else signs between its letters and no space; "12345;T-Shirt;5" is a part, its name and how many. */
function isPartLike(field: string, numberFollows: boolean): boolean {
  return /\d/.test(field) || (!numberFollows && /^\p{L}+([-_./]\p{L}+)+$/u.test(field))
}

/** "5 boxes" in one field is a quantity and its unit. */
function unitAfter(field: string, locale: string): { quantity: string; unit: string } | undefined {
  const found = /^(\d[\d.,'\u00a0\u202f]*)\s*(\p{L}{2,12})\.?$/u.exec(field.trim())
  return found && parsePadQuantity(found[1]!, locale) !== undefined ? { quantity: found[1]!, unit: found[2]! } : undefined
}

function read(part: string, amount: string, unit: string, locale: string): Read {
  const both = unit === "" ? unitAfter(amount, locale) : undefined
  const quantity = both?.quantity ?? amount
  const named = both?.unit ?? unit
  return { part, ...(quantity !== "" && { quantity }), ...(named !== "" && { unit: named }) }
}
