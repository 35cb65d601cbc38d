import { spawn, type ChildProcess } from "node:child_process"
import path from "node:path"
import { freePort } from "@entrepot/db/embedded"
import { NODE_FLAGS, ROOT } from "../../scripts/start/settings.ts"
import type { Base } from "./database.ts"

export const AUTH_SECRET = "a secret that only the benchmark's own portals know"

export type Running = { readonly pid: number; readonly port: number; readonly stop: () => Promise<void> }

export const NOT_STARTED: Running = { pid: 0, port: 0, stop: async () => undefined }

/** The portal's own process, as `npm start` runs it. */
export async function startPortal(base: Base): Promise<Running> {
  const port = await freePort()
  return start("apps/portal/server.ts", port, { PORT: String(port), DATABASE_URL_PORTAL: base.urlOf("portal"), AUTH_SECRET })
}

/** The worker's own process, with the mailbox that it brings. */
export async function startWorker(base: Base): Promise<Running> {
  const [port, smtp] = [await freePort(), await freePort()]
  return start("apps/worker/main.ts", port, { WORKER_PORT: String(port), SMTP_PORT: String(smtp), DATABASE_URL_WORKER: base.urlOf("worker"), DATABASE_URL_JOBS: base.urlOf("jobs"), PUBLIC_PORTAL_ORIGIN: "http://{host}" })
}

async function start(entry: string, port: number, env: Record<string, string>): Promise<Running> {
  const file = path.join(ROOT, entry)
  const child = spawn(process.execPath, [...NODE_FLAGS, "--import", "tsx", file], {
    cwd: path.dirname(file), stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", LOG_LEVEL: "warn", ...env } as NodeJS.ProcessEnv,
  })
  await untilReady(child, entry, `http://127.0.0.1:${port}/ready`)
  return { pid: child.pid ?? 0, port, stop: () => stopped(child) }
}

async function untilReady(child: ChildProcess, entry: string, url: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    if (child.exitCode !== null) throw new Error(`${entry} stopped while starting (code ${child.exitCode}).`)
    if (await fetch(url).then((response) => response.ok, () => false)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await stopped(child)
  throw new Error(`${entry} did not become ready within a minute.`)
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = new Promise<void>((resolve) => void child.once("exit", () => resolve()))
  const end = setTimeout(() => child.kill("SIGKILL"), 10_000)
  child.kill("SIGTERM")
  await gone
  clearTimeout(end)
}
