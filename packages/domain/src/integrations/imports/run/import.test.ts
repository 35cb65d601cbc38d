import * as fc from "fast-check"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { gs1CheckDigit } from "@entrepot/kernel"
import { createWorld, NETWORK_ID, type World } from "../../../testing/index.ts"
import { cancelImport, getImport, listImports, listProfiles, listRefusals, previewImport, queueImport, receiveUpload, refusalsCsv, runImport, saveMapping, startImport } from "../index.ts"
import { importFile, queueFile } from "../testing/import-file.ts"
import { collected, fileOf, piecesOf } from "../testing/text.ts"
import type { FieldMapping } from "../contract.ts"

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(() => world.drop())

const products = (where: string) => onAdmin(world.database.adminUrl, `select sku, names, brand, status, gtin, category_path as category, attributes from catalog.product where ${where} order by sku`)
const units = (sku: string) => onAdmin(world.database.adminUrl, `select unit, trim_scale(factor)::text as factor, u.gtin from catalog.product_unit u join catalog.product p using (network_id, product_id) where p.sku = '${sku}' order by u.factor, unit`)
const prices = (sku: string) => onAdmin(world.database.adminUrl, `select currency, unit, trim_scale(min_quantity)::text as least, trim_scale(unit_price)::text as price, valid_from::text as "from", valid_to::text as "to" from pricing.base_price join catalog.product p using (network_id, product_id) where p.sku = '${sku}' order by 1, 2, min_quantity, valid_from`)
const network = <T>(task: Parameters<World["network"]>[1]) => world.network<T>("wanda", task as never)
const run = (runId: string) => runImport(world.database.pools, { networkId: NETWORK_ID, runId })
const state = (runId: string) => network<Awaited<ReturnType<typeof getImport>>>((work) => getImport(work, { runId }))
const refusals = async (runId: string, verdict: "refused" | "noticed" = "refused") => (await world.network("wanda", (work) => listRefusals(work, { runId, verdict }))).rows.map(({ line, code, field }) => [line, code.replace("integrations.", ""), field])

describe("a catalogue", () => {
  test("becomes products with names, packs, prices, categories and attributes, and again changes nothing", async () => {
    const file = "Artikel-Nr.;Bezeichnung;Hersteller;EAN;Warengruppe;VE;Inhalt;Listenpreis;Farbe\nQ-1;Spiegel;Kerf;4006381333931;Praxis > Spiegel;Karton;12;1.234,50;rot\nQ-2;Sonde;Kerf;;Praxis > Sonden;;;3,20;\n"
    expect(await importFile(world, file)).toMatchObject({ status: "applied", progress: 1, rowsAccepted: 2, rowsRefused: 0, summary: { products: { created: 2 }, prices: { created: 2 }, categoriesCreated: 3 } })
    expect(await products("sku like 'Q-%'")).toMatchObject([
      { sku: "Q-1", names: { de: "Spiegel" }, brand: "Kerf", gtin: "04006381333931", category: "praxis.spiegel.", attributes: { farbe: "rot" } }, { sku: "Q-2", category: "praxis.sonden." },
    ])
    expect(await units("Q-1")).toEqual([{ unit: "each", factor: "1", gtin: null }, { unit: "carton", factor: "12", gtin: null }])
    expect(await prices("Q-1")).toMatchObject([{ currency: "EUR", unit: "carton", least: "1", price: "1234.5" }])
    const again = await importFile(world, file)
    expect(again.summary).toMatchObject({ products: { created: 0, updated: 0, unchanged: 2 }, prices: { created: 0, changed: 0, unchanged: 2 }, categoriesCreated: 0 })
    expect(again.sameFile).toMatchObject({ runId: expect.any(String) })
  })

  test("leaves alone what it does not speak of", async () => {
    await importFile(world, "sku,name,brand,price\nK-1,Mirror,Kerf,2.00\n")
    expect((await importFile(world, "sku,name,status\nK-1,Mirror,discontinued\n")).summary.products).toEqual({ created: 0, updated: 1, unchanged: 0 })
    expect(await products("sku = 'K-1'")).toMatchObject([{ brand: "Kerf", status: "discontinued", category: "unsorted." }])
    expect(await prices("K-1")).toHaveLength(1)
  })

  test("may speak of one product in several rows: packs, currencies and quantity breaks", async () => {
    const file = "sku,name,unit,pack size,price,currency,min quantity\nM-1,Glove,each,1,0.12,EUR,1\nM-1,Glove,box,100,9.80,EUR,1\nM-1,Glove,box,100,9.10,EUR,10\nM-1,Gloves,box,100,11.20,USD,1\n"
    const done = await importFile(world, file)
    expect(done).toMatchObject({ rowsAccepted: 4, summary: { products: { created: 1 }, prices: { created: 4 } } })
    expect(await units("M-1")).toEqual([{ unit: "each", factor: "1", gtin: null }, { unit: "box", factor: "100", gtin: null }])
    expect(await prices("M-1")).toMatchObject([{ currency: "EUR", unit: "box", least: "1" }, { currency: "EUR", unit: "box", least: "10", price: "9.1" }, { currency: "EUR", unit: "each" }, { currency: "USD", unit: "box" }])
    expect(await refusals(done.runId, "noticed")).toEqual([[5, "row_says_otherwise", ""]])
    expect((await importFile(world, file)).summary).toMatchObject({ products: { unchanged: 1 }, prices: { unchanged: 4 } })
  })
})

describe("every kind of dirt is refused with its line", () => {
  const dirt = [
    "sku,name,ean,price,currency,status,pack,pack size",
    "D-1,Good,4006381333931,1.50,EUR,active,,", "D-2,Ragged,,1.50", ",No number,,1.50,EUR,,,", "4.00638E+12,Rounded,,1.50,EUR,,,", "D-3,,,1.50,EUR,,,", "D-4,Bad check digit,4006381333932,1.50,EUR,,,",
    "D-5,Bad price,,1.5.0,EUR,,,", "D-6,Free,,0,EUR,,,", "D-7,Bad money,,1.50,XYZ,,,", "D-8,No money,,1.50,,,,", "D-9,Bad status,,1.50,EUR,perhaps,,", "D-10,Pack of what,,1.50,EUR,,box,", "d 1,Good,4006381333931,1.60,EUR,active,,",
    "D-1,Good,4006381333931,1.50,EUR,active,,", '"D-11","Broken \u0001 text",,1.50,EUR,,,', "D-12,Negative,,-1.50,EUR,,,", "D-13,Too exact,,1.5000001,EUR,,,",
  ].join("\n")

  test("and the good rows are applied", async () => {
    const done = await importFile(world, dirt, { mapping: ({ fields }) => ({ fields: fields.map((field) => (field.field === "gtin" ? { ...field, unreadable: "refuse" } : field)) }) })
    expect(done).toMatchObject({ status: "applied", rowsRead: 17, rowsAccepted: 2, rowsRefused: 15, summary: { products: { created: 1 } } })
    expect(await refusals(done.runId)).toEqual([
      [3, "row_is_ragged", ""], [4, "value_is_missing", "sku"], [5, "code_was_rounded", "sku"], [6, "value_is_missing", "name"], [7, "gtin_is_wrong", "gtin"], [8, "number_is_unreadable", "price"],
      [9, "number_is_not_positive", "price"], [10, "currency_is_unknown", "currency"], [11, "price_needs_a_currency", "currency"], [12, "status_is_unknown", "status"], [13, "pack_needs_a_factor", "unit_factor"],
      [14, "row_contradicts_another", ""], [16, "text_has_control_characters", "name.en"], [17, "number_is_not_positive", "price"], [18, "number_is_out_of_range", "price"],
    ])
    expect(await refusals(done.runId, "noticed")).toEqual([[15, "row_is_repeated", ""]])
  })

  test("and comes back as CSV with its own columns, the line and the reason in the reader's language", async () => {
    const [latest] = await world.network("wanda", (work) => listImports(work, { limit: 1 }))
    const { fileName, lines } = await refusalsCsv((task) => world.network("wanda", task), { runId: latest!.runId, locale: "de" })
    const text = (await collected(lines)).join("").split("\r\n")
    expect(fileName).toBe("test-refused.csv")
    expect(text[0]).toBe('\ufeff"sku","name","ean","price","currency","status","pack","pack size","Zeile","Grund"')
    expect(text[1]).toBe('"D-2","Ragged","","1.50","","","","","3","Die Zeile hat 4 Zellen, die Kopfzeile 8."')
    expect(text[5]).toContain('"7","GTIN: „4006381333932“ ist keine GTIN: Länge oder Prüfziffer ist falsch."')
    expect(text).toHaveLength(17)
  })

  test("and with all or nothing, nothing is applied", async () => {
    const done = await importFile(world, dirt.replaceAll("D-", "E-"), { options: { allOrNothing: true } })
    expect(done).toMatchObject({ status: "failed", error: { code: "integrations.rows_were_refused" }, rowsApplied: 0 })
    expect(await products("sku like 'E-%'")).toEqual([])
  })

  test("and what only the master can refuse is refused in the same way, a row whole or not at all", async () => {
    await importFile(world, "sku,name,price,currency\nF-1,Tiers,5.00,EUR\n")
    const done = await importFile(world, "sku,name,price,currency,min quantity,base unit\nF-1,Renamed,6.00,EUR,10,each\nDN-1001,Gloves,1,EUR,1,kg\nF-2,Fine,1.00,EUR,1,each\n")
    expect(done).toMatchObject({ status: "applied", rowsAccepted: 1, rowsRefused: 2, summary: { products: { created: 1, updated: 0 } } })
    expect((await world.network("wanda", (work) => listRefusals(work, { runId: done.runId }))).rows).toMatchObject([
      { line: 2, code: "pricing.tier_rises", raw: ["F-1", "Renamed", "6.00", "EUR", "10", "each"] }, { line: 3, code: "catalog.base_unit_is_fixed", raw: ["DN-1001", "Gloves", "1", "EUR", "1", "kg"] },
    ])
    expect(await products("sku = 'F-1'")).toMatchObject([{ names: { en: "Tiers" } }])
  })

  test("and a quote that is never closed stops the import with its line, nothing applied", async () => {
    const done = await importFile(world, `sku,name\n${"G-1,Good\n".repeat(3_000)}G-2,"Bad\nG-3,Good\n`)
    expect(done).toMatchObject({ status: "failed", error: { code: "integrations.quote_is_not_closed", facts: { line: 3_002 } } })
    expect(await products("sku like 'G-%'")).toEqual([])
  })
})

describe("packages", () => {
  const packages = (rows: string) => importFile(world, `primary_di,package_di,contains_di,quantity,package_type,status\n${rows}`)

  test("become units whose size is the product of the chain", async () => {
    const [device, box, crate, pallet] = ["1", "2", "3", "4"].map((digit) => `${digit}000000000000${gs1CheckDigit(`${digit}000000000000`)}`)
    await importFile(world, `sku,name\n${device},Device\n`)
    const chain = `${device},${box},${device},5,Box,\n${device},${crate},${box},10,Case,\n${device},${pallet},${crate},4,,Not in Commercial Distribution\n`
    expect(await packages(chain)).toMatchObject({ rowsAccepted: 3, rowsRefused: 0, summary: { products: { updated: 1 } } })
    expect(await units(device!)).toEqual([
      { unit: "each", factor: "1", gtin: null }, { unit: "box", factor: "5", gtin: box }, { unit: "case", factor: "50", gtin: crate }, { unit: "pack", factor: "200", gtin: pallet },
    ])
    expect((await packages(chain)).summary.products).toEqual({ created: 0, updated: 0, unchanged: 1 })
  })

  test("of one name are told apart by size, and keep the name that they were given", async () => {
    await importFile(world, "sku,name\nR-1,Device\n")
    await packages("R-1,R1A,R-1,6,box,\nR-1,R1B,R-1,25,box,\nR-1,R1C,R-1,25,box,\n")
    const before = await units("R-1")
    expect(before.map(({ unit }) => unit)).toEqual(["each", "box_6", "box_25", "box_25_2"])
    expect((await packages("R-1,R1C,R-1,25,box,\nR-1,R1B,R-1,25,box,\nR-1,R1A,R-1,6,box,\n")).summary.products).toEqual({ created: 0, updated: 0, unchanged: 1 })
  })

  test("that end nowhere, run in a circle or pack an unknown product are refused; the others of the product are not held up", async () => {
    await importFile(world, "sku,name\nS-1,Device\n")
    const done = await packages("S-1,S1A,S-1,5,Box,\nS-1,S1B,S1X,5,Case,\nS-1,S1C,S1D,2,Case,\nS-1,S1D,S1C,2,Case,\nS-9,S9A,S-9,5,Box,\nS-1,S-1,S-1,1,Box,\nS-1,S1E,S-1,0,Box,\n")
    expect(await refusals(done.runId)).toEqual([[3, "package_contains_unknown", "contains"], [4, "package_contains_itself", "contains"], [5, "package_contains_itself", "contains"], [6, "product_is_unknown", "primary"], [7, "package_is_the_product", "package"], [8, "number_is_not_positive", "quantity"]])
    expect(done).toMatchObject({ rowsAccepted: 1, rowsRefused: 6 })
    expect(await units("S-1")).toMatchObject([{ unit: "each" }, { unit: "box", factor: "5" }])
  })
})

describe("prices", () => {
  test("end where the next one begins, and the price that holds is not written again", async () => {
    const done = await importFile(world, "Artikelnummer;Preis;Währung;Einheit;Gültig ab\nDN-2040;4,90;EUR;Stück;01.03.2027\nDN-2040;5,20;EUR;Stück;01.09.2027\nDN-9999;1,00;EUR;;\n")
    expect(done).toMatchObject({ kind: "prices", rowsAccepted: 2, rowsRefused: 1, summary: { prices: { created: 2 } } })
    expect(await prices("DN-2040")).toMatchObject([{ price: "4.35", to: "2027-02-28" }, { price: "4.9", from: "2027-03-01", to: "2027-08-31" }, { price: "5.2", from: "2027-09-01", to: null }, { currency: "USD" }])
    expect((await importFile(world, "sku,price,currency\nDN-3100,3.20,EUR\n", { kind: "prices" })).summary.prices).toEqual({ created: 0, changed: 0, unchanged: 1 })
  })
})

describe("an import can be left and found again", () => {
  const upload = async (text: string) => (await receiveUpload((task) => world.network("wanda", task), { fileName: "C:\\lists\\prices.csv", bytes: fileOf(text) })).runId

  test("with its mapping, its preview and, later, its result", async () => {
    const runId = await upload("Teil,Text,Preis\nT-1,Spiegel,\"1,50\"\n,Sonde,\"2,50\"\n")
    const started = await network<Awaited<ReturnType<typeof startImport>>>((work) => startImport(work, { runId }))
    expect(started.faults).toMatchObject([{ code: "integrations.field_is_not_mapped", field: "name" }])
    const name: FieldMapping = { field: "name", key: "de", columns: [1], combine: "first", joiner: " ", constant: "", transforms: [{ step: "trim" }], unreadable: "refuse" }
    const sku: FieldMapping = { ...name, field: "sku", key: "", columns: [0] }
    const mapping = { fields: [...started.mapping.fields.filter(({ field }) => field !== "attribute" && field !== "sku"), name, sku] }
    await network((work) => saveMapping(work, { runId, kind: "catalogue", mapping }))
    expect(await network((work) => startImport(work, { runId }))).toMatchObject({ source: "kept", mapping })
    expect(await network((work) => previewImport(work, { runId, kind: "catalogue", mapping }))).toMatchObject({
      faults: [], rows: [{ line: 2, verdict: "new", becomes: { sku: "T-1", names: { de: "Spiegel" }, price: { unitPrice: "1.5", currency: "EUR" } } }, { line: 3, verdict: "refused", refused: [{ code: "integrations.value_is_missing", field: "sku" }] }],
    })
    await network((work) => queueImport(work, { runId, kind: "catalogue", mapping, remember: "Teileliste" }))
    expect(await state(runId)).toMatchObject({ status: "queued", progress: 0, fileName: "prices.csv" })
    await run(runId)
    expect(await state(runId)).toMatchObject({ status: "applied", rowsAccepted: 1, rowsRefused: 1 })
    const next = await upload("TEIL, text ,Preis\nT-2,Zange,\"3,50\"\n")
    expect(await network((work) => startImport(work, { runId: next }))).toMatchObject({ source: "profile", profileName: "Teileliste", mapping, faults: [] })
    expect(await network((work) => listProfiles(work, {}))).toMatchObject([{ name: "Teileliste", kind: "catalogue" }])
  })

  test("and cannot be queued while something is missing, nor twice", async () => {
    const runId = await upload("a,b\n1x,2x\n")
    await expect(network((work) => queueImport(work, { runId, kind: "prices", mapping: { fields: [] } }))).rejects.toMatchObject({ code: "integrations.mapping_is_incomplete" })
    const queued = await queueFile(world, "sku,name\nU-1,Once\n")
    const { kind, mapping } = await state(queued)
    await expect(network((work) => queueImport(work, { runId: queued, kind, mapping: mapping! }))).rejects.toMatchObject({ code: "integrations.import_is_under_way" })
    await run(queued)
    await expect(network((work) => cancelImport(work, { runId: queued }))).rejects.toMatchObject({ code: "integrations.import_has_ended" })
  })

  test("only by those who may import", async () => {
    const runId = await upload("a,b\n1x,2x\n")
    await expect(world.network("bert", (work) => getImport(work, { runId }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
    await expect(receiveUpload((task) => world.network("bert", task), { fileName: "x.csv", bytes: fileOf("a,b\n1,2\n") })).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  })

  test("a file that is no CSV is kept as a failed run that says so, without its bytes", async () => {
    await expect(receiveUpload((task) => world.network("wanda", task), { fileName: "list.xlsx", bytes: piecesOf(Buffer.from("PK\u0003\u0004 and so on")) })).rejects.toMatchObject({ code: "integrations.file_is_not_csv" })
    const [latest] = await world.network("wanda", (work) => listImports(work, { limit: 1 }))
    expect(latest).toMatchObject({ status: "failed", fileName: "list.xlsx", error: { code: "integrations.file_is_not_csv", facts: { looksLike: "xlsx" } } })
    expect(await onAdmin(world.database.adminUrl, `select 1 from integrations.import_chunk where run_id = '${latest!.runId}'`)).toEqual([])
  })
})

describe("what is left behind is cleared away", () => {
  const broken = async function* () {
    yield Buffer.from(`sku,name\n${"A,B\n".repeat(400_000)}`)
    throw new Error("the sender went away")
  }

  test("an upload that breaks off keeps no bytes, and says so", async () => {
    await expect(receiveUpload((task) => world.network("wanda", task), { fileName: "half.csv", bytes: broken() })).rejects.toThrow("the sender went away")
    const [latest] = await world.network("wanda", (work) => listImports(work, { limit: 1 }))
    expect(latest).toMatchObject({ status: "failed", error: { code: "integrations.upload_broke_off" } })
    expect(await onAdmin(world.database.adminUrl, `select 1 from integrations.import_chunk where run_id = '${latest!.runId}'`)).toEqual([])
  })

  test("and so does one whose process was killed, and a file that was forgotten, with the next upload", async () => {
    const upload = async (name: string) => (await receiveUpload((task) => world.network("wanda", task), { fileName: name, bytes: fileOf("a,b\nx1,y\n") })).runId
    const [killed, forgotten, fresh] = [await upload("killed.csv"), await upload("forgotten.csv"), await upload("fresh.csv")]
    await onAdmin(world.database.adminUrl, `update integrations.import_run set status = 'uploading', file_hash = '', created_at = now() - interval '25 hours' where run_id = '${killed}'`, `update integrations.import_run set created_at = now() - interval '31 days' where run_id = '${forgotten}'`)
    await upload("next.csv")
    expect([(await state(killed)).status, (await state(forgotten)).status, (await state(fresh)).status]).toEqual(["failed", "failed", "uploaded"])
    expect(await onAdmin(world.database.adminUrl, `select run_id::text as run from integrations.import_chunk where run_id in ('${killed}', '${forgotten}', '${fresh}')`)).toEqual([{ run: fresh }])
  })
})

describe("whatever happens to the worker", () => {
  const many = (prefix: string) => `sku,name,price,currency\n${Array.from({ length: 2_500 }, (_, at) => `${prefix}-${at},Thing ${at},1.50,EUR`).join("\n")}\n`
  let runId: string

  test("while an import is applied, nobody sees a part of it, and progress is seen", async () => {
    runId = await queueFile(world, many("V"))
    const seen = new Set<number>()
    const progress: number[] = []
    const watch = { ended: false }
    const working = run(runId).finally(() => { watch.ended = true })
    while (!watch.ended) {
      const [{ count } = { count: 0 }] = await onAdmin(world.database.adminUrl, "select count(*)::int as count from catalog.product where sku like 'V-%'")
      seen.add(count as number)
      progress.push((await state(runId)).progress)
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    await working
    seen.add(2_500)
    expect([...seen].sort((a, b) => a - b)).toEqual([0, 2_500])
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(await state(runId)).toMatchObject({ status: "applied", summary: { products: { created: 2_500 } } })
  }, 120_000)

  test("running it again after it ended does nothing", async () => {
    const before = await state(runId)
    await run(runId)
    expect(await state(runId)).toEqual(before)
  })

  test("two workers at once make one import", async () => {
    const both = await queueFile(world, many("W"))
    await Promise.all([run(both), run(both)])
    expect(await state(both)).toMatchObject({ status: "applied", rowsAccepted: 2_500, rowsApplied: 2_500, summary: { products: { created: 2_500 }, prices: { created: 2_500 } } })
  }, 120_000)

  test("a connection that breaks at any statement leaves nothing behind, and the next try does it all", async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 400 }), async (delay) => {
      const prefix = `X${delay}`
      const broken = await queueFile(world, many(prefix))
      const working = run(broken).then(() => "done", () => "broke")
      await new Promise((resolve) => setTimeout(resolve, delay))
      await onAdmin(world.database.adminUrl, `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'entrepot-worker'`)
      if ((await working) === "broke") {
        expect(await products(`sku like '${prefix}-%'`)).toEqual([])
        await run(broken)
      }
      expect(await state(broken)).toMatchObject({ status: "applied", rowsAccepted: 2_500, rowsRefused: 0, summary: { products: { created: 2_500 } } })
    }), { numRuns: 4, seed: 7 })
  }, 120_000)

  test("one that breaks off again and again is given up, and says so", async () => {
    const stuck = await queueFile(world, many("Y"))
    await onAdmin(world.database.adminUrl, `update integrations.import_run set status = 'running', attempt = 5 where run_id = '${stuck}'`)
    await run(stuck)
    expect(await state(stuck)).toMatchObject({ status: "failed", error: { code: "integrations.import_broke_off" } })
  })

  test("cancelling while it runs undoes everything", async () => {
    const cancelled = await queueFile(world, many("Z"))
    const working = run(cancelled)
    while (!["applying"].includes((await state(cancelled)).phase ?? "")) await new Promise((resolve) => setTimeout(resolve, 5))
    await network((work) => cancelImport(work, { runId: cancelled }))
    await working
    expect(await state(cancelled)).toMatchObject({ status: "cancelled" })
    expect(await products("sku like 'Z-%'")).toEqual([])
    expect(await onAdmin(world.database.adminUrl, `select (select count(*)::int from integrations.import_chunk where run_id = '${cancelled}') as chunks, (select count(*)::int from integrations.import_row where run_id = '${cancelled}') as rows`)).toEqual([{ chunks: 0, rows: 0 }])
  })

  test("a rehearsal tells what would happen, keeps nothing, and can be followed by the real thing", async () => {
    const rehearsed = await importFile(world, "sku,name\nDN-1001,Gloves anew\nRH-1,New\n,Bad\n", { options: { rehearse: true } })
    expect(rehearsed).toMatchObject({ status: "mapped", rowsRefused: 1, summary: { rehearsed: true, products: { created: 1, updated: 1 } } })
    expect(await products("sku = 'RH-1'")).toEqual([])
    await network((work) => queueImport(work, { runId: rehearsed.runId, kind: rehearsed.kind, mapping: rehearsed.mapping! }))
    await run(rehearsed.runId)
    expect(await state(rehearsed.runId)).toMatchObject({ status: "applied", summary: { products: { created: 1, updated: 1 } } })
  })

  test("the audit trail names the person who queued it", async () => {
    const [entry] = await onAdmin(world.database.adminUrl, "select actor ->> 'name' as name from work.audit_entry where action = 'catalog.product_created' order by occurred_at desc limit 1")
    expect(entry).toEqual({ name: "Wanda Lange" })
  })
})

