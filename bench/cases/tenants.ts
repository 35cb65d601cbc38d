import type { Finding, Stage } from "../lib/case.ts"
import type { Base } from "../lib/database.ts"
import { httpClient } from "../lib/http.ts"
import { quantile, round } from "../lib/measure.ts"
import { startPortal } from "../lib/processes.ts"
import { buyersOf, select } from "../lib/questions.ts"

const BLOCK = 40

/** The catalogue page over the same catalogue, with ten tenants and with all: two portals, turn by turn. */
export async function tenants(stage: Stage): Promise<Finding> {
  const few = await startPortal(stage.bases.few)
  try {
    const sides = await Promise.all([
      { base: stage.bases.few, ask: httpClient(few.port) },
      { base: stage.base, ask: stage.ask },
    ].map(async ({ base, ask }) => ({ ask, asked: (await buyersOf(base, 100)).filter(({ admin }) => !admin).map((buyer) => buyer.get("catalog.page", {})), tenants: await countOf(base), millis: [] as number[] })))
    let next = 0
    for (let turn = 0; turn < stage.count(24) * 2 + 8; turn++) {
      const side = sides[turn % 2]!
      for (let done = 0; done < BLOCK; done++) {
        const started = performance.now()
        await side.ask(side.asked[next++ % side.asked.length]!)
        if (turn >= 8) side.millis.push(performance.now() - started)
      }
    }
    const [small, large] = sides.map(({ millis }) => round(quantile(millis, 0.5))) as [number, number]
    const ratio = round(large / small)
    return {
      id: "tenants", title: `catalogue page with ${sides[0]!.tenants} and with ${sides[1]!.tenants} tenants`, aim: "p50 within 20 %", met: ratio <= 1.2,
      said: `p50 ${small} ms with ${sides[0]!.tenants} tenants, ${large} ms with ${sides[1]!.tenants}: ${ratio}x`, figures: { small, large, ratio },
    }
  } finally {
    await few.stop()
  }
}

async function countOf(base: Base): Promise<number> {
  const [row] = await select<{ n: number }>(base, "select count(*)::int as n from tenancy.tenant")
  return row!.n
}
