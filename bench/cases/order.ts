import { newId } from "@entrepot/kernel"
import { capture, recordingOf } from "../lib/capture.ts"
import type { Case, Stage } from "../lib/case.ts"
import { cpuBetween, measure, measureRun, round, spent } from "../lib/measure.ts"
import { startWorker } from "../lib/processes.ts"
import { portalPool, select, type Buyer } from "../lib/questions.ts"
import { costOf, idsMadeSince, templateOf, type Script } from "../lib/script.ts"

const BUYERS = 16
const LINES = 10

type Cart = { readonly lines: readonly { productId: string; unit: string; quantity: string }[] }

/** Two requests: ten lines into an empty cart, then the order, confirmed and its stock reserved. Nobody waits for another's lines. */
export async function orders(stage: Stage): Promise<Case> {
  const buyers = Array.from({ length: BUYERS }, (_, lane) => stage.buyers[lane % stage.buyers.length]!)
  const lanes = Math.min(BUYERS, stage.buyers.length)
  const carts = buyers.map((_, lane): Cart => ({ lines: stage.products.slice(lane * LINES, (lane + 1) * LINES).map(({ productId }, row) => ({ productId, unit: "C62", quantity: String(row + 1) })) }))
  const count = stage.count(300)
  const templates = await captureOrders(stage, buyers.slice(0, lanes), carts)

  const portal = { server: stage.portal.pid, database: stage.database }
  const place = (lane: number) => placeOrder(stage, buyers[lane]!, carts[lane]!)
  const at1 = await measure(portal, (index) => place(index % lanes), { count, concurrency: 1, seconds: stage.seconds, warmUp: 40 })
  const at16 = await measure(portal, (_, lane) => place(lane), { count: count * 2, concurrency: lanes, seconds: stage.seconds, warmUp: lanes })

  // Each replay names what it makes anew; the scripts are written before the clock starts.
  const bare = { server: stage.bare.pid, database: stage.database }
  const warmUp = 40
  const made = Array.from({ length: 2 * count + 2 * warmUp }, (_, index) => templates[index % lanes]!(() => newId()))
  await stage.bare.load("order", stage.base.urlOf("portal"), made)
  const limitAt1 = await measure(bare, async (index) => {
    await stage.bare.http({ path: `/order/${index}/0` })
    await stage.bare.http({ path: `/order/${index}/1` })
  }, { count, concurrency: 1, seconds: stage.seconds, warmUp })
  await stage.bare.load("order", stage.base.urlOf("portal"), made.slice(count + warmUp))
  const script = await measureRun(bare, (many) => stage.bare.run("order", many), count, warmUp)
  return {
    id: "5", title: "order of 10 lines, empty cart to confirmed", aims: { ratio: "bare script", most: 2, roundTrips: 12 },
    ours: { at1, at16 }, limit: { at1: limitAt1, script }, sql: costOf(templates[0]!(() => newId())), notes: [await afterwards(stage)],
  }
}

async function placeOrder(stage: Stage, buyer: Buyer, cart: Cart): Promise<void> {
  const added = answered<{ orderId: string }>(await stage.ask(buyer.post("cart.addLines", cart)))
  const { status } = answered<{ status: string }>(await stage.ask(buyer.post("cart.submit", { orderId: added.orderId })))
  if (status !== "confirmed") throw new Error(`An order of the bench is ${status}, not confirmed.`)
}

const answered = <T>(text: string): T => (JSON.parse(text) as { result: { data: T } }).result.data

async function captureOrders(stage: Stage, buyers: readonly Buyer[], carts: readonly Cart[]): Promise<((fresh: (word: string) => string) => Script)[]> {
  const recording = recordingOf(portalPool(stage.base))
  try {
    const templates = []
    for (const [lane, buyer] of buyers.entries()) {
      const started = Date.now()
      const caller = await buyer.caller(recording.pool)
      let orderId = ""
      const script = await capture(recording, async () => void ({ orderId } = await caller.cart.addLines({ ...carts[lane]!, lines: [...carts[lane]!.lines] })), () => caller.cart.submit({ orderId }))
      templates.push(templateOf(script, idsMadeSince(script, started)))
    }
    return templates
  } finally {
    await recording.pool.end()
  }
}

/** What follows from an order when nobody waits any more: the worker plans its shipment and writes its mails. */
async function afterwards(stage: Stage): Promise<string> {
  await select(stage.base, "vacuum analyze") // what autovacuum would have done meanwhile
  const waiting = await queued(stage)
  const worker = await startWorker(stage.base)
  try {
    const watched = { worker: worker.pid, database: stage.database }
    const before = spent(watched)
    const done = await drained(stage, stage.seconds * 3)
    const cpu = cpuBetween(before, spent(watched), Math.max(1, waiting - (await queued(stage))))
    return `Afterwards, not waited for: of ${waiting} waiting jobs the worker did ${done ? "all" : "as many as time allowed"}, with ${round(cpu.worker)} ms CPU of its own and ${round(cpu.database)} ms of the database for each (about one and a half jobs an order).`
  } finally {
    await worker.stop()
  }
}

export async function queued(stage: Stage): Promise<number> {
  const [row] = await select<{ n: number }>(stage.base, "select count(*)::int as n from graphile_worker._private_jobs where attempts < max_attempts")
  return row?.n ?? 0
}

export async function drained(stage: Stage, seconds: number): Promise<boolean> {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; ) {
    if ((await queued(stage)) === 0) return true
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  return false
}
