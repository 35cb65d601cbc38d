import { parse } from "csv-parse/sync"
import { sql } from "kysely"
import { z } from "zod"
import { audit, json, type Work } from "@entrepot/db"
import { authorize } from "../tenancy/index.ts"

const Postal = z.string().transform((text) => text.toUpperCase().replaceAll(/[\s-]/g, "")).pipe(z.string().regex(/^[0-9A-Z]{1,12}$/))
const name = (most: number) => z.string().trim().min(1).max(most)
const LocalTaxRate = z.object({
  country: z.string().regex(/^[A-Z]{2}$/), region: name(10), level: z.enum(["county", "city", "district"]), locality: name(60), tax_category: name(40), postal_from: Postal, postal_to: Postal,
  city: z.string().trim().max(80), valid_from: z.iso.date(), valid_to: z.union([z.literal("").transform(() => null), z.iso.date()]), label: name(80), percent: z.string().regex(/^\d{1,2}(\.\d{1,4})?$/),
}).refine((row) => row.postal_from.length === row.postal_to.length && row.postal_from <= row.postal_to, { path: ["postal_to"] }).refine((row) => row.valid_to === null || row.valid_to >= row.valid_from, { path: ["valid_to"] })
type LocalTaxRate = z.output<typeof LocalTaxRate>

/** The columns of a file, by the names of their header. `valid_to`, `city` and `postal_to` may be empty: open, every city, one code. */
export const LOCAL_TAX_COLUMNS = ["country", "region", "level", "locality", "tax_category", "postal_from", "postal_to", "city", "valid_from", "valid_to", "label", "percent"] as const

/** `line` is the file's, its header being the first. */
export type RefusedRate = { readonly line: number; readonly refused: "pricing.local_rate_is_malformed" | "pricing.local_rate_is_twice"; readonly facts: Readonly<Record<string, string>> }
export type LocalTaxImport = { readonly created: number; readonly changed: number; readonly unchanged: number; readonly refused: readonly RefusedRate[] }

/**
 * Saves a tenant's rates of localities from CSV: a row of a known key (all but last day, label and percent) is changed, so a rate is ended by
 * sending it again with its last day. All or nothing: a refused row keeps the others out, and `dryRun` keeps all of them out. Two statements.
 */
export async function importLocalTaxRates(work: Work, { tenantId, csv, dryRun }: { readonly tenantId: number; readonly csv: string; readonly dryRun: boolean }): Promise<LocalTaxImport> {
  authorize(work, "network.price.manage")
  const { rates, refused } = readRates(csv)
  const counts = await compare(work, tenantId, rates)
  if (!dryRun && refused.length === 0 && counts.created + counts.changed > 0) {
    await save(work, tenantId, rates)
    audit(work, { action: "pricing.local_tax_rates_saved", subjectKind: "local_tax_rate", subjectId: String(tenantId), after: { ...counts } })
  }
  return { ...counts, refused }
}

function readRates(csv: string): { rates: LocalTaxRate[]; refused: RefusedRate[] } {
  const rows = parse(csv, { bom: true, columns: true, skip_empty_lines: true, trim: true, relax_column_count: true, info: true }) as unknown as readonly { readonly record: Readonly<Record<string, string>>; readonly info: { readonly lines: number } }[]
  const [seen, rates, refused]: [Set<string>, LocalTaxRate[], RefusedRate[]] = [new Set(), [], []]
  for (const { record, info: { lines: line } } of rows) {
    const given = Object.fromEntries(LOCAL_TAX_COLUMNS.map((column) => [column, record[column] ?? ""]))
    const read = LocalTaxRate.safeParse({ ...given, postal_to: given["postal_to"] || given["postal_from"] })
    if (!read.success) {
      const field = String(read.error.issues[0]?.path[0] ?? "")
      refused.push({ line, refused: "pricing.local_rate_is_malformed", facts: { field, value: given[field] ?? "" } })
      continue
    }
    const { valid_to: _to, label: _label, percent: _percent, ...key } = read.data
    if (seen.has(JSON.stringify(key))) refused.push({ line, refused: "pricing.local_rate_is_twice", facts: { locality: key.locality } })
    else rates.push(read.data)
    seen.add(JSON.stringify(key))
  }
  return { rates, refused }
}

const given = (rates: readonly LocalTaxRate[]) => sql`jsonb_to_recordset(${json(rates)}::jsonb) r (country text, region text, level text, locality text, tax_category text, postal_from text, postal_to text, city text, valid_from date, valid_to date, label text, percent numeric)`

async function compare(work: Work, tenantId: number, rates: readonly LocalTaxRate[]): Promise<Omit<LocalTaxImport, "refused">> {
  const { rows } = await sql<Omit<LocalTaxImport, "refused">>`
    select count(*) filter (where k.locality is null)::int as created, count(*) filter (where k.locality is not null and (k.percent, k.label, k.valid_to) is distinct from (r.percent, r.label, r.valid_to))::int as changed,
           count(*) filter (where (k.percent, k.label, k.valid_to) is not distinct from (r.percent, r.label, r.valid_to))::int as unchanged
      from ${given(rates)} left join pricing.local_tax_rate k on k.network_id = ${work.scope.networkId} and k.tenant_id = ${tenantId}
       and (k.country, k.region, k.tax_category, k.level, k.locality, k.postal_from, k.postal_to, k.city, k.valid_from) = (r.country, r.region, r.tax_category, r.level, r.locality, r.postal_from, r.postal_to, r.city, r.valid_from)`.execute(work.db)
  return rows[0]!
}

async function save(work: Work, tenantId: number, rates: readonly LocalTaxRate[]): Promise<void> {
  await sql`
    insert into pricing.local_tax_rate (network_id, tenant_id, country, region, level, locality, tax_category, postal_from, postal_to, city, valid_from, valid_to, label, percent)
    select ${work.scope.networkId}, ${tenantId}, r.* from ${given(rates)}
    on conflict (network_id, tenant_id, country, region, tax_category, level, locality, postal_from, postal_to, city, valid_from) do update set valid_to = excluded.valid_to, label = excluded.label, percent = excluded.percent`.execute(work.db)
}
