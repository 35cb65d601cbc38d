import { normalizeGtin, normalizePartNumber } from "@entrepot/kernel"
import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { authorize } from "../../../tenancy/index.ts"
import { PreviewImport, type ImportKind } from "../contract.ts"
import { judgeFor, type AnyRow } from "../kinds/judge.ts"
import type { DerivedProduct } from "../kinds/sales-lines.ts"
import { SalesGathering } from "../kinds/sales-lines.ts"
import type { SalesLine } from "../kinds/row.ts"
import { mappingFaults, problem, type Problem } from "../map/map-record.ts"
import type { FileRecord } from "../read/records.ts"
import { getRun, sampleOf } from "./import-run.db.ts"

export type PreviewedRow = {
  readonly line: number
  readonly cells: readonly string[]
  /** new and known say whether the product is in the master; evidence is a sales line that counts. */
  readonly verdict: "new" | "known" | "evidence" | "refused"
  readonly becomes: AnyRow | null
  readonly refused: readonly Problem[]
  readonly noticed: readonly Problem[]
}

export type ImportPreview = {
  readonly faults: readonly Problem[]
  readonly rows: readonly PreviewedRow[]
  /** For sales lines: the products that these lines alone would make. */
  readonly products: readonly Pick<DerivedProduct, "row" | "noticed">[]
}

/** The first rows as they would become. Reads the sample that was kept with the file, and asks once which products are known. */
export async function previewImport(work: Work, input: PreviewImport): Promise<ImportPreview> {
  authorize(work, "network.import.run")
  const { runId, kind, mapping, options, rows: most } = PreviewImport.parse(input)
  const { layout } = await getRun(work, runId)
  const faults = mappingFaults(kind, mapping, layout.names.length)
  if (faults.some(({ code }) => code !== "integrations.field_is_not_mapped")) return { faults, rows: [], products: [] }
  const judge = judgeFor(kind, mapping, options, layout.names.length)
  const judged = (await sampleOf(work, runId)).slice(0, most).map((record) => ({ record, verdict: judge(record) }))
  const known = kind === "sales_lines" ? new Set<string>() : await knownNumbers(work, judged.flatMap(({ verdict }) => ("row" in verdict ? [numberOf(verdict.row)] : [])))
  const rows = judged.map(({ record, verdict }) => previewed(kind, record, verdict, known))
  return { faults, rows, products: kind === "sales_lines" ? productsOf(judged) : [] }
}

type Verdict = ReturnType<ReturnType<typeof judgeFor>>

function previewed(kind: ImportKind, { line, cells }: FileRecord, verdict: Verdict, known: ReadonlySet<string>): PreviewedRow {
  const { noticed } = verdict
  if ("refused" in verdict) return { line, cells, verdict: "refused", becomes: null, refused: verdict.refused, noticed }
  const { row } = verdict
  if (kind === "sales_lines") return { line, cells, verdict: "evidence", becomes: row, refused: [], noticed }
  const isKnown = known.has(normalizePartNumber(numberOf(row)))
  if (isKnown || kind === "catalogue") return { line, cells, verdict: isKnown ? "known" : "new", becomes: row, refused: [], noticed }
  return { line, cells, verdict: "refused", becomes: null, refused: [problem("product_is_unknown", kind === "packages" ? "primary" : "sku", { text: numberOf(row) })], noticed }
}

function numberOf(row: AnyRow): string {
  return "primary" in row ? row.primary : row.sku
}

function productsOf(judged: readonly { record: FileRecord; verdict: Verdict }[]): ImportPreview["products"] {
  const gathering = new SalesGathering()
  for (const { record, verdict } of judged) if ("row" in verdict) gathering.add(record, verdict.row as SalesLine)
  return [...gathering.derived()].map(({ row, noticed }) => ({ row, noticed }))
}

/** Which of these numbers find a product, by its own number or by its GTIN; in normal form. */
async function knownNumbers(work: Work, numbers: readonly string[]): Promise<ReadonlySet<string>> {
  if (numbers.length === 0) return new Set()
  const norms = [...new Set(numbers.map(normalizePartNumber))]
  const gtins = new Map(norms.flatMap((norm) => { const gtin = normalizeGtin(norm); return gtin ? [[gtin, norm] as const] : [] }))
  const { networkId } = work.scope
  const { rows } = await sql<{ norm: string; gtin: string | null }>`
    select sku_norm as norm, gtin from catalog.product where network_id = ${networkId} and sku_norm = any(${norms}::text[])
     union select sku_norm, gtin from catalog.product where network_id = ${networkId} and gtin = any(${[...gtins.keys()]}::text[])`.execute(work.db)
  return new Set(rows.flatMap(({ norm, gtin }) => [norm, ...(gtin && gtins.has(gtin) ? [gtins.get(gtin)!] : [])]))
}
