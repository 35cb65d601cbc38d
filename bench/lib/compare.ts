import type { PortalCaller } from "@entrepot/api/portal"
import { capture, recordingOf } from "./capture.ts"
import type { Case, Stage } from "./case.ts"
import type { Asked } from "./http.ts"
import { measure, measureRun, type Figures } from "./measure.ts"
import { portalPool, type Buyer } from "./questions.ts"
import { costOf, type Script } from "./script.ts"

export const VARIANTS = 48

/** A question: how it is asked over HTTP, and the same through the procedures that HTTP would reach. */
export type Question = { readonly asked: Asked; readonly ask: readonly ((caller: PortalCaller) => Promise<unknown>)[] }
/** A question, and who asks it. */
export type Asking = Question & { readonly buyer: Buyer }

/** The portal's own answer against the bare server's and the bare script's, over the same questions. */
export async function compare(stage: Stage, name: string, made: readonly Asking[], count: number): Promise<Omit<Case, "id" | "title" | "aims">> {
  const scripts = await captureAll(stage, made)
  await stage.bare.load(name, stage.base.urlOf("portal"), scripts)
  const portal = { server: stage.portal.pid, database: stage.database }
  const bare = { server: stage.bare.pid, database: stage.database }
  const [oursAt1, oursAt16] = await both(portal, (index) => stage.ask(made[index % made.length]!.asked), count)
  const [limitAt1, limitAt16] = await both(bare, (index) => stage.bare.http({ path: `/${name}/${index % made.length}/0` }), count)
  const script = await measureRun(bare, (many) => stage.bare.run(name, many), count, made.length * 2)
  return { ours: { at1: oursAt1, at16: oursAt16 }, limit: { at1: limitAt1, at16: limitAt16, script }, sql: costOf(scripts[0]!) }

  async function both(watched: typeof portal, operation: (index: number) => Promise<unknown>, most: number): Promise<[Figures, Figures]> {
    const at1 = await measure(watched, operation, { count: most, concurrency: 1, seconds: stage.seconds, warmUp: made.length * 4 })
    return [at1, await measure(watched, operation, { count: most * 2, concurrency: 16, seconds: stage.seconds })]
  }
}

async function captureAll(stage: Stage, made: readonly Asking[]): Promise<Script[]> {
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
