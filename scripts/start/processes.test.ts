import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, expect, test } from "vitest"
import { ROOT } from "./settings.ts"

const folder = mkdtempSync(path.join(tmpdir(), "entrepot-processes-"))
writeFileSync(path.join(folder, "package.json"), `{ "type": "module" }`)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test("a service hears of it when whoever started it is killed", async () => {
  const service = path.join(folder, "service.ts")
  writeFileSync(service, `process.once("disconnect", () => process.exit(0)); console.log("pid " + process.pid); setInterval(() => {}, 1000)`)
  const starter = path.join(folder, "starter.ts")
  writeFileSync(starter, `import { Processes } from ${JSON.stringify(path.join(ROOT, "scripts/start/processes.ts"))}
new Processes(() => {}).start({ name: "test", entry: ${JSON.stringify(path.relative(ROOT, service))}, env: {}, readyUrl: "" }); setInterval(() => {}, 1000)`)
  const child = spawn(process.execPath, ["--import", "tsx", starter], { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] })
  const pid = await new Promise<number>((resolve) => child.stdout.on("data", (chunk: Buffer) => { const said = /pid (\d+)/.exec(chunk.toString()); if (said) resolve(Number(said[1])) }))
  expect(isAlive(pid)).toBe(true)
  child.kill("SIGKILL")
  for (let waited = 0; waited < 10_000 && isAlive(pid); waited += 50) await new Promise((resolve) => setTimeout(resolve, 50))
  const left = isAlive(pid)
  if (left) process.kill(pid, "SIGKILL")
  expect(left).toBe(false)
}, 60_000)
