import { createHash } from "node:crypto"
import { createPool, type AudiencePool } from "@entrepot/db"
import { answerPortalRest } from "@entrepot/api/rest/portal"
import { resolveHost } from "@entrepot/domain/tenancy"
import { newId } from "@entrepot/kernel"
import { capture, recordingOf } from "../lib/capture.ts"
import type { Finding, Stage } from "../lib/case.ts"
import { cpuBetween, measureRun, quantile, round, spent } from "../lib/measure.ts"
import { SMALL } from "../lib/dataset.ts"
import { NETWORK, select } from "../lib/questions.ts"
import { costOf, idsMadeSince, templateOf, type Script } from "../lib/script.ts"
import { generateCounters, HISTORY, METERED_TENANTS, tokenOf } from "../lib/usage-world.ts"

const A_SECOND = 1_000
/** As many as an integration that reports every second or so would send at once. */
const BATCH = 100
const REPEATED_ONE_IN = 10
const SEND_EVERY = (BATCH * 1_000) / A_SECOND

/** As long as each other, so that none is the beginning of another. */
const named = (word: string, n: number) => `${word}-${String(n).padStart(8, "0")}`

type Report = { readonly source: string; readonly eventId: string; readonly subscription: string; readonly sku: string; readonly kind: "level"; readonly quantity: string; readonly measuredAt: string }
type Sender = { readonly send: (pool: AudiencePool, reports: readonly Report[]) => Promise<readonly string[]>; readonly counters: readonly { readonly subscription: string; readonly sku: string }[]; readonly sent: Report[]; levels: number[]; n: number }

/**
 * A thousand reports a second for a minute, one in ten of them a second time, through the portal's public API in this process: key, JSON,
 * verb and answer. They are sent when they are due, whether or not the last ones have been answered; a report's time is counted from then.
 */
export async function usage(stage: Stage): Promise<Finding> {
  stage.say("counters")
  await generateCounters(stage.base.adminUrl)
  const pool = createPool("portal", stage.base.urlOf("portal"), { max: 16 })
  try {
    const senders = await sendersOf(stage, pool)
    for (let warm = 0; warm < senders.length * 4; warm++) await sendOne(senders[warm % senders.length]!, pool)
    const limit = await bareReports(stage, senders)
    return await minute(stage, pool, senders, limit)
  } finally {
    await pool.end()
  }
}

async function minute(stage: Stage, pool: AudiencePool, senders: readonly Sender[], limit: { readonly cpu: number; readonly statements: number; readonly roundTrips: number }): Promise<Finding> {
  const seconds = stage.size === SMALL ? 10 : 60
  const requests = Math.round((seconds * 1_000) / SEND_EVERY)
  const [stored, before] = [await storedEvents(stage), spent({ server: process.pid, database: stage.database })]
  const took: { millis: number; old: boolean }[] = []
  const verdicts: Record<string, number> = {}
  const started = performance.now()
  const underWay = Array.from({ length: requests }, async (_, index) => {
    const due = started + index * SEND_EVERY
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    const which = index % senders.length
    for (const verdict of await sendOne(senders[which]!, pool)) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
    took.push({ millis: performance.now() - due, old: which < senders.length / 2 })
  })
  await Promise.all(underWay)
  const elapsed = (performance.now() - started) / 1_000
  const cpu = cpuBetween(before, spent({ server: process.pid, database: stage.database }), requests * BATCH)
  const counted = (await storedEvents(stage)) - stored
  const p = (values: readonly { millis: number }[], at: number) => round(quantile(values.map(({ millis }) => millis), at))
  const [first, last] = [took.slice(0, Math.floor(took.length / 4)), took.slice(-Math.floor(took.length / 4))]
  const [old, young] = [took.filter((one) => one.old), took.filter((one) => !one.old)]
  const once = counted === (verdicts["accepted"] ?? 0) + (verdicts["late"] ?? 0) && counted === requests * BATCH * (1 - 1 / REPEATED_ONE_IN) && verdicts["refused"] === undefined
  const keptUp = elapsed < seconds + 2
  return {
    id: "r5", title: `${A_SECOND} usage reports a second for ${seconds} s, one in ${REPEATED_ONE_IN} twice, ${BATCH} in a request`, aim: "kept up with, and each counted once", met: once && keptUp,
    said: `${requests * BATCH} reports in ${elapsed.toFixed(1)} s: ${JSON.stringify(verdicts)}, ${counted} stored. A request of ${BATCH}: p50 ${p(took, 0.5)} ms, p95 ${p(took, 0.95)} ms; p95 of the first quarter ${p(first, 0.95)} ms, of the last ${p(last, 0.95)} ms; ` +
      `of counters with ${HISTORY} reports behind them p50 ${p(old, 0.5)} ms, of new ones ${p(young, 0.5)} ms. CPU of one report ${cpu.all.toFixed(3)} ms (${cpu.server.toFixed(3)} here, ${cpu.database.toFixed(3)} in the database), ` +
      `of the bare script ${limit.cpu.toFixed(3)} ms: ${(cpu.all / limit.cpu).toFixed(2)}x. ${limit.statements} statements in ${limit.roundTrips} round trips for a request.`,
    figures: { seconds: elapsed, verdicts, counted, p50: p(took, 0.5), p95: p(took, 0.95), firstQuarterP95: p(first, 0.95), lastQuarterP95: p(last, 0.95), oldP50: p(old, 0.5), youngP50: p(young, 0.5), cpu, limit },
  }
}

const storedEvents = async (stage: Stage): Promise<number> => (await select<{ n: number }>(stage.base, `select count(*)::int as n from subscriptions.usage_event where network_id = ${NETWORK}`))[0]!.n

async function sendersOf(stage: Stage, pool: AudiencePool): Promise<Sender[]> {
  const counters = await select<{ tenant: number; subscription: string; sku: string }>(stage.base, `
    select s.tenant_id as tenant, s.number as subscription, p.sku from subscriptions.subscription s
      join subscriptions.subscription_line l using (network_id, tenant_id, account_id, subscription_id) join catalog.product p on p.network_id = l.network_id and p.product_id = l.product_id
     where s.network_id = ${NETWORK} and s.number ^@ 'R-meter-' order by 1, 2`)
  return Promise.all(Array.from({ length: METERED_TENANTS }, async (_, index): Promise<Sender> => {
    const tenantId = index + 1
    const tenant = await resolveHost(pool, `n${NETWORK}t${tenantId}.localhost`)
    if (!tenant) throw new Error(`There is no tenant ${tenantId}.`)
    const token = tokenOf(tenantId)
    const send: Sender["send"] = async (through, reports) => {
      const request = new Request(`http://${tenant.host}/api/v1/usage`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/json" }, body: JSON.stringify({ reports }) })
      const response = await answerPortalRest(through, tenant, request, createHash("md5").update(String(Math.random())).digest("hex"))
      const text = await response.text()
      if (response.status !== 200) throw new Error(`Usage was answered ${response.status}: ${text.slice(0, 300)}`)
      return (JSON.parse(text) as { reports: { verdict: string }[] }).reports.map(({ verdict }) => verdict)
    }
    return { send, counters: counters.filter((one) => one.tenant === tenantId), sent: [], levels: [], n: 0 }
  }))
}

/** The next reports of one tenant: bins that fall slowly and are filled up again, and the reports that are told twice. */
function nextOf(sender: Sender): readonly Report[] {
  const twice = sender.n === 0 ? 0 : BATCH / REPEATED_ONE_IN
  const fresh = Array.from({ length: BATCH - twice }, (): Report => {
    const which = sender.n % sender.counters.length
    const level = sender.levels[which] ?? 900
    sender.levels[which] = level <= 100 ? 900 : level - 1
    const { subscription, sku } = sender.counters[which]!
    return { source: "scale", eventId: named("live", sender.n++), subscription, sku, kind: "level", quantity: String(level), measuredAt: new Date().toISOString() }
  })
  const again = sender.sent.slice(-twice || sender.sent.length)
  sender.sent.splice(0, sender.sent.length, ...fresh)
  return [...fresh, ...again]
}

const sendOne = (sender: Sender, pool: AudiencePool) => sender.send(pool, nextOf(sender))

/** The statements of such requests, sent again under new ids without our code. */
async function bareReports(stage: Stage, senders: readonly Sender[]): Promise<{ cpu: number; statements: number; roundTrips: number }> {
  const recording = recordingOf(createPool("portal", stage.base.urlOf("portal"), { max: 2 }))
  try {
    const count = stage.count(40)
    const scripts: { readonly inTurn: Script; readonly template: ReturnType<typeof templateOf> }[] = []
    for (const sender of senders.slice(0, 10)) {
      const started = Date.now()
      const reports = nextOf(sender)
      const script = await capture(recording, () => sender.send(recording.pool, reports))
      const inTurn = script.flat().map((transaction) => [transaction])
      const template = templateOf(inTurn, [...idsMadeSince(inTurn, started), ...reports.map(({ eventId }) => eventId)])
      scripts.push({ inTurn, template })
    }
    let fresh = 0
    const made = Array.from({ length: count + 10 }, (_, index) => scripts[index % scripts.length]!.template((word) => (word.startsWith("live-") ? named("bare", fresh++) : newId())))
    await stage.bare.load("usage", stage.base.urlOf("portal"), made)
    const figures = await measureRun({ server: stage.bare.pid, database: stage.database }, (many) => stage.bare.run("usage", many), count, 10)
    await select(stage.base, "delete from graphile_worker._private_jobs where locked_at is null")
    const { statements, roundTrips } = costOf(scripts[0]!.inTurn)
    return { cpu: figures.cpu.all / BATCH, statements, roundTrips }
  } finally {
    await recording.pool.end()
  }
}
