import { afterAll, beforeAll, expect, test } from "vitest"
import { automation, withWork } from "@entrepot/db"
import { onAdmin } from "@entrepot/db/testing"
import { notifyDue, offerPlans, remindHeld, runDue } from "../../subscriptions/index.ts"
import { recurringDesk } from "../../subscriptions/testing.ts"
import { createWorld, NETWORK_ID, type World } from "../../testing/index.ts"
import { deliverEvents } from "../deliveries/index.ts"
import { handlers } from "./handlers.ts"

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.drop())

test("a notice tells the owner, in their language, what comes when, what it costs at most, until when it can be changed, and that the card expires before; once", async () => {
  const desk = recurringDesk(world)
  const { subscriptionId } = await desk.subscribe("tim", { mirror: "2" })
  desk.go("2026-12-10T08:00:00Z")
  await notifyDue(world.database.pools.worker, NETWORK_ID, { now: () => desk.now })
  await onAdmin(world.database.adminUrl, `update subscriptions.subscription set collect = 'automatic'; insert into billing.payment_method (network_id, tenant_id, account_id, method_id, provider, method_ref, kind, brand, last4, exp_month, exp_year, is_default, created_at)
    select network_id, tenant_id, account_id, subscription_id, 'stripe', 'pm_1', 'card', 'visa', '4242', 11, 2026, true, now() from subscriptions.subscription`)
  const [event] = await onAdmin(world.database.adminUrl, "select event_id from work.event where name = 'subscriptions.occurrence_notified'")
  const key = { networkId: NETWORK_ID, tenantId: 1, eventIds: [String(event?.["event_id"])] }
  for (let i = 0; i < 2; i++) await deliverEvents(world.database.pools.worker, key, handlers)
  const mails = await onAdmin(world.database.adminUrl, "select recipient, subject, text_body, locale from integrations.mail_message where kind = 'delivery_announced'")
  expect(mails).toHaveLength(1)
  const [mail] = mails as { subject: string; text_body: string; locale: string }[]
  const said = { de: ["15. Dezember 2026", "8,01"], en: ["December 15, 2026", "8.01"], fr: ["15 décembre 2026", "8,01"] }[mail!.locale]!
  expect(mail!.subject).toContain(said[0])
  for (const part of [...said, "ZW-R1", "Mouth mirror", "Visa ••••\u00A04242", "30", `/subscriptions/${subscriptionId}`]) expect(mail!.text_body).toContain(part)
})

test("another fee tells the owner, in their language, what is charged from when; once", async () => {
  const desk = recurringDesk(world)
  const { subscriptionId } = await desk.subscribe("tim", { mirror: "2" })
  await desk.change("petra", subscriptionId, { kind: "fee", fee: { name: "Monitoring", amount: "1250", everyMonths: 3 }, from: "2027-01-01" })
  await desk.change("petra", subscriptionId, { kind: "fee", fee: null, from: "2027-02-01" })
  const events = await onAdmin(world.database.adminUrl, "select event_id from work.event where name = 'subscriptions.fee_changed'")
  for (let i = 0; i < 2; i++) await deliverEvents(world.database.pools.worker, { networkId: NETWORK_ID, tenantId: 1, eventIds: events.map((row) => String(row["event_id"])) }, handlers)
  const mails = await onAdmin(world.database.adminUrl, "select kind, subject, text_body, locale from integrations.mail_message where kind in ('fee_changed', 'fee_ended') order by kind")
  expect(mails.map((mail) => mail["kind"])).toEqual(["fee_changed", "fee_ended"])
  const [changed, ended] = mails as { subject: string; text_body: string; locale: "en" | "de" | "fr" }[]
  const said = { de: ["1. Januar 2027", "12,50", "1. Februar 2027"], en: ["January 1, 2027", "12.50", "February 1, 2027"], fr: ["1 janvier 2027", "12,50", "1 février 2027"] }[changed!.locale]
  for (const part of [said[0], said[1], "Monitoring", `/subscriptions/${subscriptionId}`]) expect(changed!.text_body).toContain(part)
  expect(ended!.subject).toContain(said[2])
})

test("a parked date tells its owner and whoever of the partner's staff may let it go, each once, with the line and why", async () => {
  const desk = recurringDesk(world)
  desk.go("2026-12-01T08:00:00Z")
  const { subscriptionId } = await desk.subscribe("tim", { handbook: "1" })
  await onAdmin(world.database.adminUrl, `update catalog.product set status = 'discontinued' where product_id = '${world.productId.handbook}'`)
  desk.go("2026-12-11T11:30:00Z")
  await runDue(world.database.pools.worker, NETWORK_ID, { now: () => desk.now })
  const [event] = await onAdmin(world.database.adminUrl, `select event_id from work.event where name = 'subscriptions.occurrence_held' and payload ->> 'subscriptionId' = '${subscriptionId}'`)
  const key = { networkId: NETWORK_ID, tenantId: 1, eventIds: [String(event?.["event_id"])] }
  for (let i = 0; i < 2; i++) await deliverEvents(world.database.pools.worker, key, handlers)
  const mails = (await onAdmin(world.database.adminUrl, `select kind, recipient, text_body from integrations.mail_message where kind in ('delivery_held', 'delivery_parked') order by kind, recipient`)) as { kind: string; recipient: string; text_body: string }[]
  expect(mails.filter(({ kind }) => kind === "delivery_held")).toHaveLength(1)
  const staff = mails.filter(({ kind }) => kind === "delivery_parked")
  expect(staff.length).toBeGreaterThan(0)
  expect(new Set(staff.map(({ recipient }) => recipient)).size).toBe(staff.length)
  for (const { text_body } of mails) for (const part of ["DN-9000: ", `/subscriptions/${subscriptionId}`]) expect(text_body).toContain(part)

  await withWork(world.database.pools.worker, { audience: "worker", networkId: NETWORK_ID }, automation("subscriptions"), remindHeld, { now: desk.now.add({ hours: 24 }) })
  const [reminder] = await onAdmin(world.database.adminUrl, `select event_id from work.event where name = 'subscriptions.occurrence_still_held' and payload ->> 'subscriptionId' = '${subscriptionId}'`)
  for (let i = 0; i < 2; i++) await deliverEvents(world.database.pools.worker, { ...key, eventIds: [String(reminder?.["event_id"])] }, handlers)
  const reminders = await onAdmin(world.database.adminUrl, "select subject, text_body from integrations.mail_message where kind = 'delivery_still_held'")
  expect(reminders).toMatchObject([{ text_body: expect.stringContaining("DN-9000: ") }])
})

test("plans that the template drops are told of to whoever may decide, once, with the plans and how many live on them", async () => {
  const offer = { tenantId: 1, template: "dealer", mode: "bounded" as const, plans: ["quarterly", "yearly"].map((code) => ({ code, draft: { name: `Plan ${code}`, discountPercent: "3", pricePolicy: { policy: "current" } } })) }
  const tell = (release: number, plans: typeof offer.plans, mode: "bounded" | "locked") => withWork(world.database.pools.worker, { audience: "worker", networkId: NETWORK_ID }, automation("provisioning"), (work) => offerPlans(work, [{ ...offer, release, plans, mode } as never]))
  await tell(101, offer.plans, "locked")
  await tell(102, [], "bounded")
  await tell(102, [], "bounded")
  const events = await onAdmin(world.database.adminUrl, "select event_id from work.event where name = 'subscriptions.plans_dropped'")
  expect(events).toHaveLength(1)
  for (let i = 0; i < 2; i++) await deliverEvents(world.database.pools.worker, { networkId: NETWORK_ID, tenantId: 1, eventIds: events.map((row) => String(row["event_id"])) }, handlers)
  const mails = await onAdmin(world.database.adminUrl, "select recipient, text_body from integrations.mail_message where kind = 'plans_dropped'") as { recipient: string; text_body: string }[]
  expect(mails.length).toBeGreaterThan(0)
  expect(new Set(mails.map(({ recipient }) => recipient)).size).toBe(mails.length)
  for (const { text_body } of mails) for (const part of ["Plan quarterly", "Plan yearly", "/plans"]) expect(text_body).toContain(part)
})
