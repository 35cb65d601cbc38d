import { createServer } from "node:http"
import pg from "pg"
import type { Request, Script, Transaction } from "../lib/script.ts"

/**
 * The limit that our server is held against: Node's http, `pg`, and nothing else. It sends the statements that our code sent, with
 * the same parameters and the same round trips, and answers their rows as JSON. `run` does the same without HTTP.
 */
export type BareCommand =
  | { readonly do: "load"; readonly name: string; readonly url: string; readonly scripts: readonly Script[] }
  | { readonly do: "run"; readonly name: string; readonly count: number }
export type BareAnswer = { readonly port: number } | { readonly loaded: string } | { readonly millis: readonly number[] } | { readonly failed: string }

type Loaded = { readonly scripts: Script[]; readonly pool: pg.Pool; next: number }

const pools = new Map<string, pg.Pool>()
const loaded = new Map<string, Loaded>()

function poolFor(url: string): pg.Pool {
  const known = pools.get(url)
  if (known) return known
  const pool = new pg.Pool({ connectionString: url, max: 10, pipeline: true } as pg.PoolConfig)
  pools.set(url, pool)
  return pool
}

async function replay(pool: pg.Pool, { rounds, read }: Transaction): Promise<unknown> {
  const client = await pool.connect()
  let answer: unknown
  try {
    for (const [index, round] of rounds.entries()) {
      const sent = round.map(({ name, text, values = [] }) => client.query(name === undefined ? { text, values: [...values] } : { name, text, values: [...values] }))
      if (read && index > 0 && index === rounds.length - 1) {
        void Promise.all(sent).then(() => client.release(), (error: Error) => client.release(error))
        return answer
      }
      const results = await Promise.all(sent)
      answer = results.findLast(({ rows }) => rows.length > 0)?.rows ?? answer
    }
    client.release()
    return answer
  } catch (error) {
    client.release(error as Error)
    throw error
  }
}

const all = (pool: pg.Pool, request: Request) => Promise.all(request.map((transaction) => replay(pool, transaction)))

function find(name: string): Loaded {
  const found = loaded.get(name)
  if (!found) throw new Error(`Nothing was loaded as ${name}.`)
  return found
}

/** /name/variant/request */
async function answer(path: string): Promise<unknown> {
  const [, name = "", variant = "0", request = "0"] = path.split("/")
  const { scripts, pool } = find(name)
  return all(pool, scripts[Number(variant)]![Number(request)]!)
}

async function run(name: string, count: number): Promise<number[]> {
  const target = find(name)
  const millis: number[] = []
  for (let done = 0; done < count; done++) {
    const started = performance.now()
    for (const request of target.scripts[target.next++ % target.scripts.length]!) await all(target.pool, request)
    millis.push(performance.now() - started)
  }
  return millis
}

const server = createServer((request, response) => {
  request.resume()
  answer(request.url ?? "").then(
    (rows) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(rows)),
    (error: Error) => response.writeHead(500).end(error.message),
  )
})

const say = (message: BareAnswer) => process.send?.(message)

process.on("message", (command: BareCommand) => {
  if (command.do === "load") {
    loaded.set(command.name, { scripts: [...command.scripts], pool: poolFor(command.url), next: 0 })
    say({ loaded: command.name })
  } else run(command.name, command.count).then((millis) => say({ millis }), (error: Error) => say({ failed: error.message }))
})
process.on("disconnect", () => process.exit(0))
server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  if (address && typeof address === "object") say({ port: address.port })
})
