import { multiplyQuantity, isRefusal, normalizeGtin, quantity } from "@entrepot/kernel"
import type { MappedRecord, Problem } from "../map/map-record.ts"
import { problem } from "../map/map-record.ts"
import { unitCode } from "../map/words.ts"
import type { PackageRow, ReadRow } from "./row.ts"
import { RowReader } from "./values.ts"

/** One level of packing: `quantity` of what it contains, which is the product itself or another of its packages. */
export function readPackageRow(mapped: MappedRecord, lenient: ReadonlySet<string>): ReadRow<PackageRow> {
  const row = new RowReader(mapped, lenient)
  const primary = row.required("primary")
  const inner = row.code("contains")
  const outer = row.required("package")
  const holds = row.said("quantity") ? row.amount("quantity") : undefined
  const status = row.status("status")
  if (primary && outer && primary.norm === outer.norm) row.refuse("package_is_the_product", "package")
  if (row.refused.length > 0 || !primary || !outer || !holds) return { refused: row.refused, noticed: row.noticed }
  const gtin = normalizeGtin(outer.text)
  if (!gtin) row.notice("package_number_is_no_gtin", "package", { text: outer.text })
  return {
    key: `${primary.norm} ${outer.norm}`, noticed: row.noticed,
    row: {
      primary: primary.norm, package: outer.norm, contains: inner?.norm ?? primary.norm, quantity: holds, unit: unitCode(row.text("unit")) ?? "",
      sellable: status !== "discontinued" && status !== "draft", ...(gtin ? { gtin } : {}),
    },
  }
}

export type StagedPackage = PackageRow & { readonly line: number }
export type PackUnit = { readonly line: number; readonly unit: string; readonly factor: string; readonly gtin: string | null; readonly sellable: boolean }
export type ResolvedPackages = { readonly units: readonly PackUnit[]; readonly refused: readonly { readonly line: number; readonly problem: Problem }[] }

export type KnownUnits = { readonly baseUnit: string; readonly units: readonly { readonly unit: string; readonly factor: string; readonly gtin: string | null }[] }

/**
 * The packages of one product as units: how many base units each holds is the product of the quantities down the chain to the
 * product itself. Refuses chains that end nowhere or run in a circle. `known` is what the product is kept and sold in already.
 */
export function resolvePackages(primary: string, rows: readonly StagedPackage[], known: KnownUnits): ResolvedPackages {
  const byPackage = new Map(rows.map((row) => [row.package, row]))
  const refused: { line: number; problem: Problem }[] = []
  const found: Found[] = []
  for (const row of rows) {
    const factor = factorOf(primary, row, byPackage)
    if (typeof factor === "string") found.push({ row, factor })
    else refused.push({ line: row.line, problem: factor })
  }
  return { units: named(found, known), refused }
}

type Found = { readonly row: StagedPackage; readonly factor: string }

function factorOf(primary: string, from: StagedPackage, byPackage: ReadonlyMap<string, StagedPackage>): string | Problem {
  const seen = new Set<string>()
  let factor = quantity("1")
  try {
    for (let row: StagedPackage = from; ;) {
      if (seen.has(row.package)) return problem("package_contains_itself", "contains", { text: from.package })
      seen.add(row.package)
      factor = multiplyQuantity(factor, quantity(row.quantity))
      if (row.contains === primary) return factor
      const inner = byPackage.get(row.contains)
      if (!inner) return problem("package_contains_unknown", "contains", { text: row.contains })
      row = inner
    }
  } catch (error) {
    if (isRefusal(error)) return problem("number_is_out_of_range", "quantity", { text: from.quantity })
    throw error
  }
}

/**
 * "box", and where a product has several boxes "box_25", "box_100". A package that was imported before keeps the unit that it
 * became then (its GTIN tells, or its name and size), so that prices and open orders go on meaning the same.
 */
function named(found: readonly Found[], { baseUnit, units }: KnownUnits): PackUnit[] {
  const byGtin = new Map(units.flatMap(({ gtin, unit }) => (gtin === null || unit === baseUnit ? [] : [[gtin, unit] as const])))
  const nameless = new Map(units.flatMap(({ gtin, unit, factor }) => (gtin === null && unit !== baseUnit ? [[unit, factor] as const] : [])))
  const taken = new Set(units.map(({ unit }) => unit))
  const wanted = new Map<string, number>()
  for (const { row } of found) wanted.set(baseName(row), (wanted.get(baseName(row)) ?? 0) + 1)
  return found.toSorted((a, b) => (a.row.package < b.row.package ? -1 : 1)).map(({ row, factor }) => {
    const isSame = (unit: string) => nameless.get(unit) === factor
    const unit = (row.gtin !== undefined && byGtin.get(row.gtin)) || firstFree(candidates(baseName(row), factor, wanted.get(baseName(row))! > 1), (name) => !taken.has(name) || isSame(name))
    taken.add(unit)
    nameless.delete(unit)
    return { line: row.line, unit, factor, gtin: row.gtin ?? null, sellable: row.sellable }
  })
}

function baseName({ unit }: StagedPackage): string {
  return unit === "" || unit === "each" ? "pack" : unit
}

const LONGEST_UNIT = 24

function* candidates(base: string, factor: string, severalAlike: boolean): Generator<string> {
  const withTail = (tail: string) => `${base.slice(0, LONGEST_UNIT - tail.length)}${tail}`
  const sized = `_${factor.replace(".", "_")}`
  if (!severalAlike) yield base
  yield withTail(sized)
  for (let number = 2; ; number++) yield withTail(`${sized}_${number}`)
}

function firstFree(names: Generator<string>, isFree: (name: string) => boolean): string {
  for (const name of names) if (isFree(name)) return name
  throw new Error("There is always another number.")
}
