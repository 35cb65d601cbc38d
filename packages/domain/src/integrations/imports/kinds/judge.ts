import type { ImportKind, ImportOptions, Mapping } from "../contract.ts"
import { recordMapper, type MappedRecord } from "../map/map-record.ts"
import type { FileRecord } from "../read/records.ts"
import { readCatalogueRow } from "./catalogue.ts"
import { readPackageRow } from "./packages.ts"
import { readPriceRow } from "./prices.ts"
import type { CatalogueRow, PackageRow, PriceLine, ReadRow, SalesLine } from "./row.ts"
import { readSalesLine } from "./sales-lines.ts"
import { lenientFields } from "./values.ts"

export type AnyRow = CatalogueRow | PackageRow | PriceLine | SalesLine
export type Judge = (record: FileRecord) => ReadRow<AnyRow>

/** What each row of a file would become, as far as the row tells by itself. Ready for many rows. */
export function judgeFor(kind: ImportKind, mapping: Mapping, options: ImportOptions, width: number): Judge {
  const map = recordMapper(mapping, width)
  const read = readerFor(kind, lenientFields(mapping), options)
  return (record) => {
    const mapped = map(record)
    // What is wrong with a row as a whole leaves nothing to say about its parts.
    return mapped.refused.some(({ field }) => field === "") ? { refused: mapped.refused, noticed: mapped.noticed } : read(mapped)
  }
}

function readerFor(kind: ImportKind, lenient: ReadonlySet<string>, options: ImportOptions): (mapped: MappedRecord) => ReadRow<AnyRow> {
  switch (kind) {
    case "catalogue": return (mapped) => readCatalogueRow(mapped, lenient, options)
    case "packages": return (mapped) => readPackageRow(mapped, lenient)
    case "prices": return (mapped) => readPriceRow(mapped, lenient)
    case "sales_lines": return (mapped) => readSalesLine(mapped, lenient, options)
  }
}
