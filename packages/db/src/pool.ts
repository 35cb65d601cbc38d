import { createHash } from "node:crypto"
import type { Socket } from "node:net"
import {
  CompiledQuery, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler,
  type DatabaseConnection, type Dialect, type Driver, type QueryResult,
} from "kysely"
import pg, { type Pool, type PoolClient } from "pg"
import { metrics } from "@entrepot/telemetry"
import type { Database } from "./generated/database.ts"
import type { Audience } from "./roles.ts"

const { types } = pg
const parsers = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === types.builtins.INT8) return BigInt
    if (oid === types.builtins.DATE) return (text: string) => text
    return types.getTypeParser(oid, format as "text")
  },
}

export type AudiencePool = { readonly audience: Audience; readonly pool: Pool; readonly end: () => Promise<void> }

/**
 * A pool that signs in as one audience. Connections are pipelined: statements sent without waiting share a round trip.
 * `onNotice` of errors on idle connections is logged by the caller; a broken connection is simply replaced.
 */
export function createPool(audience: Audience, url: string, options: { max?: number } = {}): AudiencePool {
  const config = { connectionString: url, max: options.max ?? 10, pipeline: true, types: parsers, application_name: `entrepot-${audience}`, connectionTimeoutMillis: 10_000 }
  const pool = new pg.Pool(config)
  pool.on("error", () => undefined)
  pool.on("connect", sendTogether)
  // A connection that breaks while it is in use would end the process; its statements are refused instead, and that is enough.
  pool.on("connect", (client) => client.on("error", () => undefined))
  return { audience, pool, end: () => pool.end() }
}

/**
 * Statements that are sent in one turn of the event loop leave in one packet: for a short statement the write to the socket costs
 * more than all else that we do for it.
 */
function sendTogether(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  const [cork, write] = [stream.cork.bind(stream), stream.write.bind(stream) as (...given: unknown[]) => boolean]
  let held = false
  const hold = () => {
    if (held) return
    held = true
    cork()
    process.nextTick(() => {
      held = false
      stream.uncork()
    })
  }
  stream.cork = () => {
    hold()
    cork()
  }
  stream.write = (...given: unknown[]) => {
    hold()
    return write(...given)
  }
}

const statementNames = new Map<string, string>()

/** A statement that is sent often is prepared once per connection, under a name made from its text. */
export function named(text: string, values: readonly unknown[] = []): { name: string; text: string; values: unknown[] } {
  let name = statementNames.get(text)
  if (!name) {
    name = `s${createHash("sha1").update(text).digest("base64url").slice(0, 22)}`
    if (statementNames.size < 5_000) statementNames.set(text, name)
  }
  return { name, text, values: [...values] }
}

/** Kysely over one connection that somebody else opened and will close: a Work's transaction. */
export function queriesOver(client: PoolClient, onStatement: () => void): Kysely<Database> {
  const connection = new BorrowedConnection(client, onStatement)
  return new Kysely<Database>({ dialect: new BorrowedDialect(connection) })
}

class BorrowedConnection implements DatabaseConnection {
  readonly #client: PoolClient
  readonly #onStatement: () => void
  #first: unknown

  constructor(client: PoolClient, onStatement: () => void) {
    this.#client = client
    this.#onStatement = onStatement
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.#onStatement()
    const started = performance.now()
    const { command, rowCount, rows } = await this.#client.query(named(query.sql, query.parameters)).catch((error: unknown) => this.#explain(error))
    metrics.queryDuration.observe((performance.now() - started) / 1000)
    const changes = command === "INSERT" || command === "UPDATE" || command === "DELETE" || command === "MERGE"
    return { rows: rows as R[], ...(changes ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) }
  }

  /** Of statements that were sent together, those after one that failed say only that the transaction is over; they name the first as their cause. */
  #explain(error: unknown): never {
    if ((error as { code?: string }).code === "25P02" && this.#first) Object.assign(error as object, { cause: this.#first })
    else this.#first ??= error
    throw error
  }

  // eslint-disable-next-line require-yield -- Kysely asks for a generator; exports page by key instead of streaming
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error("Streaming is not offered; page by key instead.")
  }
}

class BorrowedDialect implements Dialect {
  readonly #connection: BorrowedConnection

  constructor(connection: BorrowedConnection) {
    this.#connection = connection
  }

  createAdapter = (): PostgresAdapter => new PostgresAdapter()
  createQueryCompiler = (): PostgresQueryCompiler => new PostgresQueryCompiler()
  createIntrospector = (db: Kysely<unknown>): PostgresIntrospector => new PostgresIntrospector(db)

  createDriver = (): Driver => {
    const refuse = async () => {
      throw new Error("A Work is one transaction already; do not open another inside it.")
    }
    return {
      init: async () => undefined,
      acquireConnection: async () => this.#connection,
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      releaseConnection: async () => undefined,
      destroy: async () => undefined,
    }
  }
}
