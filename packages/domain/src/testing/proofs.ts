import { Client, type PoolClient, type QueryResult } from "pg"
import type { AudiencePool } from "@entrepot/db"
import type { TestDatabase } from "@entrepot/db/testing"
import { isRefusal } from "@entrepot/kernel"
import { metrics } from "@entrepot/telemetry"

/**
 * What a database holds, as figures that add up: of each table its rows, the sum of each of its numbers, and the sum of the hashes
 * of its statuses. Two runs that did the same thing moved these figures by the same amounts, whatever ids and moments they took.
 */
export type Footprint = Readonly<Record<string, bigint>>

export type Proofs = {
  /** Runs a task and answers by how much it moved the figures; those that stayed are left out. */
  readonly changes: (task: () => Promise<unknown>) => Promise<Footprint>
  readonly dieAtEveryStep: <Subject>(death: Death<Subject>) => Promise<{ readonly steps: number }>
  readonly close: () => Promise<void>
}

/** A verb that is to be killed. Each try has a subject of its own, alike but for its ids, so that all of them must leave the same behind. */
export type Death<Subject> = {
  /** The pool that the verb works through. */
  readonly pool: AudiencePool
  readonly prepare: () => Promise<Subject>
  readonly verb: (subject: Subject) => Promise<unknown>
}

/** `except`: tables whose rows depend on how the work was spread, and whose sums a check of their own proves. */
export async function proofsOver(database: TestDatabase, { except = [] }: { readonly except?: readonly string[] } = {}): Promise<Proofs> {
  const admin = new Client({ connectionString: database.adminUrl })
  await admin.connect()
  await admin.query("set plan_cache_mode = force_generic_plan")
  const question = { name: "footprint", text: await footprintQuestion(admin, except) }
  const footprint = async (): Promise<Footprint> => Object.fromEntries((await admin.query<{ table: string; figures: Record<string, string> }>(question)).rows.flatMap(({ table, figures }) =>
    Object.entries(figures).map(([figure, sum]) => [`${table} ${figure}`, BigInt(sum)] as const)))
  const changes: Proofs["changes"] = async (task) => {
    const before = await footprint()
    await task()
    return moved(before, await footprint())
  }

  /**
   * Ends the verb's connection when its first statement is through, on the next subject when its second is, and so on up to the
   * commit, whose answer is lost; each time it is done again. Throws unless everything is there once then, as after a run that nobody disturbed.
   */
  const dieAtEveryStep: Proofs["dieAtEveryStep"] = async ({ pool, prepare, verb }) => {
    const undisturbed = await prepare()
    let statements = 0
    const whole = await changes(async () => void (statements = (await watching(pool, () => verb(undisturbed))).sent))
    const subjects: Awaited<ReturnType<typeof prepare>>[] = []
    for (let step = 1; step <= statements; step++) subjects.push(await prepare())
    let before = await footprint()
    for (const [index, subject] of subjects.entries()) {
      const step = index + 1
      const { died } = await watching(pool, () => verb(subject), { admin, step })
      if (!died) throw new Error(`The connection did not end at statement ${step} of ${statements}.`)
      await verb(subject).catch((error: unknown) => {
        // Only where the commit was through and its answer was lost: to be told so is as good an answer as the first.
        if (step < statements || !isRefusal(error)) throw error
      })
      const after = await footprint()
      mustBeSame(moved(before, after), whole, `done again after the death at statement ${step} of ${statements}`)
      before = after
    }
    return { steps: statements }
  }

  return { changes, dieAtEveryStep, close: () => admin.end() }
}

const moved = (before: Footprint, after: Footprint): Footprint =>
  Object.fromEntries(Object.entries(after).map(([figure, sum]) => [figure, sum - (before[figure] ?? 0n)] as const).filter(([, by]) => by !== 0n))

/** The same change so many times over. */
export function timesOver(times: number, change: Footprint): Footprint {
  return Object.fromEntries(Object.entries(change).map(([figure, by]) => [figure, by * BigInt(times)]))
}

/**
 * The task so many times at the same moment, each on a connection of its own. Refusals are answers; whatever else is thrown, a
 * deadlock above all, is thrown here, and so is a deadlock that only a second try got over: locks are taken in one order.
 */
export async function atOnce<T>(times: number, task: (index: number) => Promise<T>): Promise<{ readonly answers: readonly T[]; readonly refusals: readonly string[] }> {
  const before = await retries()
  const outcomes = await Promise.allSettled(Array.from({ length: times }, (_none, index) => task(index)))
  const thrown = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason as Error] : []))
  const escaped = thrown.find((reason) => !isRefusal(reason))
  if (escaped) throw escaped
  if ((await retries()) > before) throw new Error("They waited for each other, and one had to be tried again.")
  return { answers: outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])), refusals: thrown.map(({ message }) => message) }
}

const retries = async () => (await metrics.transactionRetries.get()).values.reduce((sum, { value }) => sum + value, 0)

function mustBeSame(found: Footprint, expected: Footprint, when: string): void {
  const differs = [...new Set([...Object.keys(found), ...Object.keys(expected)])].filter((figure) => found[figure] !== expected[figure])
  if (differs.length > 0) throw new Error(`Not the same ${when}: ${differs.map((figure) => `${figure} moved by ${found[figure] ?? 0n} instead of ${expected[figure] ?? 0n}`).join(", ")}.`)
}

/** Counts what a task sends, and ends its connection when the statement `step` is through, as a crash or a failing network would. */
async function watching(pool: AudiencePool, task: () => Promise<unknown>, death?: { readonly admin: Client; readonly step: number }): Promise<{ readonly sent: number; readonly died: boolean }> {
  const [touched, seen] = [[] as PoolClient[], { sent: 0, died: false }]
  const watch = (client: PoolClient) => {
    const query = client.query.bind(client) as (...asked: unknown[]) => Promise<QueryResult>
    const underWay: Promise<unknown>[] = []
    let end: Promise<unknown> | undefined
    // What was sent together with the last statement and before it is through as well.
    const die = () => (end ??= Promise.allSettled(underWay).then(() => death?.admin.query("select pg_terminate_backend($1, 5000)", [(client as unknown as { processID: number }).processID])).then(() => (seen.died = true)))
    const mortal = async (...asked: unknown[]) => {
      const step = ++seen.sent
      if (death && step > death.step) return die().then(() => query(...asked))
      const asking = query(...asked)
      underWay.push(asking)
      const answer = await asking
      if (step !== death?.step) return answer
      await die()
      throw new Error("The connection ended before the answer came.")
    }
    touched.push(Object.assign(client, { query: mortal }))
  }
  pool.pool.on("acquire", watch)
  try {
    await task()
    if (death) throw new Error("The connection was ended, and nobody noticed.")
  } catch (error) {
    if (!seen.died) throw error
  } finally {
    pool.pool.off("acquire", watch)
    for (const client of touched) delete (client as Partial<PoolClient>).query
  }
  return seen
}

/** One statement that reads the figures of every table. */
async function footprintQuestion(admin: Client, except: readonly string[]): Promise<string> {
  const { rows } = await admin.query<{ question: string }>(`
    select string_agg(format('select %L as table, json_build_object(''rows'', count(*)::text %s) as figures from %s', name, figures, name), ' union all ') as question
      from (select format('%I.%I', table_schema, table_name) as name,
                   coalesce(string_agg(format(case data_type when 'text' then ', %L, coalesce(sum(hashtext(%I)), 0)::text' when 'numeric' then ', %L, trunc(coalesce(sum(%I), 0) * 1000000)::text' else ', %L, coalesce(sum(%I), 0)::text' end, column_name, column_name), '')
                     filter (where data_type in ('smallint', 'integer', 'bigint', 'numeric') or column_name = 'status'), '') as figures
              from information_schema.columns join information_schema.tables using (table_schema, table_name)
             where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'graphile_worker') group by 1) tables
     where name <> all ($1)`, [except])
  return rows[0]!.question
}
