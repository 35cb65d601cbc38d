import { createHmac, randomUUID } from "node:crypto"
import { SMTPServer } from "smtp-server"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { confirmContact, listContacts } from "@entrepot/domain/billing"
import { resendMail } from "@entrepot/domain/integrations"
import { confirmAddress, confirmStaffAddress, listStaff, listTeam, requestPasswordReset } from "@entrepot/domain/tenancy"
import { createWorld, type World } from "@entrepot/domain/testing"
import { createLog } from "@entrepot/telemetry"
import { handlers } from "../handlers.ts"
import { until } from "../testing/effects.ts"
import { startWorker, type RunningWorker } from "../worker.ts"
import { readReport } from "./read-report.ts"
import { absence, exchange, postfix } from "./reports.fixture.ts"

let world: World
let worker: RunningWorker
let smtp: SMTPServer
const taken: { readonly from: string; readonly to: string }[] = []
const SECRETS = ["an older secret of ours", "a newer secret of ours"]
process.env["LOG_LEVEL"] = "fatal"
const rows = (statement: string) => onAdmin(world.database.adminUrl, statement)

beforeAll(async () => {
  world = await createWorld()
  smtp = new SMTPServer({ disabledCommands: ["AUTH", "STARTTLS"], onData: (stream, { envelope }, done) => {
    taken.push({ from: envelope.mailFrom ? envelope.mailFrom.address : "", to: envelope.rcptTo[0]!.address })
    stream.resume().on("end", () => done())
  } })
  await new Promise<void>((resolve) => void smtp.listen(0, "127.0.0.1", () => resolve()))
  const { port } = smtp.server.address() as { port: number }
  worker = await startWorker({ workerUrl: world.database.urlOf("worker"), jobsUrl: world.database.urlOf("jobs"), port: 0, smtpUrl: `smtp://127.0.0.1:${port}`, portalOrigin: "http://{host}", beatMillis: 500, silentMillis: 5_000, mostAttempts: 3, mailWebhookSecrets: SECRETS, bounceDomain: "bounces.entrepot.example" }, handlers, createLog("test"))
})
afterAll(async () => {
  await worker.stop()
  smtp.close()
  await world.drop()
})

function signed(body: Buffer, { secret = SECRETS[1]!, at = Math.floor(Date.now() / 1000) } = {}): string {
  return `t=${at},v1=${createHmac("sha256", secret).update(`${at}.`).update(body).digest("hex")}`
}
async function report(body: Buffer, signature = signed(body)): Promise<[number, string]> {
  const answer = await fetch(`http://127.0.0.1:${worker.port}/webhooks/mail`, { method: "POST", body: new Uint8Array(body), headers: { "content-type": "message/rfc822", "entrepot-signature": signature } })
  return [answer.status, ((await answer.json()) as { status: string }).status]
}

/** Somebody asks for a new password: a mail that a server takes. */
async function mailTo(email: string, count = 1): Promise<{ token: string; messageId: string }> {
  await world.portal("tim", (work) => requestPasswordReset(work, { email, address: "192.0.2.1" }))
  const sent = () => rows(`select message_id, status from integrations.mail_message where recipient = '${email}' and kind = 'password_reset' order by queued_at desc, message_id desc`)
  await until(async () => { const all = await sent(); return all.length === count && all[0]!["status"] !== "queued" })
  const messageId = String((await sent())[0]!["message_id"])
  return { messageId, token: `${messageId}.1.1` }
}
const mail = async (messageId: string) => (await rows(`select status, last_error from integrations.mail_message where message_id = '${messageId}'`))[0]
const told = () => rows("select recipient, text_body, subject from integrations.mail_message where kind = 'mail_bounced' order by queued_at, recipient")

test("a mail's envelope names the mail, and a report about an address that is not there stops all further mail to it, until somebody confirms it", async () => {
  const { token, messageId } = await mailTo("tim@zahnwerk.example")
  expect(taken).toEqual([{ from: `bounce+${token}@bounces.entrepot.example`, to: "tim@zahnwerk.example" }])
  const dsn = postfix({ token, to: "tim@zahnwerk.example" })
  expect(await Promise.all([report(dsn), report(dsn), report(dsn)])).toEqual([[200, "stored"], [200, "stored"], [200, "stored"]])
  expect(await mail(messageId)).toEqual({ status: "bounced", last_error: "550 5.1.1 <tim@zahnwerk.example>: Recipient address rejected: User unknown" })
  expect(await rows("select verdict from integrations.mail_bounce")).toEqual([{ verdict: "gone" }])
  await until(async () => (await told()).length > 0)
  expect((await told()).map(({ recipient }) => recipient)).toEqual(["petra@zahnwerk.example"])
  expect((await told())[0]!["text_body"]).toContain("User unknown")

  const withheld = await mailTo("tim@zahnwerk.example", 2)
  expect(await mail(withheld.messageId)).toMatchObject({ status: "withheld" })
  expect(taken.filter(({ to }) => to === "tim@zahnwerk.example")).toHaveLength(1)

  const tim = async () => (await world.portal("petra", (work) => listTeam(work))).members.find(({ email }) => email === "tim@zahnwerk.example")
  expect(await tim()).toMatchObject({ undeliverable: { reason: expect.stringContaining("User unknown") as string, since: expect.any(String) as string } })
  await expect(world.portal("tim", (work) => confirmAddress(work, { email: "tim@zahnwerk.example" }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  await world.portal("petra", (work) => confirmAddress(work, { email: "Tim@zahnwerk.example" }))
  await expect(world.portal("petra", (work) => confirmAddress(work, { email: "tim@zahnwerk.example" }))).rejects.toMatchObject({ code: "tenancy.address_is_deliverable" })
  expect(await tim()).toMatchObject({ undeliverable: null })
  expect(await mail((await mailTo("tim@zahnwerk.example", 3)).messageId)).toMatchObject({ status: "sent" })
  expect(await rows("select from work.audit_entry where action = 'tenancy.address_confirmed'")).toHaveLength(1)
})

describe("a report", () => {
  test("that something is late changes nothing, and one of a full mailbox is about that mail alone", async () => {
    const { token, messageId } = await mailTo("nora@zahnwerk.example")
    expect(await report(postfix({ token, to: "nora@zahnwerk.example", id: "late@mx" }, { action: "delayed", status: "4.4.1", code: "451 4.4.1", says: "Connection timed out" }))).toEqual([200, "stored"])
    expect(await mail(messageId)).toMatchObject({ status: "sent" })
    expect(await report(postfix({ token, to: "nora@zahnwerk.example", id: "full@mx" }, { status: "5.2.2", code: "552 5.2.2", says: "Mailbox full" }))).toEqual([200, "stored"])
    expect(await mail(messageId)).toMatchObject({ status: "bounced", last_error: expect.stringContaining("Mailbox full") as string })
    expect(await rows("select from tenancy.undeliverable_address")).toEqual([])
    expect(await mail((await mailTo("nora@zahnwerk.example", 2)).messageId)).toMatchObject({ status: "sent" })
    // A mail whose secret is gone cannot go again.
    await expect(world.network("wanda", (work) => resendMail(work, { tenantId: 1, messageId }))).rejects.toMatchObject({ code: "integrations.mail_not_failed" })
  })

  test("that names the mail by nothing but what came back with it is noted with the billing contact too", async () => {
    const email = "books@lindner.example"
    await rows(`insert into billing.contact (network_id, tenant_id, account_id, contact_id, email, name, locale, receives, created_by, created_at, updated_at) values (1, 1, '${world.accountId.lindner}', gen_random_uuid(), '${email}', 'Books', 'de', 'all', '{}', now(), now())`)
    const messageId = randomUUID()
    await rows(`insert into integrations.mail_message (network_id, tenant_id, message_id, business_key, kind, recipient, sender, subject, text_body, html_body, locale, status, queued_at, sent_at) values (1, 1, '${messageId}', 'x', 'invoice_issued', '${email}', '{"name":"Z","address":"orders@zahnwerk.example"}', 'Rechnung', 'x', 'x', 'de', 'sent', now(), now())`)
    expect(await report(exchange({ token: `${messageId}.1.1`, to: email }))).toEqual([200, "stored"])
    const contacts = (who: "felix" | "sofia" = "felix") => world.portal(who, (work) => listContacts(work, { accountId: world.accountId.lindner }))
    const [contact] = (await contacts()).contacts
    expect(contact).toMatchObject({ failedAt: expect.any(String) as string, undeliverable: { reason: expect.stringContaining("RecipientNotFound") as string } })
    for (const who of ["grace", "sofia"] as const) expect(await world.portal(who, (work) => work.db.selectFrom("tenancy.undeliverable_address").select("email").execute())).toEqual([])
    // The customer sees that mail failed; that the address works is for the partner's staff to say.
    expect((await contacts("sofia")).contacts).toMatchObject([{ failedAt: expect.any(String) as string, undeliverable: null }])
    const confirm = (who: "felix" | "sofia") => world.portal(who, (work) => confirmContact(work, { accountId: world.accountId.lindner, contactId: contact!.contactId }))
    await expect(confirm("sofia")).rejects.toMatchObject({ code: "tenancy.address_is_deliverable" })
    await confirm("felix")
    expect((await contacts()).contacts).toMatchObject([{ failedAt: null, undeliverable: null }])
    await world.network("wanda", (work) => resendMail(work, { tenantId: 1, messageId }))
    await until(async () => (await mail(messageId))?.["status"] === "sent")
  })

  test("about a mail to the distributor's own staff is told to its administrators, who confirm the address", async () => {
    for (const code of ["wanda", "finn"]) await rows(`insert into tenancy.network_user (network_id, user_id, email, name, locale, roles, status, password_hash, created_at) values (1, gen_random_uuid(), '${code}@nordwerk.example', '${code}', 'en', '{network_admin}', 'active', 'x', now())`)
    const messageId = randomUUID()
    await rows(`insert into integrations.mail_message (network_id, tenant_id, message_id, business_key, kind, recipient, sender, subject, text_body, html_body, locale, status, queued_at, sent_at) values (1, 0, '${messageId}', 'x', 'dispute_raised', 'finn@nordwerk.example', '{"name":"N","address":"console@x.example"}', 'A line is disputed', 'x', 'x', 'en', 'sent', now(), now())`)
    expect(await report(exchange({ token: `${messageId}.1.0`, to: "finn@nordwerk.example", id: "staff@mx" }))).toEqual([200, "stored"])
    await until(async () => (await told()).some(({ recipient }) => recipient === "wanda@nordwerk.example"))
    expect((await told()).filter(({ recipient }) => recipient === "finn@nordwerk.example")).toEqual([])
    const finn = async () => (await world.network("sven", listStaff)).find(({ name }) => name === "finn")
    expect(await finn()).toMatchObject({ undeliverable: { reason: expect.stringContaining("RecipientNotFound") as string } })
    await expect(world.network("sven", (work) => confirmStaffAddress(work, { email: "finn@nordwerk.example" }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
    await world.network("wanda", (work) => confirmStaffAddress(work, { email: "finn@nordwerk.example" }))
    expect(await finn()).toMatchObject({ undeliverable: null })
  })

  test("is taken from nobody who does not sign it now, and what is no report or about no mail of ours is done with", async () => {
    const { token } = await mailTo("karl@zahnwerk.example")
    const about = { token, to: "karl@zahnwerk.example" }
    const dsn = postfix(about, { status: "5.0.0" })
    const now = Math.floor(Date.now() / 1000)
    for (const signature of ["", "t=1,v1=x", signed(dsn, { secret: "somebody else’s secret" }), signed(dsn, { at: now - 301 }), signed(dsn, { at: now + 301 }), signed(Buffer.from("another body"))]) expect(await report(dsn, signature)).toEqual([400, "signature_is_wrong"])
    expect(await report(absence(about))).toEqual([200, "ignored"])
    expect(await report(postfix({ ...about, token: `${randomUUID()}.1.1` }))).toEqual([200, "ignored"])
    expect(await report(postfix({ ...about, token: token.replace(/\.1$/, ".2") }))).toEqual([200, "ignored"])
    expect(await report(postfix(about, { action: "delivered", status: "2.0.0" }))).toEqual([200, "ignored"])
    expect(await report(Buffer.from("no mail at all"))).toEqual([200, "ignored"])
    expect((await fetch(`http://127.0.0.1:${worker.port}/webhooks/mail`)).status).toBe(405)
    expect(await rows("select from tenancy.undeliverable_address")).toEqual([])
    expect(await report(dsn, signed(dsn, { secret: SECRETS[0]! }))).toEqual([200, "stored"])
    expect(await rows("select email from tenancy.undeliverable_address")).toEqual([{ email: "karl@zahnwerk.example" }])
  })
})

test.each([
  { what: "no status", text: "Action: failed", read: { action: "failed", status: "", diagnostic: "" } },
  { what: "several recipients", text: "Final-Recipient: rfc822;a@x\nAction: delivered\nStatus: 2.0.0\n\nFinal-Recipient: rfc822;b@x\nAction: failed\nStatus: 5.1.1 (bad)\nDiagnostic-Code: X-Notes; no such\n user", read: { action: "failed", status: "5.1.1", diagnostic: "no such user" } },
])("a report with $what is read", async ({ text, read }) => {
  const token = `${randomUUID()}.3.14`
  const raw = Buffer.from(`To: bounce+${token}@x.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns;x\n\n${text}\n\n--b--\n`)
  expect(await readReport(raw)).toMatchObject({ ...read, messageId: token.split(".")[0], networkId: 3, tenantId: 14, reportId: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
})
