import type { ImportKind, ImportOptions, Mapping } from "../contract.ts"
import { recordMapper } from "../map/map-record.ts"
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
  const lenient = lenientFields(mapping)
  switch (kind) {
    case "catalogue": return (record) => readCatalogueRow(map(record), lenient, options)
    case "packages": return (record) => readPackageRow(map(record), lenient)
    case "prices": return (record) => readPriceRow(map(record), lenient)
    case "sales_lines": return (record) => readSalesLine(map(record), lenient, options)
  }
}
