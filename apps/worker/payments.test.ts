import { once } from "node:events"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import Stripe from "stripe"
import { recordPayment, refundPayment, removeMethod } from "@entrepot/domain/billing"
import type { World } from "@entrepot/domain/testing"
import { newId } from "@entrepot/kernel"
import { until } from "./testing/effects.ts"
import { ACCOUNT, Counter, SECRET } from "./testing/payments.ts"

process.env["LOG_LEVEL"] = "fatal"
let world: World
let counter: Counter
let card: string

beforeAll(async () => {
  counter = await Counter.open()
  ;({ world } = counter)
  card = await counter.saveCard("4242424242424242")
})
afterEach(async () => {
  counter.fake.control.clearFaults()
  await counter.fake.control.webhooks.release(() => [])
})
afterAll(() => counter.close())

/** One charge, one payment, nothing open: what every way through must come to. */
async function isPaidOnce({ attemptId, invoiceId }: { attemptId: string; invoiceId: string }): Promise<void> {
  await counter.becomes(attemptId, "succeeded")
  await counter.quiet()
  expect([counter.chargesOf(attemptId), await counter.paymentsOf(attemptId), await counter.till.open(invoiceId)]).toEqual([1, 1, 0])
}

describe("paying", () => {
  test("a good card pays the invoice, on the dealer's own account", async () => {
    const paid = await counter.pay(card)
    await isPaidOnce(paid)
    expect(counter.fake.control.requests.every((request) => request.account === ACCOUNT)).toBe(true)
    expect(await counter.till.one(`select customer_ref from billing.payment_customer where account_id = '${world.accountId.lindner}'`)).toEqual({ customer_ref: expect.stringMatching(/^cus_/) })
  })

  test("a card that declines leaves the invoice open, and another card may pay it", async () => {
    const declining = await counter.saveCard("4000000000000341")
    const { attemptId, invoiceId } = await counter.pay(declining)
    expect(await counter.becomes(attemptId, "failed")).toMatchObject({ decline: "soft", code: "generic_decline" })
    const second = await counter.payAgain(invoiceId, String(await counter.till.open(invoiceId)), card)
    await isPaidOnce({ attemptId: second, invoiceId })
  })

  test("3-D Secure sends the customer to the bank and back to the invoice, agreed or not", async () => {
    const asking = await counter.saveCard("4000000000003220")
    for (const [answer, status] of [["refuse", "failed"], ["agree", "succeeded"]] as const) {
      const { attemptId, invoiceId } = await counter.pay(asking)
      const { redirect_url: bank } = await counter.becomes(attemptId, "requires_action")
      const back = new URL(await counter.answerBank(String(bank), answer))
      expect([back.host, back.pathname, back.searchParams.get("attempt")]).toEqual(["zahnwerk.localhost", `/invoices/${invoiceId}`, attemptId])
      await counter.becomes(attemptId, status)
      if (answer === "agree") await isPaidOnce({ attemptId, invoiceId })
    }
  })
})

describe("what Stripe makes itself is found by its payment", () => {
  const chargeOf = (attemptId: string) => counter.fake.control.charges(ACCOUNT).find((charge) => charge.paid && charge.metadata["attempt_id"] === attemptId)!
  const dispute = (attemptId: string) => counter.till.one(`select d.status, d.withdrawn_minor::int as away, d.fee_minor::int as fee, d.movements from billing.dispute d join billing.payment p using (payment_id) where p.attempt_id = '${attemptId}'`)
  const isOpen = async (invoiceId: string, amount: number) => { await counter.quiet(); await until(async () => (await counter.till.open(invoiceId)) === amount) }
  /** What the clock asks for, without waiting for six hours. */
  const reconcile = async () => {
    await counter.till.rows("update billing.payment_setting set reconciled_at = null")
    await counter.followUp()
  }

  test("a dispute opens the invoice and pays it again when it is won, though its webhooks come twice and in disorder", async () => {
    const { attemptId, invoiceId } = await counter.pay(card)
    await isPaidOnce({ attemptId, invoiceId })
    const { control } = counter.fake
    const charge = chargeOf(attemptId)
    control.webhooks.hold()
    const { id } = control.dispute(ACCOUNT, charge.id)
    await control.webhooks.release((events) => [...events.toReversed(), ...events])
    await isOpen(invoiceId, charge.amount)
    expect(await dispute(attemptId)).toEqual({ status: "needs_response", away: charge.amount, fee: 2_000, movements: 1 })
    control.advanceClock(5)
    control.webhooks.hold()
    control.answerDispute(ACCOUNT, id)
    control.decideDispute(ACCOUNT, id, "won")
    await control.webhooks.release((events) => events.toReversed())
    await isOpen(invoiceId, 0)
    expect(await dispute(attemptId)).toEqual({ status: "won", away: 0, fee: 2_000, movements: 2 })
  })

  test("a dispute and a refund of which no webhook came are found by asking", async () => {
    const [one, two] = [await counter.pay(card), await counter.pay(card)]
    await isPaidOnce(one)
    await isPaidOnce(two)
    const { control } = counter.fake
    control.webhooks.hold()
    control.dispute(ACCOUNT, chargeOf(one.attemptId).id)
    const refund = control.refund(ACCOUNT, chargeOf(two.attemptId).id, chargeOf(two.attemptId).amount)
    await control.webhooks.release(() => [])
    await reconcile()
    await isOpen(one.invoiceId, chargeOf(one.attemptId).amount)
    await until(async () => Object.keys(await counter.till.one(`select 1 from billing.refund where refund_ref = '${refund.id}' and source = 'provider' and status = 'succeeded'`)).length > 0)
    control.advanceClock(5)
    control.webhooks.hold()
    control.failRefund(ACCOUNT, refund.id)
    await control.webhooks.release(() => [])
    await reconcile()
    await until(async () => (await counter.till.one(`select status from billing.refund where refund_ref = '${refund.id}'`))["status"] === "failed")
    await isOpen(two.invoiceId, 0)
  })

  test("a refund that somebody makes on Stripe's own pages is told by its webhook, once", async () => {
    const paid = await counter.pay(card)
    await isPaidOnce(paid)
    const refund = counter.fake.control.refund(ACCOUNT, chargeOf(paid.attemptId).id, 100)
    await until(async () => (await counter.till.one(`select status from billing.refund where refund_ref = '${refund.id}'`))["status"] === "succeeded")
    await counter.quiet()
    expect(await counter.till.rows(`select source, amount_minor::int as n from billing.refund where refund_ref = '${refund.id}'`)).toEqual([{ source: "provider", n: 100 }])
  })
})

describe("whatever happens on the way, there is one charge and one payment", () => {
  test("the answer is lost, and nothing is heard: nobody may pay again until it is found", async () => {
    counter.fake.control.webhooks.hold()
    counter.fake.control.fail({ what: "lost_after_effect", path: "payment_intents", times: 2 })
    const paid = await counter.pay(card)
    await counter.becomes(paid.attemptId, "unknown")
    await expect(counter.payAgain(paid.invoiceId, "100", card)).rejects.toThrow("billing.payment_is_under_way")
    expect(await counter.followUp()).toBeGreaterThan(0)
    await isPaidOnce(paid)
  })

  test("the request never arrives: it is found not to be there, and the next one pays", async () => {
    counter.fake.control.fail({ what: "lost_before_effect", path: "payment_intents", times: 2 })
    const { attemptId, invoiceId } = await counter.pay(card)
    await counter.becomes(attemptId, "unknown")
    await counter.followUp()
    expect(await counter.becomes(attemptId, "failed")).toMatchObject({ code: "never_charged" })
    expect(counter.chargesOf(attemptId)).toBe(0)
    await isPaidOnce({ invoiceId, attemptId: await counter.payAgain(invoiceId, String(await counter.till.open(invoiceId)), card) })
  })

  test("the webhook comes before the answer", async () => {
    counter.fake.control.fail({ what: "slow", millis: 4_000, path: "payment_intents" })
    const paid = await counter.pay(card)
    await until(async () => (await counter.paymentsOf(paid.attemptId)) === 1, 3_900)
    await isPaidOnce(paid)
  })

  test("the webhooks come twice and in reverse", async () => {
    counter.fake.control.webhooks.hold()
    const paid = await counter.pay(card)
    await counter.becomes(paid.attemptId, "succeeded")
    await counter.fake.control.webhooks.release((events) => [...events, ...events].reverse())
    await isPaidOnce(paid)
    const { n, events } = await counter.till.one("select count(*)::int as n, count(distinct event_ref)::int as events from billing.webhook_event")
    expect(n).toBe(events)
    expect(await counter.till.one("select count(*)::int as n from billing.webhook_event where status = 'stored'")).toEqual({ n: 0 })
  })

  test("the webhook after the bank never comes", async () => {
    const asking = await counter.saveCard("4000002760003184")
    const paid = await counter.pay(asking)
    const { redirect_url: bank } = await counter.becomes(paid.attemptId, "requires_action")
    await counter.quiet()
    counter.fake.control.webhooks.hold()
    await counter.answerBank(String(bank), "agree")
    await counter.fake.control.webhooks.release(() => [])
    expect((await counter.attempt(paid.attemptId))["status"]).toBe("requires_action")
    await counter.followUp()
    await isPaidOnce(paid)
  })

  test("Stripe is away and comes back", async () => {
    counter.fake.control.fail({ what: "rate_limit", path: "payment_intents", times: 1 })
    await isPaidOnce(await counter.pay(card))
  })

  test("Stripe was away, and the clock asks before the job does", async () => {
    counter.fake.control.fail({ what: "rate_limit", path: "payment_intents", times: 1 })
    const paid = await counter.pay(card)
    await until(async () => counter.fake.control.requests.some((request) => request.idempotencyKey === `attempt-${paid.attemptId}`))
    await until(async () => (await counter.till.one(`select attempts from graphile_worker.jobs where key = 'charge:${paid.attemptId}' and locked_at is null`))["attempts"] === 1, 5_000)
    await counter.followUp()
    await isPaidOnce(paid)
  })

  test("two workers do the same attempts at the same time", async () => {
    await counter.sendHome()
    const paid = await Promise.all([1, 2, 3].map(() => counter.pay(card)))
    const rivals = paid.flatMap(({ attemptId }) => [1, 2, 3].map((n) => `select graphile_worker.add_job('charge_attempt', '{"networkId":1,"tenantId":1,"attemptId":"${attemptId}"}', queue_name => 'rival:${n}')`))
    await counter.till.rows(rivals.join(" union all "))
    counter.fake.control.fail({ what: "slow", method: "POST", path: "payment_intents", millis: 400, times: 12 })
    await Promise.all([counter.hire(counter.port), counter.hire()])
    for (const each of paid) await isPaidOnce(each)
  })
})

test("money is given back once, though the answer was lost", async () => {
  const paid = await counter.pay(card)
  await isPaidOnce(paid)
  const { payment_id: paymentId } = await counter.till.one(`select payment_id from billing.payment where attempt_id = '${paid.attemptId}'`)
  await world.portal("felix", (work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "cash", amount: { amount: "700", currency: "EUR" }, receivedOn: "2026-11-01", invoices: [] }))
  counter.fake.control.webhooks.hold()
  counter.fake.control.fail({ what: "lost_after_effect", path: "refunds", times: 2 })
  const { refundId } = await world.portal("felix", (work) => refundPayment(work, { requestKey: newId(), paymentId: String(paymentId), amount: { amount: "700", currency: "EUR" }, reason: "paid too much" }))
  const status = async () => (await counter.till.one(`select status from billing.refund where refund_id = '${refundId}'`))["status"]
  await until(async () => (await status()) === "unknown", 10_000)
  await counter.followUp()
  await until(async () => (await status()) === "succeeded", 10_000)
  expect(counter.fake.control.charges(ACCOUNT).find((charge) => charge.metadata["attempt_id"] === paid.attemptId)?.amount_refunded).toBe(700)
})

test("a card that was taken away is forgotten by Stripe", async () => {
  const methodId = await counter.saveCard("5555555555554444")
  const { method_ref: ref } = await counter.till.one(`select method_ref from billing.payment_method where method_id = '${methodId}'`)
  await world.portal("sofia", (work) => removeMethod(work, { methodId }))
  const stripe = new Stripe(counter.fake.secretKey, { host: "127.0.0.1", port: counter.fake.port, protocol: "http", telemetry: false })
  await until(async () => (await stripe.paymentMethods.retrieve(String(ref), {}, { stripeAccount: ACCOUNT })).customer === null, 10_000)
})

describe("a card that changes at Stripe", () => {
  const stripe = () => new Stripe(counter.fake.secretKey, { host: "127.0.0.1", port: counter.fake.port, protocol: "http", telemetry: false })
  const card = (methodId: string) => counter.till.one(`select method_ref as ref, exp_month as month, exp_year as year, refused_at is not null as refused, detached_at is not null as gone from billing.payment_method where method_id = '${methodId}'`)
  const heard = async (type: string, ref: unknown) => Number((await counter.till.one(`select count(*)::int as n from billing.webhook_event where type = '${type}' and object_ref = '${String(ref)}' and status = 'applied'`))["n"])

  test("because its bank renewed it has its new date here, and may be charged again", async () => {
    const methodId = await counter.saveCard("4242424242424242")
    const { ref } = await card(methodId)
    await counter.till.rows(`update billing.payment_method set refused_at = now() where method_id = '${methodId}'`)
    counter.fake.control.renewCard(ACCOUNT, String(ref), { month: 3, year: 2046 })
    await until(async () => (await card(methodId))["year"] === 2046, 10_000)
    expect(await card(methodId)).toMatchObject({ month: 3, refused: false, gone: false })
    const { attemptId } = await counter.pay(methodId)
    await counter.becomes(attemptId, "succeeded")
  })

  test("or is taken away there is charged no more, though what was said comes twice and in reverse", async () => {
    const methodId = await counter.saveCard("4242424242424242")
    const { ref } = await card(methodId)
    await counter.quiet()
    counter.fake.control.webhooks.hold()
    await stripe().paymentMethods.update(String(ref), { card: { exp_month: 5, exp_year: 2047 } }, { stripeAccount: ACCOUNT })
    await stripe().paymentMethods.detach(String(ref), {}, { stripeAccount: ACCOUNT })
    await counter.fake.control.webhooks.release((events) => [...events, ...events].reverse())
    await until(async () => (await heard("payment_method.updated", ref)) >= 1 && (await heard("payment_method.detached", ref)) === 1, 10_000)
    expect(await card(methodId)).toMatchObject({ gone: true })
  })

  test("and nothing is heard of it: the clock asks for one that is about to expire, once a day", async () => {
    const methodId = await counter.saveCard("4242424242424242")
    const { ref } = await card(methodId)
    await counter.quiet()
    await counter.till.rows(`update billing.payment_method set is_default = method_id = '${methodId}', exp_month = 1, exp_year = 2020, created_at = now() - interval '2 days' where detached_at is null`)
    counter.fake.control.webhooks.hold()
    counter.fake.control.renewCard(ACCOUNT, String(ref), { month: 9, year: 2048 })
    await counter.fake.control.webhooks.release(() => [])
    await counter.followUp()
    await until(async () => (await card(methodId))["year"] === 2048, 10_000)
    const asked = () => counter.fake.control.requests.filter((request) => request.path === `/v1/payment_methods/${String(ref)}`).length
    const before = asked()
    await counter.till.rows(`update billing.payment_method set exp_year = 2020 where method_id = '${methodId}'`)
    await counter.followUp()
    await counter.quiet()
    expect(asked()).toBe(before)
  })
})

describe("a delivery", () => {
  const deliver = async (more: Record<string, unknown>, secret = SECRET) => {
    const payload = JSON.stringify({ id: `evt_${newId().replaceAll("-", "")}`, object: "event", type: "payment_intent.succeeded", created: Math.floor(Date.now() / 1_000), account: ACCOUNT, data: { object: { id: "pi_forged", object: "payment_intent", metadata: { network_id: "1", tenant_id: "1", attempt_id: newId() } } }, ...more })
    const response = await fetch(`http://127.0.0.1:${counter.port}/webhooks/stripe`, { method: "POST", body: payload, headers: { "stripe-signature": Stripe.webhooks.generateTestHeaderString({ payload, secret }) } })
    return [response.status, ((await response.json()) as { status: string }).status]
  }
  const stored = async () => Number((await counter.till.one("select count(*)::int as n from billing.webhook_event"))["n"])

  test("that somebody else signed is refused", async () => {
    const before = await stored()
    expect(await deliver({}, "whsec_forged")).toEqual([400, "signature_is_wrong"])
    expect((await fetch(`http://127.0.0.1:${counter.port}/webhooks/stripe`)).status).toBe(405)
    expect(await stored()).toBe(before)
  })

  test("from another tenant's account is none of ours, whatever it names", async () => {
    const before = await stored()
    expect(await deliver({ account: "acct_other" })).toEqual([200, "ignored"])
    expect(await deliver({ account: undefined })).toEqual([200, "ignored"])
    expect(await deliver({ data: { object: { id: "pi_x", object: "payment_intent", metadata: {} } } })).toEqual([200, "ignored"])
    expect(await deliver({ data: { object: { id: "pi_x", object: "payment_intent", metadata: { network_id: "1", tenant_id: "99" } } } })).toEqual([200, "ignored"])
    expect(await stored()).toBe(before)
  })

  test("that names nothing that we or Stripe know is put aside", async () => {
    expect(await deliver({})).toEqual([200, "stored"])
    await until(async () => Number((await counter.till.one("select count(*)::int as n from billing.webhook_event where object_ref = 'pi_forged' and status = 'ignored'"))["n"]) === 1, 10_000)
  })
})

test("a worker that is killed with -9 between the charge and its commit has charged once", async () => {
  await counter.quiet()
  await counter.sendHome()
  counter.fake.control.webhooks.hold()
  counter.fake.control.fail({ what: "slow", millis: 3_000, path: "payment_intents" })
  const paid = await counter.pay(card)
  const first = await counter.hireProcess()
  await until(async () => counter.chargesOf(paid.attemptId) === 1, 15_000)
  first.kill("SIGKILL")
  await once(first, "exit")
  expect(await counter.attempt(paid.attemptId)).toMatchObject({ status: "submitted", payment_ref: null })
  const second = await counter.hireProcess()
  await isPaidOnce(paid)
  second.kill("SIGTERM")
  await once(second, "exit")
}, 120_000)
