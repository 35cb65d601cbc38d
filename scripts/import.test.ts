import { gzipSync } from "node:zlib"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { withWork, type Actor } from "@entrepot/db"
import { onAdmin } from "@entrepot/db/testing"
import { runImport } from "@entrepot/domain/integrations"
import { createWorld, NETWORK_ID, type World } from "@entrepot/domain/testing"
import { NETWORK_PERMISSIONS, PLATFORM_PERMISSIONS } from "@entrepot/domain/tenancy"
import type { Door } from "./entrepot/connect.ts"
import { main } from "./import.ts"

const folder = mkdtempSync(path.join(tmpdir(), "entrepot-import-"))
let world: World
let printed: string[]
let complained: string[]
beforeAll(async () => { world = await createWorld() })
beforeEach(() => { [printed, complained] = [[], []] })
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world.drop()
})

const somebody: Actor = { kind: "operator", id: "command-line", name: "ada (command line)", permissions: new Set([...Object.keys(NETWORK_PERMISSIONS), ...Object.keys(PLATFORM_PERMISSIONS)]), roles: [] }
const door = (): Door => ({
  platform: (task) => withWork(world.database.pools.platform, { audience: "platform" }, somebody, task),
  network: (networkId, task) => withWork(world.database.pools.network, { audience: "network", networkId }, somebody, task),
  worker: (networkId, task) => withWork(world.database.pools.worker, { audience: "worker", networkId }, somebody, task),
  repair: (networkId, task) => withWork(world.database.pools.worker, { audience: "worker", networkId }, somebody, task),
  close: async () => undefined,
})

function file(name: string, content: string | Buffer): string {
  const at = path.join(folder, name)
  writeFileSync(at, content)
  return at
}

/** The command line, and beside it a worker that takes whatever is queued. */
async function run(...words: string[]): Promise<number> {
  const watch = { ended: false }
  const worker = (async () => {
    while (!watch.ended) {
      for (const { run_id } of await onAdmin(world.database.adminUrl, "select run_id from integrations.import_run where status = 'queued'")) await runImport(world.database.pools, { networkId: NETWORK_ID, runId: run_id as string })
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  const code = await main(words, (text) => printed.push(text), (text) => complained.push(text), door).finally(() => { watch.ended = true })
  await worker
  return code
}

const skus = async (like: string) => (await onAdmin(world.database.adminUrl, `select sku from catalog.product where sku like '${like}' order by 1`)).map(({ sku }) => sku)

describe("npm run import", () => {
  test("imports a gzipped catalogue, says what it understood and what it did, and ends with 0", async () => {
    const code = await run("catalogue", file("list.csv.gz", gzipSync("Artikel-Nr.;Bezeichnung;Listenpreis\nC-1;Spiegel;3,20\n;Sonde;1,00\n")), "--network", "nordwerk", "--refusals", path.join(folder, "refused.csv"))
    expect([code, complained]).toEqual([0, []])
    expect(printed.join("\n")).toMatch(/2 rows, utf-8\. Mapping as suggested:\n {2}name \(de\) +Bezeichnung/)
    expect(printed.join("\n")).toMatch(/applied\n2 rows read, 1 accepted, 1 refused\n +1 {2}value is missing\nproducts: 1 created, 0 changed, 0 unchanged\nprices: 1 created/)
    expect(readFileSync(path.join(folder, "refused.csv"), "utf8")).toBe('\ufeff"Artikel-Nr.";"Bezeichnung";"Listenpreis";"Line";"Reason"\r\n"";"Sonde";"1,00";"3";"Item number: The value is missing."\r\n')
    expect(await skus("C-%")).toEqual(["C-1"])
  })

  test("takes a mapping with columns by name, remembers it, and finds it again", async () => {
    const mapping = file("mapping.json", JSON.stringify({ fields: [{ field: "sku", columns: ["Teil"] }, { field: "name", key: "de", columns: [2] }], without: ["attribute"] }))
    expect(await run("catalogue", file("a.csv", "Teil,Text,Lager\nD-1,Zange,7\n"), "--network", "nordwerk", "--mapping", mapping, "--remember", "Teile")).toBe(0)
    printed = []
    expect(await run("catalogue", file("b.csv", "Teil,Text,Lager\nD-2,Feile,9\n"), "--network", "nordwerk")).toBe(0)
    expect(printed[0]).toMatch(/^1 rows, utf-8\. Mapping as remembered/)
    expect(await skus("D-_")).toEqual(["D-1", "D-2"])
  })

  test("only tells with --dry-run", async () => {
    expect(await run("catalogue", file("dry.csv", "sku,name\nE-1,Thing\n"), "--network", "nordwerk", "--dry-run")).toBe(0)
    expect(printed.join("\n")).toContain("Rehearsed; nothing was kept.\n1 rows read, 1 accepted, 0 refused\nproducts: 1 created")
    expect(await skus("E-%")).toEqual([])
  })

  test("ends with 1 when nothing was applied, and says why", async () => {
    expect(await run("catalogue", file("bad.csv", "sku,name\nF-1,Thing\n,None\n"), "--network", "nordwerk", "--all-or-nothing")).toBe(1)
    expect(printed.join("\n")).toContain("1 rows were refused, and you asked for all or nothing.")
    expect(await run("catalogue", file("list.xlsx", Buffer.from("PK\u0003\u0004")), "--network", "nordwerk")).toBe(1)
    expect(complained.join("\n")).toContain("This is no CSV file; it looks like xlsx.")
    expect(await run("prices", file("prices.csv", "a,b\nx,y\n"), "--network", "nordwerk")).toBe(1)
    expect(complained.join("\n")).toContain("Price: This field is needed.")
  })

  test.each([
    { when: "the kind is unknown", words: ["orders", "x.csv", "--network", "nordwerk"], says: '"orders" is nothing that can be imported.' },
    { when: "the file is missing", words: ["prices", "nowhere.csv", "--network", "nordwerk"], says: "There is no file nowhere.csv." },
    { when: "the network is missing", words: ["prices", import.meta.filename], says: "--network is missing." },
    { when: "an option is unknown", words: ["prices", import.meta.filename, "--force"], says: "Unknown option '--force'" },
    { when: "the network is unknown", words: ["prices", import.meta.filename, "--network", "elsewhere"], says: 'There is no network "elsewhere".' },
  ])("ends with 2 and its usage when $when", async ({ words, says }) => {
    expect(await run(...words)).toBe(2)
    expect(complained.join("\n")).toContain(says)
    expect(complained.join("\n")).toContain("npm run import --")
  })

  test("says which column or step of a mapping it does not understand", async () => {
    const of = (mapping: unknown) => run("catalogue", file("m.csv", "sku,name\nG-1,Thing\n"), "--network", "nordwerk", "--mapping", file("m.json", typeof mapping === "string" ? mapping : JSON.stringify(mapping)))
    expect(await of({ fields: [{ field: "sku", columns: ["Nummer"] }] })).toBe(2)
    expect(await of({ fields: [{ field: "sku", columns: ["sku"], transforms: [{ step: "guess" }] }] })).toBe(2)
    expect(await of("{ not json")).toBe(2)
    expect(complained[0]).toContain('The file has no column "Nummer". It has: sku, name')
    expect(complained[1]).toContain("fields.0.transforms.0")
    expect(complained[2]).toContain("The mapping is no JSON")
  })
})
