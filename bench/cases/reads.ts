import type { PortalCaller } from "@entrepot/api/portal"
import { capture, recordingOf } from "../lib/capture.ts"
import type { Case, Stage } from "../lib/case.ts"
import type { Asked } from "../lib/http.ts"
import { measure, measureRun, type Figures } from "../lib/measure.ts"
import { portalPool, searchesOf, type Buyer } from "../lib/questions.ts"
import { costOf, type Script } from "../lib/script.ts"

const VARIANTS = 48
const PAD_ROWS = 300

/** A question: how it is asked over HTTP, and the same through the procedures that HTTP would reach. */
type Question = { readonly asked: Asked; readonly ask: readonly ((caller: PortalCaller) => Promise<unknown>)[] }

function questions(stage: Stage, make: (buyer: Buyer, index: number) => Question): (Question & { buyer: Buyer })[] {
  return Array.from({ length: VARIANTS }, (_, index) => {
    const buyer = stage.buyers[index % stage.buyers.length]!
    return { buyer, ...make(buyer, index) }
  })
}

/** The portal's own answer against the bare server's and the bare script's, over the same forty-eight questions. */
async function compare(stage: Stage, name: string, made: readonly (Question & { buyer: Buyer })[], count: number): Promise<Omit<Case, "id" | "title" | "aims">> {
  const scripts = await captureAll(stage, made)
  await stage.bare.load(name, stage.base.urlOf("portal"), scripts)
  const portal = { server: stage.portal.pid, database: stage.database }
  const bare = { server: stage.bare.pid, database: stage.database }
  const [oursAt1, oursAt16] = await both(portal, (index) => stage.ask(made[index % VARIANTS]!.asked), count)
  const [limitAt1, limitAt16] = await both(bare, (index) => stage.bare.http({ path: `/${name}/${index % VARIANTS}/0` }), count)
  const script = await measureRun(bare, (many) => stage.bare.run(name, many), count, VARIANTS * 2)
  return { ours: { at1: oursAt1, at16: oursAt16 }, limit: { at1: limitAt1, at16: limitAt16, script }, sql: costOf(scripts[0]!) }

  async function both(watched: typeof portal, operation: (index: number) => Promise<unknown>, most: number): Promise<[Figures, Figures]> {
    const at1 = await measure(watched, operation, { count: most, concurrency: 1, seconds: stage.seconds, warmUp: VARIANTS * 4 })
    return [at1, await measure(watched, operation, { count: most * 2, concurrency: 16, seconds: stage.seconds })]
  }
}

async function captureAll(stage: Stage, made: readonly (Question & { buyer: Buyer })[]): Promise<Script[]> {
  const recording = recordingOf(portalPool(stage.base))
  const scripts: Script[] = []
  try {
    for (const { buyer, ask } of made) {
      const caller = await buyer.caller(recording.pool)
      scripts.push([(await capture(recording, ...ask.map((one) => () => one(caller)))).flat()])
    }
    return scripts
  } finally {
    await recording.pool.end()
  }
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
