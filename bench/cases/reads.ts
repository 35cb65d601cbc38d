import type { Case, Stage } from "../lib/case.ts"
import { compare, VARIANTS, type Asking, type Question } from "../lib/compare.ts"
import { searchesOf, type Buyer } from "../lib/questions.ts"

const PAD_ROWS = 300

function questions(stage: Stage, make: (buyer: Buyer, index: number) => Question): Asking[] {
  return Array.from({ length: VARIANTS }, (_, index) => {
    const buyer = stage.buyers[index % stage.buyers.length]!
    return { buyer, ...make(buyer, index) }
  })
}

const json = { ratio: "bare server" as const, most: 4, business: 1 }

export async function cataloguePages(stage: Stage): Promise<Case> {
  const made = questions(stage, (buyer, index) => {
    const input = index % 4 === 3 ? { categoryPath: `c${(index % 26) + 1}.` } : {}
    return { asked: buyer.get("catalog.page", input), ask: [(caller) => caller.catalog.page(input)] }
  })
  return { id: "1", title: "catalogue page of 24", aims: json, ...(await compare(stage, "page", made, stage.count(400))) }
}

export async function searches(stage: Stage): Promise<Case> {
  const texts = searchesOf(stage.products, VARIANTS)
  const made = questions(stage, (buyer, index) => {
    const input = { q: texts[index]! }
    return { asked: buyer.get("catalog.page", input), ask: [(caller) => caller.catalog.page(input)] }
  })
  return { id: "2", title: "search, 24 results", aims: json, ...(await compare(stage, "search", made, stage.count(400))) }
}

export async function productPages(stage: Stage): Promise<Case> {
  const made = questions(stage, (buyer, index) => {
    const input = { productId: stage.products[index]!.productId }
    return { asked: buyer.get("catalog.product", input), ask: [(caller) => caller.catalog.product(input)] }
  })
  return { id: "3", title: "product page", aims: json, ...(await compare(stage, "product", made, stage.count(800))) }
}

export async function pads(stage: Stage): Promise<Case> {
  const made = questions(stage, (buyer, index) => {
    const rows = Array.from({ length: PAD_ROWS }, (_, row) => ({ line: row + 1, part: stage.products[(index * 37 + row) % stage.products.length]!.sku, quantity: String((row % 12) + 1) }))
    return { asked: buyer.post("pad.check", { rows }), ask: [(caller) => caller.pad.check({ rows })] }
  })
  return { id: "4", title: `price and stock of ${PAD_ROWS} pad rows`, aims: json, ...(await compare(stage, "pad", made, stage.count(100))) }
}

/** What the page's parts ask of the API, in the order in which they ask: who is signed in, then the page with its facets. */
export async function firstPaints(stage: Stage): Promise<Case> {
  const made = questions(stage, (buyer) => ({
    asked: buyer.page("/catalogue"),
    ask: [(caller) => caller.session.me(), (caller) => caller.catalog.page({ withFacets: true })],
  }))
  return { id: "7", title: "first paint of the catalogue, HTML", aims: { ratio: "bare server", most: 15 }, ...(await compare(stage, "paint", made, stage.count(200))) }
}
