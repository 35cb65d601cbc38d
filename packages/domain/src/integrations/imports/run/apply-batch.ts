import { sql } from "kysely"
import { flush, type Work } from "@entrepot/db"
import { normalizeGtin } from "@entrepot/kernel"
import { saveProducts } from "../../../catalog/index.ts"
import { saveBasePrices } from "../../../pricing/index.ts"
import type { ImportKind } from "../contract.ts"
import type { CatalogueRow, PackageRow, PriceLine } from "../kinds/row.ts"
import type { CategoryBook } from "./categories.ts"
import { lockKnown, pricesOn, type KnownProduct } from "./known.db.ts"
import { planCatalogue, planPackages, planPrices, type Judged, type Plan } from "./plan.ts"
import type { StagedRow } from "./staging.db.ts"

export type Applied = {
  readonly products: { created: number; updated: number; unchanged: number }
  readonly prices: { created: number; changed: number; unchanged: number }
}
export type Groups = ReadonlyMap<string, readonly StagedRow[]>
export type BatchOutcome = Applied & { readonly refused: readonly Judged[]; readonly noticed: readonly Judged[] }

/**
 * Applies the rows of some products inside the import's one transaction. A row is applied whole or not at all: when a price is
 * refused after its product was written, the batch goes back to its savepoint and is done again without that row.
 */
export async function applyBatch(work: Work, kind: ImportKind, groups: Groups, categories: CategoryBook, today: string): Promise<BatchOutcome> {
  const refused: Judged[] = []
  const known = await lookUp(work, kind, groups)
  for (;;) {
    const plans = plansFor(kind, without(groups, new Set(refused.map(({ key }) => key))), known, categories)
    await categories.keep(work)
    await sql`savepoint import_batch`.execute(work.db)
    const kept = { events: work.pending.events.length, audit: work.pending.audit.length, jobs: work.pending.jobs.length }
    const outcome = await attemptBatch(work, plans, today)
    refused.push(...outcome.refused)
    if (outcome.clean) {
      await sql`release savepoint import_batch`.execute(work.db)
      await flush(work)
      return { ...outcome, refused }
    }
    await sql`rollback to savepoint import_batch`.execute(work.db)
    for (const list of ["events", "audit", "jobs"] as const) work.pending[list].length = kept[list]
  }
}

type AttemptOutcome = BatchOutcome & { readonly clean: boolean }

async function attemptBatch(work: Work, plans: readonly KnownPlan[], today: string): Promise<AttemptOutcome> {
  const products = { created: 0, updated: 0, unchanged: 0 }
  const refused = plans.flatMap((plan) => plan.refused)
  const idOf = new Map(plans.flatMap(({ norm, known }) => (known ? [[norm, known.productId] as const] : [])))
  const wanted = plans.filter(({ product }) => product)
  const outcomes = wanted.length === 0 ? [] : await saveProducts(work, wanted.map(({ product }) => product!), { reason: "import" })
  outcomes.forEach((outcome, at) => {
    const plan = wanted[at]!
    if (outcome.outcome !== "refused") {
      products[outcome.outcome]++
      idOf.set(plan.norm, outcome.productId)
      return
    }
    idOf.delete(plan.norm)
    const before = new Set(plan.refused.map(({ key }) => key))
    for (const { key, line } of plan.rows) if (!before.has(key)) refused.push({ key, line, problem: { code: outcome.code, field: "", facts: outcome.facts } })
  })
  const priced = await savePrices(work, plans, idOf, today)
  return { products, prices: priced.prices, refused: [...refused, ...priced.refused], noticed: plans.flatMap((plan) => plan.noticed), clean: priced.refused.length === 0 }
}

type KnownPlan = Plan & { readonly known: KnownProduct | undefined }
type LookUp = (norm: string) => KnownProduct | undefined

/** What the master knows of a batch's products, locked until the import ends. Packages and prices may name them by their GTIN. */
async function lookUp(work: Work, kind: ImportKind, groups: Groups): Promise<LookUp> {
  const norms = [...groups.keys()]
  const byPrint = kind === "packages" || kind === "prices"
  const found = await lockKnown(work, norms, byPrint ? norms.flatMap((norm) => normalizeGtin(norm) ?? []) : [])
  const bySku = new Map(found.map((known) => [known.norm, known]))
  const byGtin = new Map(found.flatMap((known) => (known.gtin ? [[known.gtin, known] as const] : [])))
  return (norm) => bySku.get(norm) ?? (byPrint ? byGtin.get(normalizeGtin(norm) ?? "") : undefined)
}

function plansFor(kind: ImportKind, groups: Groups, lookUpKnown: LookUp, categories: CategoryBook): KnownPlan[] {
  return [...groups].map(([norm, rows]) => {
    const known = lookUpKnown(norm)
    if (kind === "packages") return { ...planPackages(norm, rows as StagedRow<PackageRow>[], known), known }
    if (kind === "prices") return { ...planPrices(norm, rows as StagedRow<PriceLine>[], known), known }
    return { ...planCatalogue(norm, rows as StagedRow<CatalogueRow>[], known, categories), known }
  })
}

/** Prices without a first day of their own are left alone where the same price holds already. */
async function savePrices(work: Work, plans: readonly Plan[], idOf: ReadonlyMap<string, string>, today: string): Promise<{ prices: Applied["prices"]; refused: Judged[] }> {
  const prices = { created: 0, changed: 0, unchanged: 0 }
  const asked = plans.flatMap((plan) => (idOf.has(plan.norm) ? plan.prices.map((entry) => ({ ...entry, productId: idOf.get(plan.norm)! })) : []))
  if (asked.length === 0) return { prices, refused: [] }
  const current = await pricesOn(work, [...new Set(asked.map(({ productId }) => productId))], today)
  const fresh = asked.filter(({ productId, unit, price }) => price.validFrom !== undefined || price.validTo !== undefined || current.get(`${productId} ${price.currency} ${unit} ${price.minQuantity}`) !== price.unitPrice)
  prices.unchanged += asked.length - fresh.length
  const outcomes = await saveBasePrices(work, fresh.map(({ productId, unit, price: { currency, minQuantity, unitPrice, validFrom = today, validTo } }) => ({ productId, unit, currency, minQuantity, unitPrice, validFrom, validTo: validTo ?? null })))
  const refused: Judged[] = []
  for (const outcome of outcomes) {
    const { key, line } = fresh[outcome.index]!
    if ("saved" in outcome) prices[outcome.saved]++
    else refused.push({ key, line, problem: { code: outcome.refused, field: "price", facts: outcome.facts } })
  }
  return { prices, refused }
}

function without(groups: Groups, keys: ReadonlySet<string>): Groups {
  if (keys.size === 0) return groups
  return new Map([...groups].map(([norm, rows]) => [norm, rows.filter(({ key }) => !keys.has(key))] as const).filter(([, rows]) => rows.length > 0))
}
