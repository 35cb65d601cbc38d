import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { withWork, type Actor, type WorkOptions } from "@entrepot/db"
import { queueImport, runImport, startImport } from "@entrepot/domain/integrations"
import { createWorld, NETWORK_ID, type World } from "@entrepot/domain/testing"
import { NETWORK_PERMISSIONS } from "@entrepot/domain/tenancy"
import type { ApiContext } from "../trpc.ts"
import { downloadRefusals, uploadImport } from "./uploads.ts"

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(() => world.drop())

function contextOf(permissions: readonly string[] = Object.keys(NETWORK_PERMISSIONS), kind: Actor["kind"] | null = "staff"): ApiContext {
  const actor: Actor = { kind: kind ?? "staff", id: "wanda", name: "Wanda Lange", roles: [], permissions: new Set(permissions) }
  const open = (options: WorkOptions): ApiContext["work"] => (task) => withWork(world.database.pools.network, { audience: "network", networkId: NETWORK_ID }, actor, task, options)
  return { traceId: "0".repeat(32), address: "127.0.0.1", locale: "fr", ...(kind && { actor }), networkId: NETWORK_ID, read: open({ mode: "read" }), work: open({}), anonymously: open({}) } as ApiContext
}

const HOST = "http://console.localhost"
const upload = (body: BodyInit | null, headers: Record<string, string> = {}, ctx = contextOf()) =>
  uploadImport(ctx, new Request(`${HOST}/api/imports`, { method: "POST", body, headers: { origin: HOST, host: "console.localhost", "content-type": "text/csv", ...headers }, ...(body instanceof ReadableStream ? { duplex: "half" } : {}) } as RequestInit))

/** A body that never stands in memory as a whole. */
function streamed(rows: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let sent = 0
  return new ReadableStream({
    pull(controller) {
      if (sent >= rows) return controller.close()
      const until = Math.min(sent + 1_000, rows)
      let text = sent === 0 ? "sku,name,description\n" : ""
      for (; sent < until; sent++) text += `S-${sent},Thing ${sent},${"x".repeat(200)}\n`
      controller.enqueue(encoder.encode(text))
    },
  })
}

describe("an upload", () => {
  test("streams in, is kept in pieces, and answers what it is", async () => {
    const before = process.memoryUsage.rss()
    const response = await upload(streamed(100_000), { "x-file-name": encodeURIComponent("Prüfliste 2026.csv") })
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({ kind: "catalogue", rows: 100_000, runId: expect.any(String), fileSize: expect.any(Number) })
    expect((process.memoryUsage.rss() - before) / 1e6, "megabytes more than before").toBeLessThan(150)
  })

  test.each([
    { when: "nobody is signed in", status: 401, code: "auth.sign_in_first", ask: () => upload("a,b\n1,2\n", {}, contextOf([], null)) },
    { when: "an operator asks", status: 401, code: "auth.sign_in_first", ask: () => upload("a,b\n1,2\n", {}, contextOf([], "operator")) },
    { when: "a page of another site sends it", status: 403, code: "auth.origin_refused", ask: () => upload("a,b\n1,2\n", { origin: "http://elsewhere.example" }) },
    { when: "somebody without the permission sends it", status: 403, code: "tenancy.not_permitted", ask: () => upload("a,b\n1,2\n", {}, contextOf(["network.product.view"])) },
    { when: "it is a form", status: 400, code: "integrations.upload_is_malformed", ask: () => upload("a=b", { "content-type": "application/x-www-form-urlencoded" }) },
    { when: "it is announced as too large", status: 413, code: "integrations.file_is_too_large", ask: () => upload("a,b\n1,2\n", { "content-length": String(300 * 1024 * 1024) }) },
    { when: "it is no CSV", status: 400, code: "integrations.file_is_not_csv", ask: () => upload("%PDF-1.7 and so on") },
    { when: "it is empty", status: 400, code: "integrations.upload_is_malformed", ask: () => upload(null) },
  ])("is refused when $when", async ({ status, code, ask }) => {
    const response = await ask()
    expect([response.status, await response.json()]).toMatchObject([status, { code }])
  })
})

test("refused rows come back as a file in the reader's language", async () => {
  const ctx = contextOf()
  const { runId } = (await (await upload("sku,name\nA-1,Bon\n,Mauvais\n", { "x-file-name": "liste.csv" })).json()) as { runId: string }
  const { kind, mapping } = await ctx.work((work) => startImport(work, { runId }))
  await ctx.work((work) => queueImport(work, { runId, kind, mapping }))
  await runImport(world.database.pools, { networkId: NETWORK_ID, runId })
  const response = await downloadRefusals(ctx, new Request(`${HOST}/api/imports/refusals?runId=${runId}`))
  expect(response.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''liste-refused.csv")
  expect(Buffer.from(await response.arrayBuffer()).toString("utf8")).toBe('\ufeff"sku","name","Ligne","Motif"\r\n"","Mauvais","3","Référence: La valeur manque."\r\n')
  expect((await downloadRefusals(ctx, new Request(`${HOST}/api/imports/refusals?runId=not-an-id`))).status).toBe(400)
  expect((await downloadRefusals(ctx, new Request(`${HOST}/api/imports/refusals?runId=019b0000-0000-7000-8000-000000000000`))).status).toBe(404)
})
