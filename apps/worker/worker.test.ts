import { createHash } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { automation, withWork } from "@entrepot/db"
import { onAdmin } from "@entrepot/db/testing"
import { createLog } from "@entrepot/telemetry"
import { getDocument, renderInvoicePdf } from "@entrepot/domain/billing"
import { tillIn } from "../../packages/domain/src/billing/testing.ts"
import { listDeliveries, replayDeliveries } from "@entrepot/domain/integrations"
import { ListDeliveries } from "@entrepot/domain/integrations/contract"
import { createWorld, type World } from "@entrepot/domain/testing"
import { getStamp, publishStandardTemplates, requestStamp } from "@entrepot/domain/provisioning"
import { StampParams } from "@entrepot/domain/provisioning/contract"
import { NETWORK_PERMISSIONS, PLATFORM_PERMISSIONS } from "@entrepot/domain/tenancy"
import { handlers } from "./handlers.ts"
import { announce, effectHandlers, prepareEffects, until } from "./testing/effects.ts"
import { startWorker, type RunningWorker } from "./worker.ts"

let world: World
let worker: RunningWorker
process.env["LOG_LEVEL"] = "fatal"
const rows = (statement: string) => onAdmin(world.database.adminUrl, statement)
const count = async (statement: string) => Number((await rows(`select count(*)::int as n from ${statement}`))[0]?.["n"])

beforeAll(async () => {
  world = await createWorld()
  await prepareEffects(world.database)
  const config = { workerUrl: world.database.urlOf("worker"), jobsUrl: world.database.urlOf("jobs"), port: 0, smtpUrl: "", mailboxPort: 0, portalOrigin: "http://{host}", beatMillis: 500, silentMillis: 5_000, mostAttempts: 3, firstBackoffMillis: 50 }
  worker = await startWorker(config, [...handlers, ...effectHandlers], createLog("test"))
})
afterAll(async () => {
  await worker.stop()
  await world.drop()
})

test("a handler that fails is tried again alone, and the others have happened meanwhile", async () => {
  await announce(world.database.pools.portal, 1, 1, { fails: true })
  await until(async () => (await count("work.delivery where handler = 'test.count_effects' and status = 'delivered'")) === 1)
  await until(async () => (await count("work.delivery where handler = 'test.fail_on_wish' and status = 'dead'")) === 1)
  expect(await rows("select attempts, last_error from work.delivery where handler = 'test.fail_on_wish'")).toMatchObject([{ attempts: 3, last_error: expect.stringContaining("as wished") }])
  expect(await count("public.test_effect")).toBe(1)
})

test("a dead letter can be seen and replayed by the network, and dies again when its cause is still there", async () => {
  const admin = { ...automation("wanda", Object.keys(NETWORK_PERMISSIONS)), kind: "staff" as const }
  const inNetwork = <T>(task: Parameters<typeof withWork<T>>[3]) => withWork(world.database.pools.network, { audience: "network", networkId: 1 }, admin, task)
  const { rows: dead } = await inNetwork((work) => listDeliveries(work, ListDeliveries.parse({})))
  expect(dead).toMatchObject([{ event: "test.happened", handler: "test.fail_on_wish", tenantId: 1, attempts: 3 }])
  const deliveries = dead.map(({ tenantId, eventId, handler }) => ({ tenantId, eventId, handler }))
  expect(await inNetwork((work) => replayDeliveries(work, { deliveries }))).toEqual({ replayed: 1 })
  await until(async () => (await count("work.delivery where handler = 'test.fail_on_wish' and status = 'dead' and attempts = 3")) === 1)
  expect(await count("public.test_effect")).toBe(1)
})

test("a busy tenant of 5,000 events does not delay another's by more than a moment", async () => {
  await rows(`
    with e as (insert into work.event select 1, 2, gen_random_uuid(), 'test.happened', '{"n": 0}', '{}', 't', now() from generate_series(1, 5000) returning event_id)
    select count(*) from graphile_worker.add_jobs((select array_agg(row('deliver_event', json_build_object('networkId', 1, 'tenantId', 2, 'eventIds', json_build_array(event_id)), 'events:1:2', null, 25, null, null, null)::graphile_worker.job_spec) from e))`)
  await until(async () => (await count("public.test_effect where tenant_id = 2")) > 20)
  const asked = Date.now()
  await announce(world.database.pools.portal, 3, 1)
  await until(async () => (await count("public.test_effect where tenant_id = 3")) === 1)
  expect(Date.now() - asked).toBeLessThan(2_000)
  expect(await count("public.test_effect where tenant_id = 2")).toBeLessThan(5_000)
  await rows("delete from graphile_worker._private_jobs where locked_at is null")
})

test("an invitation becomes a branded mail whose link opens it, and whose text is not kept", async () => {
  await world.portal("petra", async (work) => {
    const { inviteUser } = await import("@entrepot/domain/tenancy")
    await inviteUser(work, { email: "neu@zahnwerk.example", name: "Nele Neu", role: "dealer_buyer", accountId: world.accountId.zahnwerk })
  })
  await until(async () => (await count("integrations.mailbox_message")) === 1)
  const [mail] = await rows("select * from integrations.mailbox_message")
  expect(mail).toMatchObject({ subject: "Ihr Zugang zu Zahnwerk", recipients: ["neu@zahnwerk.example"], sender: `"Zahnwerk" <orders@zahnwerk.example>` })
  const token = /http:\/\/zahnwerk\.localhost\/invitation\/([\w-]+)/.exec(String(mail?.["text_body"]))?.[1] ?? ""
  expect(token).toHaveLength(43)
  const { findInvitation } = await import("@entrepot/domain/tenancy")
  expect(await withWork(world.database.pools.portal, { audience: "portal", networkId: 1, tenantId: 1 }, automation("test"), (work) => findInvitation(work, token))).toMatchObject({ email: "neu@zahnwerk.example" })
  await until(async () => (await count("integrations.mail_message where status = 'sent' and text_body = ''")) === 1)
  expect(JSON.stringify(await rows("select * from work.event"))).not.toContain(token)
})

test("an invoice's mail arrives with the PDF that its page gives, to the byte", async () => {
  const till = tillIn(world)
  await till.desk.policies()
  const { invoiceId, number } = await till.invoice({ mirror: "1" })
  const arrived = () => rows(`select subject, attachments from integrations.mailbox_message where subject like '%${number}%'`)
  await until(async () => (await arrived()).length === 3)
  const { document, logo } = await world.portal("sofia", (work) => getDocument(work, { documentId: invoiceId }))
  const pdf = await renderInvoicePdf(document, logo)
  const file = { name: `${number}.pdf`, type: "application/pdf", bytes: pdf.length, sha256: createHash("sha256").update(pdf).digest("hex") }
  expect((await arrived()).map((mail) => mail["attachments"])).toEqual([[file], [file], [file]])
})

test("a tenant that was asked for is made, its administrator is written to, and the stamp says so", async () => {
  const operator = { ...automation("olga", Object.keys(PLATFORM_PERMISSIONS)), kind: "operator" as const }
  const platform = <T>(task: Parameters<typeof withWork<T>>[3]) => withWork(world.database.pools.platform, { audience: "platform" }, operator, task)
  await platform((work) => publishStandardTemplates(work))
  const params = StampParams.parse({ code: "kontor", name: "Kontor", legalName: "Kontor GmbH", host: "kontor.localhost", brand: { accent: "#aa3300" }, invitations: [{ email: "ada@kontor.example", name: "Ada", locale: "fr" }] })
  const ref = { networkId: 1, key: "kontor-1" }
  await platform((work) => requestStamp(work, { ...ref, templateCode: "dealer", params }))
  await until(async () => (await platform((work) => getStamp(work, ref))).steps.some((step) => step.step === "mail" && step.status === "done"))
  expect(await platform((work) => getStamp(work, ref))).toMatchObject({ status: "done", tenantId: 4, steps: [{ step: "database", status: "done" }, { step: "mail", name: "ada@kontor.example", status: "done" }] })
  const [mail] = await rows("select subject, sender, html_body from integrations.mailbox_message where recipients = '{ada@kontor.example}'")
  expect(mail).toMatchObject({ subject: "Votre accès à Kontor", sender: `"Kontor" <orders@kontor.localhost>`, html_body: expect.stringContaining("#aa3300") })
})

test("health, readiness and metrics answer", async () => {
  const at = (path: string) => fetch(`http://127.0.0.1:${worker.port}${path}`)
  expect((await at("/health")).status).toBe(200)
  expect(await (await at("/ready")).json()).toEqual({ status: "ready", database: true, queue: true, lanes: true })
  expect(await (await at("/metrics")).text()).toMatch(/entrepot_queue_depth\{task="deliver_event"\} \d+[\s\S]*entrepot_dead_letters 1/)
})
