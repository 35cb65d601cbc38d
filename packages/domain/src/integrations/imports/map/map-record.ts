import { fieldsOf, type FieldMapping, type ImportKind, type Mapping } from "../contract.ts"
import type { FileRecord } from "../read/records.ts"
import { transformed } from "./transform.ts"

/** Something about one row: `code` carries its module, `field` is where it is, '' for the row as a whole. */
export type Problem = { readonly code: string; readonly field: string; readonly facts: Readonly<Record<string, string>> }

/** The values of a row, by field and key; an empty value is not said at all. */
export type Cells = {
  readonly text: (field: string) => string
  readonly every: (field: string) => readonly { readonly key: string; readonly value: string }[]
  readonly has: (field: string) => boolean
}

export type MappedRecord = { readonly cells: Cells; readonly refused: Problem[]; readonly noticed: Problem[] }

export type RecordMapper = (record: FileRecord) => MappedRecord

/** Ready for many rows: what does not depend on the row is looked at once. `width` is the number of columns of the header. */
export function recordMapper(mapping: Mapping, width: number): RecordMapper {
  const fields = mapping.fields.map((field) => ({ field, name: nameOf(field) }))
  return ({ cells }) => {
    const refused: Problem[] = []
    const noticed: Problem[] = []
    if (isRagged(cells, width)) return { cells: NOTHING, refused: [problem("row_is_ragged", "", { expected: String(width), found: String(cells.length) })], noticed }
    const values: Record<string, { key: string; value: string }[]> = {}
    for (const { field, name } of fields) {
      const result = transformed(taken(cells, field), field.transforms)
      const value = "value" in result ? result.value || field.constant : ""
      if ("unreadable" in result) (field.unreadable === "refuse" ? refused : noticed).push(problem(result.unreadable, name, { text: result.text.slice(0, 200) }))
      if (CONTROL.test(value)) refused.push(problem("text_has_control_characters", name))
      else if (value !== "") (values[field.field] ??= []).push({ key: field.key, value })
    }
    return { cells: cellsOf(values), refused, noticed }
  }
}

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/

export function problem(code: string, field = "", facts: Readonly<Record<string, string>> = {}): Problem {
  return { code: `integrations.${code}`, field, facts }
}

function nameOf({ field, key }: FieldMapping): string {
  return key === "" ? field : `${field}.${key}`
}

/** A row may end in empty cells that the header does not have; it may not lack any, or have more. */
function isRagged(cells: readonly string[], width: number): boolean {
  return cells.length < width || cells.slice(width).some((cell) => cell.trim() !== "")
}

function taken(cells: readonly string[], { columns, combine, joiner, constant }: FieldMapping): string {
  if (columns.length === 0) return constant
  const filled = columns.map((column) => cells[column] ?? "").filter((cell) => cell.trim() !== "")
  return combine === "first" ? (filled[0] ?? "") : filled.map((cell) => cell.trim()).join(joiner)
}

function cellsOf(values: Readonly<Record<string, { key: string; value: string }[]>>): Cells {
  return { text: (field) => values[field]?.[0]?.value ?? "", every: (field) => values[field] ?? [], has: (field) => values[field] !== undefined }
}
const NOTHING = cellsOf({})

/** What is wrong with a mapping itself, before any row is read: for the screen and for the door alike. */
export function mappingFaults(kind: ImportKind, mapping: Mapping, width: number): Problem[] {
  const rules = fieldsOf(kind)
  const faults: Problem[] = []
  const seen = new Set<string>()
  for (const field of mapping.fields) {
    const name = nameOf(field)
    const rule = rules[field.field]
    if (!rule) faults.push(problem("field_is_unknown", name))
    else if (rule.per === "language" && !["en", "de", "fr"].includes(field.key)) faults.push(problem("field_needs_a_language", name))
    else if (rule.per === "attribute" && field.key.trim() === "") faults.push(problem("field_needs_a_name", name))
    if (seen.has(name)) faults.push(problem("field_is_mapped_twice", name))
    if (field.columns.some((column) => column >= width)) faults.push(problem("column_is_unknown", name))
    if (field.columns.length === 0 && field.constant === "") faults.push(problem("field_has_no_source", name))
    seen.add(name)
  }
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.required && !mapping.fields.some(({ field }) => field === name)) faults.push(problem("field_is_not_mapped", name))
  }
  return faults
}
