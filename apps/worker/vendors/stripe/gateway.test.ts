import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import Stripe from "stripe"
import type { Charge, Merchant, PaymentGateway } from "@entrepot/domain/billing"
import { idGenerator, isOutage } from "@entrepot/kernel"
import { startStripeFake, type StripeFake } from "@entrepot/stripe-fake"
import { createStripeGateway } from "./gateway.ts"
import { verifyWebhook } from "./webhooks.ts"

let fake: StripeFake
let gateway: PaymentGateway
const merchant: Merchant = { networkId: 1, tenantId: 2, accountRef: "acct_bluepeak" }
const SECRET = "whsec_test"
/** Of its own: what is looked for by the time in its id must not follow another test's clock, which may be ahead. */
const newId = idGenerator()

beforeAll(async () => {
  fake = await startStripeFake({ accounts: ["acct_bluepeak", "acct_other"] })
  gateway = createStripeGateway({ secretKey: fake.secretKey, webhookSecrets: [SECRET], apiBase: fake.origin, timeoutMillis: 400 })
})
beforeEach(() => fake.control.clearFaults())
afterAll(() => fake.stop())

const customerOf = async (accountId: string = newId()) => ({ accountId, ...(await gateway.ensureCustomer({ merchant, accountId, name: "Praxis Nord", email: "rechnung@praxis-nord.example", locale: "de" })) })
const ask = async (more: Partial<Charge> = {}): Promise<Charge> =>
  ({ merchant, attemptId: newId(), ...(await customerOf()), methodRef: "pm_card_visa", amount: { amount: "12345", currency: "EUR" }, description: "Invoice RE-2026-00001", onSession: false, returnUrl: "http://shop.test/back", ...more })
const charged = () => fake.control.charges("acct_bluepeak").filter((charge) => charge.paid).length

test("a good card is charged once, with the fee and our marks, on the tenant's own account", async () => {
  const wanted = await ask()
  const outcome = await gateway.charge(wanted)
  expect(outcome).toMatchObject({ status: "succeeded", paymentRef: expect.stringMatching(/^pi_/), amount: { amount: "12345", currency: "EUR" }, feeMinor: "185" })
  const before = charged()
  expect(await gateway.charge(wanted)).toMatchObject({ status: "succeeded", paymentRef: "paymentRef" in outcome ? outcome.paymentRef : "" })
  expect(charged()).toBe(before)
  expect(await gateway.readPayment({ merchant, attemptId: wanted.attemptId, paymentRef: null })).toMatchObject({ status: "succeeded" })
})

test.each([
  { card: "pm_card_visa_chargeDeclinedInsufficientFunds", decline: "soft", code: "insufficient_funds" },
  { card: "pm_card_visa_chargeDeclined", decline: "soft", code: "generic_decline" },
  { card: "pm_card_chargeDeclinedProcessingError", decline: "soft", code: "processing_error" },
  { card: "pm_card_visa_chargeDeclinedLostCard", decline: "hard", code: "lost_card" },
  { card: "pm_card_visa_chargeDeclinedStolenCard", decline: "hard", code: "stolen_card" },
  { card: "pm_card_chargeDeclinedExpiredCard", decline: "hard", code: "expired_card" },
  { card: "pm_card_authenticationRequired", decline: "soft", code: "authentication_required" },
  { card: "pm_nothing", decline: "hard", code: "resource_missing" },
])("$card is a $decline decline for $code, however often it is asked", async ({ card, decline, code }) => {
  const wanted = await ask({ methodRef: card })
  const first = await gateway.charge(wanted)
  expect(first).toMatchObject({ status: "failed", decline, code })
  expect(await gateway.charge(wanted)).toEqual({ ...first, version: expect.any(Number) })
})

test("a saved method that bears no mark is marked as its owner's when it is asked about for them, once; and not where nobody says whose it is", async () => {
  const { accountId, customerRef } = await customerOf()
  const stripe = new Stripe(fake.secretKey, { host: "127.0.0.1", port: fake.port, protocol: "http", telemetry: false })
  const on = { stripeAccount: "acct_bluepeak" }
  const { id: methodRef } = await stripe.paymentMethods.attach("pm_card_visa", { customer: customerRef }, on)
  const marked = async () => (await stripe.paymentMethods.retrieve(methodRef, {}, on)).metadata
  const written = () => fake.control.requests.filter(({ method, path }) => method === "POST" && path === `/v1/payment_methods/${methodRef}`).length
  expect(await gateway.readMethod({ merchant, methodRef })).toMatchObject({ status: "attached" })
  expect(await marked()).toEqual({})
  for (const _ of [1, 2]) expect(await gateway.readMethod({ merchant, methodRef, ownerId: accountId })).toMatchObject({ status: "attached", method: { methodRef, last4: "4242" } })
  expect([await marked(), written()]).toEqual([{ network_id: "1", tenant_id: "2", account_id: accountId }, 1])
})

test("somebody at the screen is sent to their bank, and what they answered is read by the same key", async () => {
  for (const [answer, expected] of [["agree", { status: "succeeded" }], ["refuse", { status: "failed", decline: "soft", code: "payment_intent_authentication_failure" }]] as const) {
    const wanted = await ask({ methodRef: "pm_card_threeDSecure2Required", onSession: true })
    const asked = await gateway.charge(wanted)
    expect(asked).toMatchObject({ status: "requires_action", redirectUrl: expect.stringContaining("/authenticate/") })
    await fetch(asked.status === "requires_action" ? asked.redirectUrl : "", { method: "POST", body: new URLSearchParams({ answer }), redirect: "manual" })
    const settled = await gateway.charge(wanted)
    expect(settled).toMatchObject(expected)
    expect(settled.version).toBeGreaterThan(asked.version)
  }
})

test("a payment that nobody finished with their bank is given up, unless they were faster", async () => {
  for (const [answer, expected] of [[undefined, { status: "failed", code: "canceled" }], ["agree", { status: "succeeded" }]] as const) {
    const asked = await gateway.charge(await ask({ methodRef: "pm_card_threeDSecure2Required", onSession: true }))
    if (asked.status !== "requires_action") expect.fail(asked.status)
    if (answer) await fetch(asked.redirectUrl, { method: "POST", body: new URLSearchParams({ answer }), redirect: "manual" })
    expect(await gateway.cancelPayment({ merchant, paymentRef: asked.paymentRef })).toMatchObject(expected)
  }
})

test.each([
  { when: "the answer is lost", fault: { what: "lost_after_effect", path: "payment_intents", times: 2 }, found: "succeeded" },
  { when: "the request is lost", fault: { what: "lost_before_effect", path: "payment_intents", times: 2 }, found: "not_found" },
  { when: "the answer takes too long", fault: { what: "slow", millis: 900, path: "payment_intents" }, found: "succeeded" },
  { when: "Stripe breaks after it", fault: { what: "server_error", effect: true, path: "payment_intents" }, found: "succeeded" },
  { when: "Stripe breaks before it", fault: { what: "server_error", effect: false, path: "payment_intents" }, found: "not_found" },
] as const)("when $when nobody knows, until it is read", async ({ fault, found }) => {
  const wanted = await ask()
  fake.control.fail(fault)
  expect(await gateway.charge(wanted)).toMatchObject({ status: "unknown" })
  expect(await gateway.readPayment({ merchant, attemptId: wanted.attemptId, paymentRef: null })).toMatchObject({ status: found })
})

test("the same attempt sent while it is being answered is not known yet, and ends as one charge", async () => {
  const wanted = await ask()
  const before = charged()
  fake.control.fail({ what: "slow", millis: 200, path: "payment_intents" })
  const [first, second] = await Promise.all([gateway.charge(wanted), new Promise((resolve) => setTimeout(resolve, 60)).then(() => gateway.charge(wanted))])
  expect([first.status, second.status]).toEqual(["succeeded", "unknown"])
  expect(charged()).toBe(before + 1)
})

test("where nothing was sent it is an outage, and no outcome", async () => {
  const wanted = await ask()
  const isRefused = (promise: Promise<unknown>) => promise.then(() => false, isOutage)
  fake.control.fail({ what: "rate_limit", path: "payment_intents" })
  expect(await isRefused(gateway.charge(wanted))).toBe(true)
  const nobody = createStripeGateway({ secretKey: fake.secretKey, webhookSecrets: [], apiBase: `http://127.0.0.1:${await closedPort()}` })
  expect(await isRefused(nobody.charge(wanted))).toBe(true)
  expect(await isRefused(createStripeGateway({ secretKey: "sk_test_wrong", webhookSecrets: [], apiBase: fake.origin }).charge(wanted))).toBe(true)
  expect(await isRefused(gateway.charge({ ...wanted, merchant: { ...merchant, accountRef: "acct_nobody" } }))).toBe(true)
})

test("an amount that Stripe cannot say is refused before anything is sent", async () => {
  const requests = fake.control.requests.length
  const wanted = { merchant, attemptId: newId(), accountId: newId(), customerRef: "cus_x", methodRef: "pm_card_visa", description: "", onSession: false, returnUrl: "", amount: { amount: "1001", currency: "KWD" } }
  expect(await gateway.charge(wanted)).toMatchObject({ status: "failed", decline: "soft", code: "amount_not_expressible" })
  expect(fake.control.requests).toHaveLength(requests)
})

test("an account has one customer, though the answer was lost or its name has changed", async () => {
  const accountId = newId()
  fake.control.fail({ what: "lost_after_effect", method: "POST", path: "customers", times: 2 })
  await expect(customerOf(accountId)).rejects.toThrow()
  const { customerRef } = await customerOf(accountId)
  fake.control.advanceClock(2 * 86_400)
  expect((await gateway.ensureCustomer({ merchant, accountId, name: "Praxis Süd", email: null, locale: "de" })).customerRef).toBe(customerRef)
})

test("a card is saved on the hosted page, charged later, and let go", async () => {
  const customer = await customerOf()
  const setup = { merchant, setupId: newId(), ...customer, successUrl: "http://shop.test/done", cancelUrl: "http://shop.test/no", locale: "de" }
  const page = await gateway.beginSetup(setup)
  expect(page).toMatchObject({ status: "redirect", setupRef: expect.stringMatching(/^cs_/) })
  await fetch(page.status === "redirect" ? page.redirectUrl : "", { method: "POST", body: new URLSearchParams({ number: "4242424242424242", month: "1", year: "2040", cvc: "123", name: "Ada" }), redirect: "manual" })
  const saved = await gateway.beginSetup(setup)
  expect(saved).toMatchObject({ status: "succeeded", method: { kind: "card", brand: "visa", last4: "4242", expMonth: 1, expYear: 2040 } })
  const methodRef = saved.status === "succeeded" ? saved.method.methodRef : ""
  expect(await gateway.charge(await ask({ ...customer, methodRef }))).toMatchObject({ status: "succeeded" })
  await gateway.detachMethod({ merchant, methodRef })
  await gateway.detachMethod({ merchant, methodRef })
  expect(await gateway.readObject({ merchant, kind: "method", objectRef: methodRef })).toEqual({ kind: "method", methodRef, outcome: { status: "detached", version: expect.any(Number) as number } })
})

test("money is given back once per refund, also when the answer is lost, and never more than there was", async () => {
  const paid = await gateway.charge(await ask())
  const refund = { merchant, refundId: newId(), paymentRef: paid.status === "succeeded" ? paid.paymentRef : "", amount: { amount: "345", currency: "EUR" }, reason: "short delivery" }
  fake.control.fail({ what: "lost_after_effect", path: "refunds", times: 2 })
  expect(await gateway.refund(refund)).toMatchObject({ status: "unknown" })
  expect(await gateway.readRefund({ merchant, refundRef: null, refundId: refund.refundId })).toMatchObject({ status: "succeeded", amount: refund.amount })
  expect(await gateway.refund(refund)).toMatchObject({ status: "succeeded" })
  expect(await gateway.readRefund({ merchant, refundRef: null, refundId: newId() })).toMatchObject({ status: "not_found" })
  expect(await gateway.refund({ ...refund, refundId: newId(), amount: { amount: "12001", currency: "EUR" } })).toMatchObject({ status: "failed" })
  expect(fake.control.charges("acct_bluepeak")[0]?.amount_refunded).toBe(345)
})

test("a tenant's gateway finds nothing of another account", async () => {
  const wanted = await ask()
  const paid = await gateway.charge(wanted)
  const other = { ...merchant, tenantId: 3, accountRef: "acct_other" }
  expect(await gateway.readObject({ merchant: other, kind: "payment", objectRef: paid.status === "succeeded" ? paid.paymentRef : "" })).toEqual({ kind: "other" })
  expect(await gateway.readPayment({ merchant: other, attemptId: wanted.attemptId, paymentRef: null })).toMatchObject({ status: "not_found" })
})

const body = JSON.stringify({ id: "evt_1", object: "event", type: "payment_intent.succeeded", created: 1_764_000_000, account: "acct_bluepeak", data: { object: { id: "pi_1", object: "payment_intent", status: "succeeded", metadata: { network_id: "1", tenant_id: "2" }, payment_method_details: { card: { last4: "4242" } } } } })
const now = Date.now()
const signed = (seconds: number, secret = SECRET) => Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp: Math.floor(now / 1_000) + seconds })

test("a delivery is taken when one of our secrets signed it, and nothing of a card is kept", () => {
  const event = verifyWebhook(["whsec_platform", SECRET], { body, signature: signed(0) }, now)
  expect(event).toMatchObject({ provider: "stripe", eventRef: "evt_1", kind: "payment", objectRef: "pi_1", accountRef: "acct_bluepeak", networkId: 1, tenantId: 2, createdAt: "2025-11-24T16:00:00.000Z" })
  expect(event?.payload).not.toContain("4242")
})

test.each([
  { when: "another secret signed it", given: { body, signature: signed(0, "whsec_forged") } },
  { when: "it was changed", given: { body: body.replace("evt_1", "evt_2"), signature: signed(0) } },
  { when: "it is old", given: { body, signature: signed(-301) } },
  { when: "it comes from the future", given: { body, signature: signed(301) } },
  { when: "it is not signed", given: { body, signature: "" } },
  { when: "its time is no time", given: { body, signature: signed(0).replace(/t=\d+/, "t=soon") } },
])("a delivery is nobody's when $when", ({ given }) => {
  expect(verifyWebhook([SECRET], given, now)).toBeUndefined()
})

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await new Promise((resolve) => server.once("listening", resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
