import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { browseCursor, browsePage, facetCounts, parseBrowseCursor, searchHits, type Entitlement, type Facets } from "../catalog/index.ts"
import { buyerCtes, buyerGroup, priceHead, seesMargins, type PriceHead } from "../pricing/index.ts"
import type { AskCatalogue } from "./contract.ts"
import { productTile, type ProductTile } from "./product-tile.ts"
import { storefrontProduct, storefrontRow, type StorefrontRow } from "./storefront-row.db.ts"

/** A question, for one account, in the reader's language. */
export type AskedFor<Ask> = Omit<Ask, "accountId"> & { readonly accountId: string; readonly locale: string; readonly on?: string | undefined }
export type CatalogueAsk = AskedFor<AskCatalogue>

/** `instead`: the number of a discontinued product that was searched for, where this is what replaced it. */
export type CatalogueRow = ProductTile & { readonly instead?: { readonly sku: string } }

export type CataloguePage = { readonly rows: readonly CatalogueRow[]; readonly nextCursor: string | null; readonly currency: string; readonly facets?: Facets }

type PageRow = { readonly row: StorefrontRow; readonly popularity: number; readonly skuNorm: string; readonly instead: string | null }
type Answer = { readonly head: PriceHead | null; readonly rows: PageRow[] | null; readonly facets?: Facets }

/**
 * One page of what this account may buy, with its own prices, tiers and stock: what sells best first, or, with `q`, what
 * answers best. One round trip. Where the account is held to others' eyes, supply prices and margins are left out.
 */
export async function cataloguePage(work: Work, ask: CatalogueAsk): Promise<CataloguePage> {
  return isSearch(ask) ? search(work, ask) : browse(work, ask)
}

function isSearch(ask: CatalogueAsk): ask is CatalogueAsk & { q: string } {
  return ask.q !== undefined && ask.q.trim() !== ""
}

/** What answers a search, best first; a cursor is the number of rows before it. */
export async function search(work: Work, ask: CatalogueAsk & { q: string }): Promise<CataloguePage> {
  const { q, limit = 24, categoryPath, brand } = ask
  const offset = searchOffset(ask.cursor)
  const hits = searchHits(q, { networkId: work.scope.networkId!, entitlement: entitlementOf(work), categoryPath, brand }, { limit: limit + 1, offset })
  const answer = await askPage(work, ask, sql`select h.product_id, h.position as place, old.sku as instead from ${hits} h
    left join catalog.product old on old.network_id = ${work.scope.networkId} and old.product_id = h.superseded_id`)
  return pageOf(work, answer, limit, () => String(offset + limit))
}

async function browse(work: Work, ask: CatalogueAsk): Promise<CataloguePage> {
  const { limit = 24, cursor, categoryPath, brand } = ask
  const where = { networkId: work.scope.networkId!, entitlement: entitlementOf(work), categoryPath, brand }
  const page = browsePage(where, { limit: limit + 1, after: cursor === undefined ? undefined : parseBrowseCursor(cursor) })
  const answer = await askPage(work, ask, sql`select b.product_id, row_number() over (order by b.popularity desc, b.sku_norm) as place, null::text as instead from ${page} b`)
  return pageOf(work, answer, limit, browseCursor)
}

async function askPage(work: Work, { accountId, locale, on, q, categoryPath, brand, withFacets }: CatalogueAsk, page: RawBuilder<unknown>): Promise<Answer> {
  const counts = facetCounts({ networkId: work.scope.networkId!, scope: work.scope, accountGroup: buyerGroup, locale, categoryPath, brand, ...(q?.trim() ? { text: q } : {}) })
  const { rows } = await sql<Answer>`
    with ${buyerCtes(work, { accountId, on })}, page as materialized (${page})
    select ${priceHead} as head, (select json_agg(r.facts order by r.place) from (
      select page.place, json_build_object('row', ${storefrontRow(work, "p", locale)}, 'popularity', p.popularity, 'skuNorm', p.sku_norm, 'instead', page.instead) as facts
        from page join catalog.product p on p.network_id = ${work.scope.networkId} and p.product_id = page.product_id) r) as rows
      ${withFacets ? sql`, (select row_to_json(f) from ${counts} f) as facets` : sql``}`.execute(work.db)
  return rows[0]!
}

function pageOf(work: Work, { head, rows, facets }: Answer, limit: number, cursorAfter: (last: PageRow) => string): CataloguePage {
  if (!head) throw new Refusal("storefront.account_not_found", "not_found")
  const viewer = { buyer: head.buyer, seesMargins: seesMargins(work) }
  const page = (rows ?? []).slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(({ instead, row }) => ({ ...productTile(storefrontProduct(row, head), viewer), ...(instead !== null && { instead: { sku: instead } }) })),
    nextCursor: last && (rows ?? []).length > limit ? cursorAfter(last) : null,
    currency: head.buyer.currency,
    ...(facets && { facets }),
  }
}

/** The buyer's own catalogue, the group looked up in the same statement. */
export function entitlementOf(work: Work): Entitlement {
  return { accountGroup: buyerGroup, scope: { networkId: work.scope.networkId!, tenantId: work.scope.tenantId! } }
}

function searchOffset(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  const offset = Number(cursor)
  if (!Number.isInteger(offset) || offset < 0 || offset > 10_000) throw new Refusal("storefront.cursor_is_malformed", "invalid")
  return offset
}
