import { Client } from "pg"
import { createPool, type AudiencePool } from "@entrepot/db"
import { deliverEvents } from "@entrepot/domain/integrations"
import { runDue } from "@entrepot/domain/subscriptions"
import { newId } from "@entrepot/kernel"
import { handlers } from "../../apps/worker/handlers.ts"
import { capture, recordingOf } from "../lib/capture.ts"
import type { Finding, Stage } from "../lib/case.ts"
import { cpuBetween, measureRun, round, spent } from "../lib/measure.ts"
import { NETWORK, select } from "../lib/questions.ts"
import { generateSubscriptions, makeDue } from "../lib/recurring.ts"
import { costOf, idsMadeSince, templateOf, type Script } from "../lib/script.ts"
import { emptyQueue } from "./recurring-run.ts"

const TIMES = 4
const EACH = 4
/** Ours is compiled while it runs, and a replay is not: so many are made before the clock starts. */
const WARM = 24

/**
 * What one date costs us beside the same statements without our code: run, order, outbox, shipment, invoice and the mails' rows, one after the
 * other, without the queue. Each replay makes the dates of a set of its own; what they make is named anew.
 */
export async function recurringLimit(stage: Stage): Promise<Finding> {
  const tenants = Math.min(10, Math.floor(stage.size.tenants / stage.size.networks))
  const sets = ["war", "own", "cap", ...Array.from({ length: TIMES + 1 }, (_, index) => `lb${index}`)]
  for (const set of sets) await generateSubscriptions(stage.base.adminUrl, stage.size, { set, tenants: tenants * stage.size.networks, each: set === "war" ? WARM : EACH })
  const dates = tenants * EACH
  const pool = createPool("worker", stage.base.urlOf("worker"), { max: 2 })
  const admin = new Client({ connectionString: stage.base.adminUrl })
  await admin.connect()
  const recording = recordingOf(createPool("worker", stage.base.urlOf("worker"), { max: 2 }))
  try {
    await due(stage, "war")
    await makeAll(admin, pool)
    await due(stage, "own")
    const before = spent({ server: process.pid, database: stage.database })
    await makeAll(admin, pool)
    const ours = cpuBetween(before, spent({ server: process.pid, database: stage.database }), dates)
    const started = Date.now()
    await due(stage, "cap")
    const script = (await capture(recording, () => makeAll(admin, recording.pool))).flat().map((transaction) => [transaction])
    const bare = await replays(stage, script, started, dates)
    const ratio = round(ours.all / bare)
    const { statements, roundTrips } = costOf(script)
    return {
      id: "r1 limit", title: "one date, from due to invoiced, against its bare statements", aim: "at most 2x the CPU of the bare script", met: ratio <= 2,
      said: `${ours.all.toFixed(1)} ms CPU (${ours.server.toFixed(1)} here, ${ours.database.toFixed(1)} in the database) against ${bare.toFixed(1)} ms: ${ratio.toFixed(2)}x; ${round(statements / dates).toFixed(1)} statements in ${round(roundTrips / dates).toFixed(1)} round trips`,
      figures: { ours, bare, ratio, statements: statements / dates, roundTrips: roundTrips / dates },
    }
  } finally {
    await Promise.all([pool.end(), recording.pool.end(), admin.end()])
    await emptyQueue(stage.base)
  }
}

/** Only the largest network's dates of a set. */
async function due(stage: Stage, set: string): Promise<void> {
  await makeDue(stage.base.adminUrl, set)
  await select(stage.base, `update subscriptions.occurrence set order_at = now() + interval '1 day' where network_id <> ${NETWORK} and status = 'planned' and order_at <= now()`)
}

/** Orders what is due, and delivers everything that is announced by that until nothing more is. */
async function makeAll(admin: Client, pool: AudiencePool): Promise<void> {
  const { rows: [last] } = await admin.query<{ id: string }>(`select event_id as id from work.event where network_id = ${NETWORK} order by event_id desc limit 1`)
  await runDue(pool, NETWORK, { parallel: 1, onError: (error) => { throw error } })
  const done = new Set<string>()
  for (;;) {
    const events = (await admin.query<{ tenantId: number; eventId: string }>(`select tenant_id as "tenantId", event_id as "eventId" from work.event where network_id = ${NETWORK} and event_id > '${last?.id ?? newId(0)}' order by event_id`)).rows.filter(({ eventId }) => !done.has(eventId))
    if (events.length === 0) return
    for (const tenantId of new Set(events.map((one) => one.tenantId))) {
      await deliverEvents(pool, { networkId: NETWORK, tenantId, eventIds: events.filter((one) => one.tenantId === tenantId).map((one) => one.eventId) }, handlers, { onFailure: (handler, error) => { throw new Error(handler, { cause: error }) } })
    }
    for (const { eventId } of events) done.add(eventId)
  }
}

async function replays(stage: Stage, script: Script, started: number, dates: number): Promise<number> {
  const captured = await wordsOf(stage, "cap")
  const numbers = [...new Set(JSON.stringify(script).match(/\bS-\d{7,}/g) ?? [])]
  const template = templateOf(script, [...idsMadeSince(script, started), ...captured, ...numbers])
  const made: Script[] = []
  for (let replay = 0; replay <= TIMES; replay++) {
    const words = new Map((await wordsOf(stage, `lb${replay}`)).map((word, index) => [captured[index]!, word]))
    for (const number of numbers) words.set(number, `B${replay}-${number}`)
    made.push(template((word) => words.get(word) ?? newId()))
  }
  await stage.bare.load("recurring", stage.base.urlOf("worker"), made)
  const { cpu } = await measureRun({ server: stage.bare.pid, database: stage.database }, (many) => stage.bare.run("recurring", many), TIMES, 1)
  return round(cpu.all / dates)
}

/** What names a set's dates, tenant by tenant, always in the same order. */
async function wordsOf(stage: Stage, set: string): Promise<string[]> {
  const rows = await select<{ words: string[] }>(stage.base, `
    select array[o.occurrence_id::text, s.subscription_id::text, s.number] || array(select l.line_id::text from subscriptions.subscription_line l where (l.network_id, l.tenant_id, l.account_id, l.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id) order by l.position) as words
      from subscriptions.subscription s join subscriptions.occurrence o on (o.network_id, o.tenant_id, o.account_id, o.subscription_id) = (s.network_id, s.tenant_id, s.account_id, s.subscription_id) and o.n = 0
     where s.network_id = ${NETWORK} and s.number ^@ 'R-${set}-' order by s.tenant_id, s.number`)
  return rows.flatMap(({ words }) => words)
}
