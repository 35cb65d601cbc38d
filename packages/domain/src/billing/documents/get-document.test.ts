import { json, scopedInsert } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { afterAll, beforeAll, expect, test } from "vitest"
import { saveBrandAsset } from "../../tenancy/index.ts"
import { createWorld, type World } from "../../testing/index.ts"
import { invoiceOf } from "./document.fixture.ts"
import { getDocument } from "./get-document.ts"

let world: World
const documentId = newId()
const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="64" height="16"><rect width="64" height="16" fill="#0f766e"/></svg>`)
beforeAll(async () => {
  world = await createWorld()
  await world.portal("petra", async (work) => {
    const { hash } = await saveBrandAsset(work, { kind: "logo", bytes: svg })
    const content = invoiceOf({ brand: { ...invoiceOf().brand, logoHash: hash } })
    await scopedInsert(work, "billing.document", { account_id: world.accountId.lindner, document_id: documentId, kind: "invoice", content: json(content), taken_at: work.now.toString() }).execute()
  })
})
afterAll(() => world.drop())

test("a document comes back as it was taken down, with the brand's picture", async () => {
  const { document, logo } = await world.portal("petra", (work) => getDocument(work, { documentId }))
  expect(document).toMatchObject({ number: "RE-2026-000042", totals: invoiceOf().totals })
  expect(Buffer.from(logo!).subarray(1, 4).toString()).toBe("PNG")
})

test("another tenant finds nothing under its id, and nobody finds what is not there", async () => {
  await expect(world.portal("grace", (work) => getDocument(work, { documentId }))).rejects.toMatchObject({ code: "billing.document_not_found" })
  await expect(world.portal("petra", (work) => getDocument(work, { documentId: newId() }))).rejects.toMatchObject({ code: "billing.document_not_found" })
})
