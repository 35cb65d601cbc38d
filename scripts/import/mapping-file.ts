import { ImportOptions, Mapping, MappingFile } from "@entrepot/domain/integrations/contract"
import type { MappingSuggestion } from "@entrepot/domain/integrations"

/** Something in the mapping's file that a person has to put right. */
export class WrongMapping extends Error {}

export function readMappingFile(text: string): MappingFile {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new WrongMapping(`The mapping is no JSON: ${(error as Error).message}`)
  }
  const read = MappingFile.safeParse(json)
  if (!read.success) throw new WrongMapping(`The mapping is not understood:\n${read.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`).join("\n")}`)
  return read.data
}

/** The suggestion with the file's fields over it. `names` are the columns of the file at hand. */
export function overlaid(suggestion: MappingSuggestion, { fields, without, options }: MappingFile, names: readonly string[]): MappingSuggestion {
  const given = fields.map((field) => ({ ...field, columns: field.columns.map((column) => columnOf(column, names)) }))
  const replaced = new Set([...given.map(nameOf), ...without])
  const kept = suggestion.mapping.fields.filter((field) => !replaced.has(nameOf(field)) && !without.includes(field.field))
  const known = ImportOptions.safeParse({ ...suggestion.options, ...options })
  if (!known.success) throw new WrongMapping(`The options are not understood:\n${known.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`).join("\n")}`)
  return { ...suggestion, mapping: Mapping.parse({ fields: [...kept, ...given] }), options: known.data, source: "kept" }
}

function nameOf({ field, key }: { field: string; key: string }): string {
  return key === "" ? field : `${field}.${key}`
}

function columnOf(column: string | number, names: readonly string[]): number {
  const index = typeof column === "number" ? column - 1 : names.indexOf(column)
  if (index < 0 || index >= names.length) throw new WrongMapping(`The file has no column ${JSON.stringify(column)}. It has: ${names.join(", ")}`)
  return index
}
