import { isCurrency, isRefusal, normalizeGtin, normalizePartNumber, quantity, unitPrice, type Currency } from "@entrepot/kernel"
import type { Mapping } from "../contract.ts"
import { problem, type MappedRecord, type Problem } from "../map/map-record.ts"
import { isRoundedCode } from "../map/numbers.ts"
import { statusOf, unitCode } from "../map/words.ts"

/**
 * Reads the values of one row and remembers everything that is wrong with it, so that a person mends a row once. Fields that
 * are allowed to be unreadable become notices.
 */
export class RowReader {
  readonly #mapped: MappedRecord
  readonly #lenient: ReadonlySet<string>

  constructor(mapped: MappedRecord, lenient: ReadonlySet<string>) {
    this.#mapped = mapped
    this.#lenient = lenient
  }

  get refused(): readonly Problem[] { return this.#mapped.refused }
  get noticed(): readonly Problem[] { return this.#mapped.noticed }

  refuse(code: string, field = "", facts: Readonly<Record<string, string>> = {}): undefined {
    this.#mapped.refused.push(problem(code, field, facts))
  }

  notice(code: string, field = "", facts: Readonly<Record<string, string>> = {}): void {
    this.#mapped.noticed.push(problem(code, field, facts))
  }

  text(field: string): string {
    return this.#mapped.cells.text(field)
  }

  has(field: string): boolean {
    return this.#mapped.cells.has(field)
  }

  /** Texts by language, or values by attribute; undefined when none is said. */
  keyed(field: string): Record<string, string> | undefined {
    const every = this.#mapped.cells.every(field)
    return every.length === 0 ? undefined : Object.fromEntries(every.map(({ key, value }) => [key, value]))
  }

  /** A number by which an item is known, and its normal form. Where none is needed, a dash is as good as nothing, and said. */
  code(field: string, longest = 64, needed = false): { readonly text: string; readonly norm: string } | undefined {
    const text = this.text(field)
    if (text === "") return undefined
    if (isRoundedCode(text)) return this.refuse("code_was_rounded", field, { text })
    const norm = normalizePartNumber(text)
    if (norm === "") return void (needed ? this.refuse("code_is_empty", field, { text: text.slice(0, 200) }) : this.notice("code_is_empty", field, { text: text.slice(0, 200) }))
    if (text.length > longest) return this.refuse("text_is_too_long", field, { most: String(longest) })
    return { text, norm }
  }

  required(field: string): { readonly text: string; readonly norm: string } | undefined {
    return this.said(field) ? this.code(field, 64, true) : undefined
  }

  /** Whether there is a value; refuses the row where there is none, unless it has been said already that it cannot be read. */
  said(field: string): boolean {
    if (this.has(field)) return true
    if (!this.refused.some((known) => known.field === field)) this.refuse("value_is_missing", field)
    return false
  }

  gtin(field: string): string | undefined {
    const text = this.text(field)
    if (text === "") return undefined
    return normalizeGtin(text) ?? this.#unreadable(field, isRoundedCode(text) ? "code_was_rounded" : "gtin_is_wrong", { text: text.slice(0, 200) })
  }

  /** More than nothing, as canonical text of at most six places. */
  amount(field: string, kind: "quantity" | "price" = "quantity"): string | undefined {
    const text = this.text(field)
    if (text === "") return undefined
    try {
      const value = kind === "price" ? unitPrice(text) : quantity(text)
      return value.startsWith("-") || value === "0" ? this.#unreadable(field, "number_is_not_positive", { text }) : value
    } catch (error) {
      if (!isRefusal(error)) throw error
      return this.#unreadable(field, "number_is_out_of_range", { text: text.slice(0, 200) })
    }
  }

  currency(field: string): Currency | undefined {
    const text = this.text(field).trim().toUpperCase()
    const code = MARKS[text] ?? text
    if (code === "") return undefined
    return isCurrency(code) ? code : this.refuse("currency_is_unknown", field, { text: text.slice(0, 20) })
  }

  unit(field: string): string | undefined {
    const text = this.text(field)
    if (text === "") return undefined
    return unitCode(text) ?? this.#unreadable(field, "unit_is_unreadable", { text: text.slice(0, 200) })
  }

  status(field: string) {
    const text = this.text(field)
    return text === "" ? undefined : (statusOf(text) ?? this.#unreadable(field, "status_is_unknown", { text: text.slice(0, 200) }))
  }

  #unreadable(field: string, code: string, facts: Readonly<Record<string, string>>): undefined {
    if (this.#lenient.has(field)) this.notice(code, field, facts)
    else this.refuse(code, field, facts)
  }
}

const MARKS: Readonly<Record<string, Currency>> = { "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "US$": "USD" }

export function lenientFields(mapping: Mapping): ReadonlySet<string> {
  return new Set(mapping.fields.filter(({ unreadable }) => unreadable === "leave_out").map(({ field }) => field))
}
