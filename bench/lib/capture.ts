import type { PoolClient } from "pg"
import type { AudiencePool } from "@entrepot/db"
import type { Request, Script, Statement, Transaction } from "./script.ts"

/** A pool of ours whose statements are written down as they are sent, with what was sent together. */
export type Recording = { readonly pool: AudiencePool; readonly take: () => Request }

type Sent = { text: string; values?: unknown[]; name?: string } | string

export function recordingOf({ audience, pool, end }: AudiencePool): Recording {
  let transactions: Transaction[] = []
  const connect = async (): Promise<PoolClient> => {
    const client = await pool.connect()
    const rounds: Statement[][] = []
    transactions.push({ rounds, get read() { return /read only/.test(rounds[0]?.[0]?.text ?? "") } })
    return watched(client, rounds)
  }
  return {
    pool: { audience, end, pool: Object.assign(Object.create(pool) as typeof pool, { connect, query: pool.query.bind(pool) }) },
    take: () => {
      const taken = transactions.map(({ rounds, read }) => ({ rounds: [...rounds], read }))
      transactions = []
      return taken
    },
  }
}

/** A statement that is sent while none is under way begins a round trip; one that is sent meanwhile shares it. */
function watched(client: PoolClient, rounds: Statement[][]): PoolClient {
  let underWay = 0
  const query = (sent: Sent): Promise<unknown> => {
    const { text, values, name } = typeof sent === "string" ? { text: sent, values: undefined, name: undefined } : sent
    if (underWay === 0) rounds.push([])
    underWay++
    rounds.at(-1)!.push({ text, ...(name !== undefined && { name }), ...(values !== undefined && { values: plain(values) }) })
    return (client.query(sent as never) as unknown as Promise<unknown>).finally(() => underWay--)
  }
  return new Proxy(client, { get: (target, key) => (key === "query" ? query : key === "release" ? target.release.bind(target) : Reflect.get(target, key)) })
}

/** Parameters as they go over the wire; a whole number beyond 2^53 stays text. */
function plain(values: readonly unknown[]): unknown[] {
  return JSON.parse(JSON.stringify(values, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value))) as unknown[]
}

/** Runs each step and answers what it sent, one request each. */
export async function capture(recording: Recording, ...steps: readonly (() => Promise<unknown>)[]): Promise<Script> {
  const script: Request[] = []
  recording.take()
  for (const step of steps) {
    await step()
    await new Promise((resolve) => setTimeout(resolve, 20)) // the commit of a read is not awaited by its step
    script.push(recording.take())
  }
  return script
}
