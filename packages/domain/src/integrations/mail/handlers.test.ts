import { afterAll, beforeAll, expect, test } from "vitest"
import { record, scopedInsert, withWork } from "@entrepot/db"
import { onAdmin } from "@entrepot/db/testing"
import { newId } from "@entrepot/kernel"
import { createWorld, NETWORK_ID, type World } from "../../testing/index.ts"
import { deliverEvents } from "../deliveries/index.ts"
import { handlers } from "./handlers.ts"
import { resendMail } from "./list-mails.ts"
import { sendMail, type OutgoingMail } from "./send-mail.ts"

let world: World
const orderId = newId()
const rows = (statement: string) => onAdmin(world.database.adminUrl, statement)

beforeAll(async () => {
  world = await createWorld()
  await world.portal("tim", async (work) => {
    const at = work.now.toString()
    await scopedInsert(work, "ordering.order", { order_id: orderId, account_id: world.accountId.lindner, number: "ZW-1", status: "awaiting_approval", user_id: world.userId.tim, po_number: "B-77", currency: "EUR", total_minor: 123_450n, created_at: at, submitted_at: at, updated_at: at }).execute()
    await scopedInsert(work, "ordering.order_line", Array.from({ length: 14 }, (_none, position) => ({ account_id: world.accountId.lindner, order_id: orderId, line_id: newId(), position, product_id: world.productId.gloves, sku: "DN-1001", name: `Gloves ${position}`, category_path: "dental.gloves.", unit: "box", unit_factor: "100", quantity: "2.5" }))).execute()
  })
})
afterAll(() => world.drop())

/** Writes the event as a portal's verb would, and delivers it as the worker does, twice. */
async function happen(name: string, payload: object): Promise<void> {
  await world.portal("tim", async (work) => record(work, { name }, payload as never))
  const [event] = await rows(`select event_id from work.event where name = '${name}' order by event_id desc limit 1`)
  const key = { networkId: NETWORK_ID, tenantId: 1, eventIds: [String(event?.["event_id"])] }
  await deliverEvents(world.database.pools.worker, key, handlers)
  await deliverEvents(world.database.pools.worker, key, handlers)
}
const mails = (kind: string) => rows(`select recipient, subject, text_body, locale, status from integrations.mail_message where kind = '${kind}' order by recipient`)

test.each([
  { name: "ordering.order_submitted", payload: { status: "awaiting_approval" }, kind: "order_submitted", subject: "Wir haben Ihren Auftrag ZW-1 erhalten" },
  { name: "ordering.order_confirmed", payload: {}, kind: "order_confirmed", subject: "Auftrag ZW-1 ist bestätigt" },
  { name: "ordering.order_held", payload: { code: "credit_limit_exceeded" }, kind: "order_held", subject: "Auftrag ZW-1 ist angehalten" },
  { name: "ordering.order_rejected", payload: { why: "rejected" }, kind: "order_rejected", subject: "Auftrag ZW-1 wurde nicht freigegeben" },
  { name: "ordering.order_cancelled", payload: { lineIds: [], whole: true }, kind: "order_cancelled", subject: "Auftrag ZW-1 wurde storniert" },
])("$name tells the buyer once, in their language, however often it is delivered", async ({ name, payload, kind, subject }) => {
  await happen(name, { orderId, number: "ZW-1", ...payload })
  const told = await mails(kind)
  expect(told).toMatchObject([{ recipient: "tim@zahnwerk.example", subject, locale: "de", status: "queued" }])
  const text = String(told[0]?.["text_body"])
  expect(text).toContain(`http://zahnwerk.localhost/orders/${orderId}`)
  expect(text).toContain("2,5 box  Gloves 0")
  expect(text).toContain("und 2 weitere")
  expect(text).toMatch(/1\.234,50\s€/)
})

test("an order that needs nobody's approval is told of once, by its confirmation", async () => {
  const before = await mails("order_submitted")
  await happen("ordering.order_submitted", { orderId, number: "ZW-1", status: "confirmed" })
  expect(await mails("order_submitted")).toEqual(before)
})

test("every approver is asked, each by a mail of their own", async () => {
  await happen("ordering.approval_requested", { orderId, number: "ZW-1", requestId: newId(), approverIds: [world.userId.eva, world.userId.miriam] })
  expect((await mails("approval_requested")).map((mail) => mail["recipient"])).toEqual(["eva@zahnwerk.example", "miriam@zahnwerk.example"])
})

test("a reset that nobody stands behind sends nothing, and one that somebody does carries a link that is kept nowhere else", async () => {
  await happen("tenancy.password_reset_requested", { email: "nobody@zahnwerk.example" })
  expect(await mails("password_reset")).toEqual([])
  await happen("tenancy.password_reset_requested", { email: "tim@zahnwerk.example" })
  const [mail] = await mails("password_reset")
  const token = /\/reset-password\/([\w-]{43})/.exec(String(mail?.["text_body"]))?.[1]
  expect(JSON.stringify(await rows("select payload from work.event"))).not.toContain(token)
  expect(await rows("select count(*)::int as resets from tenancy.password_reset")).toEqual([{ resets: 1 }])
})

test("a mail that is not taken says why, and is failed after its last try; sent again it goes out under the same id", async () => {
  const [queued] = await rows("select message_id from integrations.mail_message where kind = 'order_held'")
  const key = { networkId: NETWORK_ID, tenantId: 1, messageId: String(queued?.["message_id"]) }
  const refuse = async () => { throw new Error("550 no such mailbox") }
  const state = () => rows(`select status, attempts, last_error from integrations.mail_message where message_id = '${key.messageId}'`)
  await expect(sendMail(world.database.pools.worker, key, { deliver: refuse, lastTry: false })).rejects.toMatchObject({ name: "Outage" })
  expect(await state()).toEqual([{ status: "queued", attempts: 1, last_error: "550 no such mailbox" }])
  await sendMail(world.database.pools.worker, key, { deliver: refuse, lastTry: true })
  expect(await state()).toEqual([{ status: "failed", attempts: 2, last_error: "550 no such mailbox" }])
  await world.network("wanda", (work) => resendMail(work, { tenantId: 1, messageId: key.messageId }))
  const sent: OutgoingMail[] = []
  await sendMail(world.database.pools.worker, key, { deliver: async (mail) => sent.push(mail), lastTry: false })
  await sendMail(world.database.pools.worker, key, { deliver: async (mail) => sent.push(mail), lastTry: false })
  expect(sent.map((mail) => [mail.messageId, mail.from])).toEqual([[`<${key.messageId}.1.1@zahnwerk.example>`, { name: "Zahnwerk", address: "orders@zahnwerk.example" }]])
  expect(await state()).toMatchObject([{ status: "sent", last_error: null }])
})

test("no other audience reads the bodies of mails", async () => {
  await expect(world.network("wanda", (work) => work.db.selectFrom("integrations.mail_message").select("text_body").execute())).rejects.toMatchObject({ code: "42501" })
  await expect(withWork(world.database.pools.platform, { audience: "platform" }, world.actorOf("petra"), (work) => work.db.selectFrom("integrations.mail_message").select("html_body").execute())).rejects.toMatchObject({ code: "42501" })
})
