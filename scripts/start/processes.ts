import { spawn, type ChildProcess } from "node:child_process"
import path from "node:path"
import { NODE_FLAGS, ROOT } from "./settings.ts"

export type Service = { readonly name: string; readonly entry: string; readonly env: Readonly<Record<string, string>>; readonly readyUrl: string }

/** Loaded into the process itself: the command of the same name would stand between us and it. */
const TSX = import.meta.resolve("tsx")
const GRACE_MILLIS = 10_000

/**
 * The processes of one start. Each is the leader of its own group and is tied to us by an IPC channel, so that it stops when we
 * die, however we die.
 */
export class Processes {
  readonly #running = new Map<string, ChildProcess>()
  readonly #onExit: (name: string, code: number | null) => void
  #stopping = false

  constructor(onExit: (name: string, code: number | null) => void) {
    this.#onExit = onExit
  }

  start({ name, entry, env }: Service): void {
    const child = spawn(process.execPath, [...NODE_FLAGS, "--import", TSX, path.join(ROOT, entry)], { cwd: path.join(ROOT, path.dirname(entry)), env: { ...inherited(), ...env } as NodeJS.ProcessEnv, stdio: ["ignore", "inherit", "inherit", "ipc"], detached: true })
    this.#running.set(name, child)
    child.once("exit", (code) => {
      this.#running.delete(name)
      if (!this.#stopping) this.#onExit(name, code)
    })
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await Promise.all([...this.#running.values()].map(stopOne))
  }
}

async function stopOne(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return
  const gone = new Promise<void>((resolve) => void child.once("exit", () => resolve()))
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), GRACE_MILLIS)
  child.kill("SIGTERM")
  await gone
  clearTimeout(timer)
  signalGroup(child, "SIGKILL") // whatever it started and left behind
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal)
  } catch {
    // The group is gone already.
  }
}

/** A process gets the credentials that it needs and no others. */
function inherited(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("DATABASE_URL_") && name !== "AUTH_SECRET"))
}

/** Waits until the service says that it is ready. */
export async function untilReady({ name, readyUrl }: Service, isAlive: () => boolean, timeoutMillis = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMillis
  while (Date.now() < deadline) {
    if (!isAlive()) throw new Error(`${name} stopped while starting; its last lines are above.`)
    const ready = await fetch(readyUrl).then((response) => response.ok, () => false)
    if (ready) return
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  throw new Error(`${name} did not become ready within ${timeoutMillis / 1000} s (${readyUrl}).`)
}
