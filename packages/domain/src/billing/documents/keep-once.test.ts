import { createHash } from "node:crypto"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { withWork, type Work } from "@entrepot/db"
import { onAdmin } from "@entrepot/db/testing"
import { newId } from "@entrepot/kernel"
import { metrics } from "@entrepot/telemetry"
import type { PersonName, World } from "../../testing/index.ts"
import { checkKeptDocuments, documentFile, type DocumentForm } from "../index.ts"
import { openTill, type Till } from "../testing.ts"
import { keepDocument } from "./document-file.ts"
import { getDocument } from "./get-document.ts"
import { keptOnce } from "./keep-once.ts"

let world: World
let till: Till
let invoiceId = ""
beforeAll(async () => {
  ;({ world, till } = await openTill())
  await till.rows("update tenancy.tenant set tax_id = 'DE136695976' where tenant_id = 1")
})
afterAll(() => world.drop())
beforeEach(async () => {
  invoiceId = (await till.invoice({ mirror: "1" })).invoiceId
})

const runsOf = (who: PersonName) => ({ read: <T>(task: (work: Work) => Promise<T>) => world.portal(who, task), write: <T>(task: (work: Work) => Promise<T>) => world.portal(who, task) })
const fileOf = (who: PersonName, form: DocumentForm = "pdf", documentId = invoiceId) => documentFile(runsOf(who), { documentId, form })
const kept = () => till.rows(`select form, content_hash, octet_length(bytes) as size from billing.kept_document where document_id = '${invoiceId}' order by form`)
const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")

describe("a document", () => {
  test("is drawn for whoever gets it first, and comes back to everybody as it was", async () => {
    expect(await kept()).toEqual([])
    const first = await fileOf("sofia")
    expect(await kept()).toEqual([{ form: "pdf", content_hash: hashOf(first.bytes), size: first.bytes.byteLength }])
    for (const who of ["sofia", "felix"] as const) expect(hashOf((await fileOf(who)).bytes)).toBe(hashOf(first.bytes))
  })

  test("that an earlier release drew is not drawn again", async () => {
    const drawn = new TextEncoder().encode("%PDF as it was drawn then")
    await till.rows(`insert into billing.kept_document select network_id, tenant_id, account_id, document_id, 'pdf', '${hashOf(drawn)}', '\\x${Buffer.from(drawn).toString("hex")}', now() from billing.document where document_id = '${invoiceId}'`)
    for (const who of ["sofia", "felix"] as const) expect(new TextDecoder().decode((await fileOf(who)).bytes)).toBe("%PDF as it was drawn then")
  })

  test("is kept once when many are first at the same moment, and all of them get that one", async () => {
    let n = 0
    // Each draws something else, as two releases would that run side by side.
    const find = async (work: Work) => {
      const drawable = await getDocument(work, { documentId: invoiceId })
      return { drawable: { ...drawable, document: { ...drawable.document, notes: [`Drawing ${n++}`] } }, kept: undefined }
    }
    const files = await Promise.all(Array.from({ length: 8 }, (_, index) => keptOnce(runsOf(index % 2 ? "sofia" : "felix"), "pdf", { find, keep: (work, drawn) => keepDocument(work, invoiceId, "pdf", drawn) })))
    expect(new Set(files.map(({ bytes }) => hashOf(bytes)))).toEqual(new Set([(await kept())[0]!.content_hash]))
    expect([n, (await kept()).length]).toEqual([8, 1])
  })

  test("has its electronic form kept apart, and nothing where there can be none", async () => {
    await expect(fileOf("sofia", "ubl")).rejects.toMatchObject({ code: "billing.e_invoice_is_incomplete" })
    expect(await kept()).toEqual([])
    await till.rows(`update billing.document set content = content || '{"remitTo": {"accountHolder": "Z", "iban": "DE02120300000000202051"}}' || jsonb_build_object('buyer', content -> 'buyer' || '{"email": "a@praxis.example"}') where document_id = '${invoiceId}'`)
    const [xml, again] = [await fileOf("sofia", "ubl"), await fileOf("felix", "ubl")]
    expect(xml.name).toMatch(/\.xml$/)
    expect(hashOf(again.bytes)).toBe(hashOf(xml.bytes))
    expect(await kept()).toMatchObject([{ form: "ubl", content_hash: hashOf(xml.bytes) }])
  })

  test("is kept by the mail that carries it, and its page gives the same", async () => {
    const worker = <T>(task: (work: Work) => Promise<T>) => world.worker("zahnwerk", task)
    const actor = { kind: "automation" as const, id: "mail", name: "mail", permissions: new Set(["invoice.view"]), roles: [] }
    const mailed = await documentFile({ read: (task) => worker((work) => task(Object.assign(work, { actor }))), write: worker }, { documentId: invoiceId, form: "pdf" })
    expect(hashOf((await fileOf("sofia")).bytes)).toBe(hashOf(mailed.bytes))
  })

  test("is behind the wall: neither another customer nor another dealer finds it, kept or not", async () => {
    for (const round of ["not kept", "kept"]) {
      for (const who of ["karl", "grace", "lily"] as const) await expect(fileOf(who), `${round}, ${who}`).rejects.toMatchObject({ code: "billing.document_not_found" })
      await fileOf("sofia")
    }
    for (const who of ["karl", "grace", "lily"] as const) {
      expect(await world.portal(who, (work) => work.db.selectFrom("billing.kept_document").select("document_id").where("document_id", "=", invoiceId).execute())).toEqual([])
    }
  })
})

describe("what is kept", () => {
  test("is changed or taken away by nobody", async () => {
    await fileOf("sofia")
    for (const audience of ["portal", "worker"] as const) {
      const scope = { audience, networkId: 1, tenantId: 1 }
      const as = (task: (work: Work) => Promise<unknown>) => withWork(world.database.pools[audience], scope, { kind: "automation", id: "x", name: "x", permissions: new Set(), roles: [] }, task)
      await expect(as((work) => work.db.updateTable("billing.kept_document").set({ form: "ubl" }).execute())).rejects.toThrow("permission denied")
      await expect(as((work) => work.db.deleteFrom("billing.kept_document").execute())).rejects.toThrow("permission denied")
    }
  })

  test("is taken by the database under its own hash alone", async () => {
    const insert = onAdmin(world.database.adminUrl, `insert into billing.kept_document select network_id, tenant_id, account_id, document_id, 'pdf', '${"0".repeat(64)}', '\\x00', now() from billing.document where document_id = '${invoiceId}'`)
    await expect(insert).rejects.toThrow("kept_document_check")
  })

  test("is given to nobody when it was damaged, and the alarm is raised", async () => {
    await fileOf("sofia")
    expect(await world.worker(undefined, checkKeptDocuments)).toEqual([])
    await onAdmin(world.database.adminUrl, "alter table billing.kept_document drop constraint kept_document_check", `update billing.kept_document set bytes = bytes || '\\x00' where document_id = '${invoiceId}'`)
    const alarms = async () => (await metrics.damagedDocuments.get()).values[0]?.value ?? 0
    const before = await alarms()
    await expect(fileOf("sofia")).rejects.toThrow("is not what was kept")
    expect(await alarms()).toBe(before + 1)
    expect(await world.worker(undefined, checkKeptDocuments)).toMatchObject([{ check: "document_is_what_was_kept", subject: `${invoiceId} pdf` }])
  })

  test("of nothing is nothing", async () => {
    await expect(fileOf("sofia", "pdf", newId())).rejects.toMatchObject({ code: "billing.document_not_found" })
  })
})
