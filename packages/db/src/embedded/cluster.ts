import { spawn, type ChildProcess } from "node:child_process"
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { Client } from "pg"
import { binaries } from "./binaries.ts"

/** nobody: Postgres refuses to run as root, so a root's cluster runs as this user. */
const UNPRIVILEGED_ID = 65_534

export type ClusterOptions = {
  readonly directory: string
  readonly port: number
  readonly superuserPassword: string
  /** Extra settings, such as { fsync: "off" } for throw-away clusters. */
  readonly settings?: Readonly<Record<string, string>>
  readonly onLog?: (line: string) => void
  /** The server ended although nobody asked it to. */
  readonly onLost?: () => void
}

/** An embedded Postgres cluster in one folder. It belongs to this process: `stop` it, or it outlives nobody. */
export class Cluster {
  readonly #options: ClusterOptions
  #server: ChildProcess | undefined

  constructor(options: ClusterOptions) {
    this.#options = options
  }

  get initialised(): boolean {
    return existsSync(path.join(this.#options.directory, "PG_VERSION")) && existsSync(path.join(this.#options.directory, "global", "pg_control"))
  }

  adminUrl(database = "postgres"): string {
    return `postgres://postgres:${encodeURIComponent(this.#options.superuserPassword)}@127.0.0.1:${this.#options.port}/${database}`
  }

  /** Creates the cluster's files. The folder must be empty or missing. */
  async initialise(): Promise<void> {
    const { directory, superuserPassword } = this.#options
    const { initdb } = await binaries({ forOthers: asRoot() })
    mkdirSync(directory, { recursive: true })
    const passwordFile = `${directory}.pw`
    writeFileSync(passwordFile, `${superuserPassword}\n`, { mode: 0o600 })
    if (asRoot()) {
      chownSync(directory, UNPRIVILEGED_ID, UNPRIVILEGED_ID)
      chownSync(passwordFile, UNPRIVILEGED_ID, UNPRIVILEGED_ID)
    }
    makeExecutable(initdb)
    try {
      await run(initdb, ["-D", directory, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en"])
    } finally {
      rmSync(passwordFile, { force: true })
    }
  }

  /** Starts the server and waits until it answers. */
  async start(): Promise<void> {
    const { directory, port, settings = {}, onLog, onLost } = this.#options
    const { postgres } = await binaries({ forOthers: asRoot() })
    makeExecutable(postgres)
    const flags = Object.entries({ listen_addresses: "127.0.0.1", unix_socket_directories: "", max_connections: "120", ...settings }).flatMap(([name, value]) => ["-c", `${name}=${value}`])
    const server = spawn(postgres, ["-D", directory, "-p", String(port), ...flags], { ...identity(), detached: true, stdio: ["ignore", "ignore", "pipe"] })
    this.#server = server
    let log = ""
    await new Promise<void>((resolve, reject) => {
      server.stderr?.on("data", (chunk: Buffer) => {
        const text = chunk.toString()
        log = (log + text).slice(-4000)
        onLog?.(text)
        if (text.includes("ready to accept connections")) resolve()
      })
      server.once("error", reject)
      server.once("exit", (code) => reject(new Error(`Postgres stopped while starting (code ${code}):\n${log}`)))
    })
    server.once("exit", () => this.#server === server && onLost?.())
  }

  get running(): boolean {
    return this.#server !== undefined && !hasEnded(this.#server)
  }

  /** A fast shutdown: sessions are ended, everything committed is kept. */
  async stop(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (!server || hasEnded(server)) return
    await new Promise<void>((resolve) => {
      server.once("exit", () => resolve())
      server.kill("SIGINT")
    })
  }

  /** Runs statements as the superuser of the cluster. */
  async asAdmin(database: string, ...statements: readonly string[]): Promise<void> {
    const client = new Client({ connectionString: this.adminUrl(database) })
    await client.connect()
    try {
      for (const statement of statements) await client.query(statement)
    } finally {
      await client.end()
    }
  }

  /** The pid that the folder's own lock file names, whoever started it. */
  static lockedBy(directory: string): number | undefined {
    const file = path.join(directory, "postmaster.pid")
    if (!existsSync(file)) return undefined
    const pid = Number(readFileSync(file, "utf8").split("\n")[0])
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  }
}

/** A process that a signal ended has no exit code. */
function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

function asRoot(): boolean {
  return process.getuid?.() === 0
}

function identity(): { uid?: number; gid?: number } {
  return asRoot() ? { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID } : {}
}

function makeExecutable(file: string): void {
  chmodSync(file, 0o755)
}

async function run(command: string, args: readonly string[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const child = spawn(command, [...args], { ...identity(), stdio: ["ignore", "pipe", "pipe"] })
    let output = ""
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()))
    child.once("error", reject)
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${path.basename(command)} failed (code ${code}):\n${output}`))))
  })
}
