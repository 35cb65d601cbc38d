import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, expect, test } from "vitest"
import { Cluster } from "./cluster.ts"
import { freePort } from "./free-port.ts"

const folder = mkdtempSync(path.join(tmpdir(), "entrepot-cluster-"))
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test("a server that was killed is noticed, and nobody waits for its end a second time", async () => {
  const lost: string[] = []
  const directory = path.join(folder, "postgres")
  const cluster = new Cluster({ directory, port: await freePort(), superuserPassword: "test", settings: { fsync: "off" }, onLost: () => lost.push("lost") })
  await cluster.initialise()
  await cluster.start()
  expect(cluster.running).toBe(true)
  process.kill(Number(readFileSync(path.join(directory, "postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL")
  for (let waited = 0; waited < 5_000 && cluster.running; waited += 50) await new Promise((resolve) => setTimeout(resolve, 50))
  expect(cluster.running).toBe(false)
  expect(lost).toEqual(["lost"])
  await cluster.stop()
  await new Promise((resolve) => setTimeout(resolve, 500)) // its backends end by themselves
  rmSync(path.join(directory, "postmaster.pid"), { force: true })
  await cluster.start()
  await cluster.stop()
  expect(lost, "an end that was asked for is no loss").toEqual(["lost"])
}, 60_000)
