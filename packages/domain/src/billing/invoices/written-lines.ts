import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { businessDate, currency, extend, normalizePartNumber, quantity, Refusal, toBase, unitPrice } from "@entrepot/kernel"
import { jurisdictionOf, saleTaxes } from "../../pricing/index.ts"
import { getTenant } from "../../tenancy/index.ts"
import type { BilledLine } from "./compose.ts"
import type { DraftLine } from "./drafts.db.ts"
import type { Issuer } from "./issuer.db.ts"

type Asked = Pick<DraftLine, "sku" | "name" | "quantity" | "unitPrice"> & { readonly unit?: string | undefined; readonly taxCategory?: string | undefined }
type Known = { readonly number: string; readonly productId: string; readonly category: string; readonly baseUnit: string; readonly factors: Readonly<Record<string, string>> }

/** One piece, by its UNECE code: what words alone are counted in. */
const PIECE = "C62"

/**
 * What the catalogue adds to lines as somebody writes them: which product it is, how many base units the unit holds, and how it is taxed unless
 * somebody said so. Refuses `billing.unit_is_not_the_products`. One statement, or none.
 */
export async function writtenLines(work: Work, lines: readonly Asked[]): Promise<DraftLine[]> {
  const known = await productsOf(work, lines.flatMap(({ sku }) => (sku === "" ? [] : [normalizePartNumber(sku)])))
  return lines.map(({ sku, name, unit: asked, quantity: many, unitPrice: price, taxCategory }) => {
    const product = known.get(normalizePartNumber(sku))
    const unit = asked ?? product?.baseUnit ?? PIECE
    const factor = product ? product.factors[unit] : "1"
    if (factor === undefined) throw new Refusal("billing.unit_is_not_the_products", "rule", { sku, unit })
    return { productId: product?.productId ?? null, sku, name, unit, factor, quantity: many, unitPrice: price, taxCategory: taxCategory ?? product?.category ?? "standard" }
  })
}

async function productsOf(work: Work, numbers: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  if (numbers.length === 0) return new Map()
  const { rows } = await sql<Known>`
    select p.sku_norm as number, p.product_id as "productId", p.tax_category as category, p.base_unit as "baseUnit",
           (select json_object_agg(u.unit, trim_scale(u.factor)::text) from catalog.product_unit u where u.network_id = p.network_id and u.product_id = p.product_id) as factors
      from catalog.product p where p.network_id = ${work.scope.networkId} and p.sku_norm = any (${numbers}::text[])`.execute(work.db)
  return new Map(rows.map((row) => [row.number, row]))
}

/** Taxed where the account is: what is written by hand goes nowhere. */
export async function billed(work: Work, issuer: Issuer, lines: readonly DraftLine[]): Promise<BilledLine[]> {
  const [{ zone }, at] = [await getTenant(work), issuer.buyer.address ?? issuer.seller.address]
  const asks = lines.map((line) => ({ accountId: issuer.buyer.accountId, country: at.country, region: at.region, postalCode: at.postalCode, city: at.city, taxCategory: line.taxCategory }))
  const rates = await saleTaxes(work, asks, businessDate(work.now, zone).toString())
  return lines.map((line, index) => {
    const rate = rates[index]
    const many = quantity(line.quantity)
    return {
      orderLineId: null, productId: line.productId ?? null, sku: line.sku, name: line.name, unit: line.unit, quantity: many, baseQuantity: toBase(many, quantity(line.factor ?? "1")), unitPrice: unitPrice(line.unitPrice),
      netMinor: extend(unitPrice(line.unitPrice), many, currency(issuer.currency)).amount, taxCategory: line.taxCategory, taxPercent: rate?.percent ?? "0", jurisdiction: rate ? jurisdictionOf(rate) : at.country, taxLabel: rate?.label ?? "",
      taxParts: rate?.parts ?? [], taxTreatment: rate?.treatment ?? null, deliveryTerms: rate?.terms ?? null, period: null,
    }
  })
}
