import { capture, recordingOf } from "../lib/capture.ts"
import type { Finding, Stage } from "../lib/case.ts"
import { cpuBetween, quantile, round, spent } from "../lib/measure.ts"
import { portalPool } from "../lib/questions.ts"
import type { Script, Statement } from "../lib/script.ts"
import type { PortalCaller } from "@entrepot/api/portal"

const PAGE = 50
const BLOCK = 25

/**
 * The scope and row security against the very same statement by the owner of everything, whom no policy touches: turn by turn,
 * so that whatever else the machine does meets both. Each side has one connection and one round trip.
 */
export async function walls(stage: Stage): Promise<Finding[]> {
  return [
    await wall(stage, "wall-catalogue", `a catalogue page of ${PAGE}`, (caller) => caller.catalog.page({ limit: PAGE })),
    await wall(stage, "wall-orders", `a page of ${PAGE} orders`, (caller) => caller.orders.list({ limit: PAGE })),
  ]
}

async function wall(stage: Stage, name: string, what: string, ask: (caller: PortalCaller) => Promise<unknown>): Promise<Finding> {
  const statements = await businessOf(stage, ask)
  const walled: Script[] = statements.map(({ frame, asked }) => [[{ read: false, rounds: [[...frame, asked, { text: "commit" }]] }]])
  const naked: Script[] = statements.map(({ asked }) => [[{ read: false, rounds: [[{ ...asked, name: `naked-${asked.name}` }]] }]])
  await stage.bare.load(`${name}-walled`, stage.base.urlOf("portal"), walled)
  await stage.bare.load(`${name}-naked`, ownersUrl(stage), naked)
  const sides = [`${name}-walled`, `${name}-naked`]
  const millis: number[][] = [[], []]
  const cpu = [0, 0]
  const watched = { server: stage.bare.pid, database: stage.database }
  for (const side of sides) await stage.bare.run(side, 60)
  for (let turn = 0; turn < stage.count(24) * 2; turn++) {
    const before = spent(watched)
    millis[turn % 2]!.push(...(await stage.bare.run(sides[turn % 2]!, BLOCK)))
    cpu[turn % 2] = cpu[turn % 2]! + cpuBetween(before, spent(watched), 1).database
  }
  const [walledP50, nakedP50] = millis.map((one) => round(quantile(one, 0.5))) as [number, number]
  const [walledCpu, nakedCpu] = cpu.map((one, which) => round(one / millis[which]!.length)) as [number, number]
  const ratio = round(walledP50 / nakedP50)
  return {
    id: "wall", title: `the wall on ${what}`, aim: "at most 1.1x the same statement without walls", met: ratio <= 1.1,
    said: `p50 ${walledP50} ms against ${nakedP50} ms: ${ratio}x; database CPU ${walledCpu} ms against ${nakedCpu} ms: ${round(walledCpu / nakedCpu)}x`,
    figures: { walledP50, nakedP50, ratio, walledCpu, nakedCpu },
  }
}

/** The owner's plans are made as the portal's are, once and for any parameters. */
function ownersUrl(stage: Stage): string {
  return `${stage.base.adminUrl}?options=${encodeURIComponent("-c plan_cache_mode=force_generic_plan -c jit=off")}`
}

async function businessOf(stage: Stage, ask: (caller: PortalCaller) => Promise<unknown>): Promise<{ frame: Statement[]; asked: Statement }[]> {
  const recording = recordingOf(portalPool(stage.base))
  try {
    const found = []
    for (const buyer of stage.buyers.slice(0, 12)) {
      const caller = await buyer.caller(recording.pool)
      const [request] = await capture(recording, () => ask(caller))
      const rounds = request![0]!.rounds
      found.push({ frame: rounds[0]!.slice(0, 2), asked: rounds.at(-2)!.at(-1)! })
    }
    return found
  } finally {
    await recording.pool.end()
  }
}
