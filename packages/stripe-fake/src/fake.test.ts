import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import Stripe from "stripe"
import { startStripeFake, type StripeFake } from "./index.ts"
import { CARDS } from "./cards.ts"

let fake: StripeFake
let stripe: Stripe
const A = { stripeAccount: "acct_alpha" }
const B = { stripeAccount: "acct_beta" }
const clientOf = (key: string, more: ConstructorParameters<typeof Stripe>[1] = {}) => new Stripe(key, { host: "127.0.0.1", port: fake.port, protocol: "http", maxNetworkRetries: 0, telemetry: false, timeout: 2_000, ...more })

beforeAll(async () => {
  fake = await startStripeFake({ accounts: ["acct_alpha", "acct_beta"] })
  stripe = clientOf(fake.secretKey)
})
beforeEach(() => fake.control.clearFaults())
afterAll(() => fake.stop())

const charge = (more: Partial<Stripe.PaymentIntentCreateParams> = {}, options: Stripe.RequestOptions = A) =>
  stripe.paymentIntents.create({ amount: 1_250, currency: "eur", allowed_payment_method_types: ["card"], payment_method: "pm_card_visa", confirm: true, ...more }, options)
const errorOf = (promise: Promise<unknown>) => promise.then(() => expect.fail("It was not refused."), (error: InstanceType<typeof Stripe.errors.StripeError>) => error)
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${fake.origin}${path}`, { method: "POST", body, headers: { authorization: `Bearer ${fake.secretKey}`, "content-type": "application/x-www-form-urlencoded", ...headers } })

test("a charge on a good card succeeds and leaves an intent, a charge, money and events", async () => {
  const intent = await charge({ metadata: { attempt_id: "a1" }, expand: ["latest_charge.balance_transaction"] })
  expect(intent).toMatchObject({ status: "succeeded", amount_received: 1_250, metadata: { attempt_id: "a1" }, latest_charge: { status: "succeeded", balance_transaction: { amount: 1_250, fee: 19, net: 1_231 } } })
  expect(intent.lastResponse.requestId).toMatch(/^req_/)
  const { data } = await stripe.events.list({ types: ["payment_intent.*"], limit: 2 }, A)
  expect(data.map(({ type, account }) => [type, account])).toEqual([["payment_intent.succeeded", "acct_alpha"], ["payment_intent.created", "acct_alpha"]])
})

test("no account sees another's objects, and an account that is not connected is refused", async () => {
  const intent = await charge()
  expect(await errorOf(stripe.paymentIntents.retrieve(intent.id, {}, B))).toMatchObject({ statusCode: 404, code: "resource_missing", param: "intent" })
  expect((await stripe.paymentIntents.list({}, B)).data).toEqual([])
  expect(await errorOf(stripe.customers.list({}, { stripeAccount: "acct_nobody" }))).toMatchObject({ statusCode: 403, type: "StripePermissionError" })
})

test.each([
  { when: "a parameter is unknown", path: "/v1/customers", body: "colour=red", error: { type: "invalid_request_error", code: "parameter_unknown", param: "colour" } },
  { when: "a nested parameter is unknown", path: "/v1/customers", body: "address[planet]=mars", error: { code: "parameter_unknown", param: "address[planet]" } },
  { when: "a required parameter is missing", path: "/v1/payment_intents", body: "amount=100", error: { code: "parameter_missing", param: "currency" } },
  { when: "a whole number is none", path: "/v1/payment_intents", body: "amount=12.5&currency=eur", error: { code: "parameter_invalid_integer", param: "amount" } },
  { when: "a text is empty", path: "/v1/customers", body: "name=", error: { code: "parameter_invalid_empty", param: "name" } },
  { when: "a list is none", path: "/v1/customers", body: "preferred_locales=de", error: { param: "preferred_locales" } },
  { when: "a choice is none", path: "/v1/refunds", body: "reason=boredom", error: { param: "reason" } },
  { when: "the currency does not exist", path: "/v1/payment_intents", body: "amount=100&currency=xxx", error: { param: "currency" } },
  { when: "the amount is too small", path: "/v1/payment_intents", body: "amount=49&currency=eur", error: { code: "amount_too_small", param: "amount" } },
  { when: "the amount is too large", path: "/v1/payment_intents", body: "amount=100000000&currency=eur", error: { code: "amount_too_large" } },
  { when: "a three-decimal amount does not end in 0", path: "/v1/payment_intents", body: "amount=1001&currency=kwd", error: { code: "invalid_charge_amount" } },
  { when: "a parameter is said that needs confirm", path: "/v1/payment_intents", body: "amount=100&currency=eur&off_session=true", error: { param: "off_session" } },
  { when: "nothing can be expanded there", path: "/v1/customers", body: "expand[]=name", error: { param: "expand" } },
  { when: "raw card numbers are sent", path: "/v1/payment_methods", body: "type=card&card[number]=4242424242424242", error: { code: "parameter_unknown", param: "card[number]" } },
])("it refuses when $when", async ({ path, body, error }) => {
  const response = await post(path, body)
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({ error: expect.objectContaining({ type: "invalid_request_error", message: expect.any(String), ...error }) })
})

test("it refuses a missing or wrong key, another API version, an unknown address and a body that is no form", async () => {
  expect((await fetch(`${fake.origin}/v1/customers`)).status).toBe(401)
  expect(await errorOf(clientOf("sk_test_wrong").customers.list())).toMatchObject({ statusCode: 401, type: "StripeAuthenticationError" })
  expect(await errorOf(clientOf(fake.secretKey, { apiVersion: "2020-01-01" as never }).customers.list())).toMatchObject({ statusCode: 400 })
  expect((await post("/v1/nonsense", "")).status).toBe(404)
  expect((await post("/v1/customers", "{}", { "content-type": "application/json" })).status).toBe(400)
})

test.each(CARDS)("the card $number $says", async ({ token, setup, payment, authentication }) => {
  const customer = await stripe.customers.create({ name: "Ada" }, A)
  if (setup) {
    expect(await errorOf(stripe.paymentMethods.attach(token, { customer: customer.id }, A))).toMatchObject({ type: "StripeCardError", statusCode: 402 })
  } else {
    const saved = await stripe.setupIntents.create({ customer: customer.id, payment_method: token, confirm: true, allowed_payment_method_types: ["card"], return_url: "http://shop.test/back" }, A)
    expect(saved.status).toBe(authentication ? "requires_action" : "succeeded")
  }
  const tried = charge({ payment_method: token, off_session: true })
  if (authentication) expect(await errorOf(tried)).toMatchObject({ code: "authentication_required", payment_intent: { status: "requires_payment_method" } })
  else if (payment) expect(await errorOf(tried)).toMatchObject({ type: "StripeCardError", payment_intent: { status: "requires_payment_method", last_payment_error: { type: "card_error" } } })
  else expect((await tried).status).toBe("succeeded")
})

describe("an intent's states", () => {
  test("one that has succeeded can be neither confirmed again nor cancelled", async () => {
    const { id } = await charge()
    for (const again of [stripe.paymentIntents.confirm(id, {}, A), stripe.paymentIntents.cancel(id, {}, A)]) {
      expect(await errorOf(again)).toMatchObject({ statusCode: 400, code: "payment_intent_unexpected_state", payment_intent: { id, status: "succeeded" } })
    }
  })

  test("after a decline another card may be tried, and only then is anything charged", async () => {
    const declined = await errorOf(charge({ payment_method: "pm_card_visa_chargeDeclinedInsufficientFunds" }))
    expect(declined).toMatchObject({ code: "card_declined", decline_code: "insufficient_funds" })
    const id = declined.payment_intent?.id ?? ""
    expect((await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_mastercard" }, A)).status).toBe("succeeded")
    expect((await stripe.charges.list({ payment_intent: id }, A)).data.map((each) => each.status)).toEqual(["succeeded", "failed"])
  })

  test("3-D Secure sends its holder away and back, agreed or not", async () => {
    for (const [answer, status] of [["agree", "succeeded"], ["refuse", "requires_payment_method"]] as const) {
      const intent = await charge({ payment_method: "pm_card_threeDSecure2Required", return_url: "http://shop.test/back?x=1" })
      const page = intent.next_action?.redirect_to_url?.url ?? ""
      expect(intent.status).toBe("requires_action")
      expect(await (await fetch(page)).text()).toContain("Complete authentication")
      const back = await fetch(page, { method: "POST", body: new URLSearchParams({ answer }), redirect: "manual" })
      expect(back.headers.get("location")).toMatch(new RegExp(`^http://shop\\.test/back\\?x=1&payment_intent=${intent.id}&.*redirect_status=${answer === "agree" ? "succeeded" : "failed"}$`))
      expect((await stripe.paymentIntents.retrieve(intent.id, {}, A)).status).toBe(status)
      expect((await fetch(page)).status).toBe(410)
    }
  })
})

test("a checkout session saves a card on its hosted page, through 3-D Secure where the card asks for it", async () => {
  const customer = await stripe.customers.create({ name: "Ada" }, A)
  const session = await stripe.checkout.sessions.create({ mode: "setup", currency: "eur", customer: customer.id, success_url: "http://shop.test/done?s={CHECKOUT_SESSION_ID}", cancel_url: "http://shop.test/no", setup_intent_data: { metadata: { setup_id: "s1" } } }, A)
  const submit = (number: string) => fetch(session.url ?? "", { method: "POST", redirect: "manual", body: new URLSearchParams({ number, month: "12", year: "2040", cvc: "123", name: "Ada" }) })
  expect(await (await fetch(session.url ?? "")).text()).toMatch(/<label for="number">[\s\S]*4242424242424242/)
  const declined = await submit("4000000000000002")
  expect([declined.status, await declined.text()]).toEqual([402, expect.stringContaining("role=\"alert\"")])
  const asks = await submit("4000 0025 0000 3155")
  const agreed = await fetch(asks.headers.get("location") ?? "", { method: "POST", redirect: "manual", body: new URLSearchParams({ answer: "agree" }) })
  const done = await fetch(agreed.headers.get("location") ?? "", { redirect: "manual" })
  expect(done.headers.get("location")).toBe(`http://shop.test/done?s=${session.id}`)
  const saved = await stripe.checkout.sessions.retrieve(session.id, { expand: ["setup_intent.payment_method"] }, A)
  expect(saved).toMatchObject({ status: "complete", url: null, setup_intent: { status: "succeeded", metadata: { setup_id: "s1" }, payment_method: { customer: customer.id, card: { last4: "3155" } } } })
  const { data: [method] } = await stripe.paymentMethods.list({ customer: customer.id }, A)
  expect((await charge({ customer: customer.id, payment_method: method?.id ?? "", off_session: true })).status).toBe("succeeded")
  await stripe.paymentMethods.detach(method?.id ?? "", {}, A)
  expect((await stripe.paymentMethods.list({ customer: customer.id }, A)).data).toEqual([])
})

test("a session that nobody used expires by the virtual clock, and idempotency keys are forgotten after a day", async () => {
  const session = await stripe.checkout.sessions.create({ mode: "setup", currency: "eur", success_url: "http://shop.test/done" }, A)
  const first = await charge({}, { ...A, idempotencyKey: "daily" })
  fake.control.advanceClock(86_400)
  expect(await stripe.checkout.sessions.retrieve(session.id, {}, A)).toMatchObject({ status: "expired", url: null })
  expect((await fetch(session.url ?? "")).status).toBe(410)
  expect((await charge({}, { ...A, idempotencyKey: "daily" })).id).not.toBe(first.id)
})

describe("idempotency", () => {
  test("the same key and request gets the same answer, declines too; another request is an error", async () => {
    const first = await charge({}, { ...A, idempotencyKey: "k1" })
    const again = await charge({}, { ...A, idempotencyKey: "k1" })
    expect(again.id).toBe(first.id)
    expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true")
    expect(await errorOf(charge({ amount: 1_300 }, { ...A, idempotencyKey: "k1" }))).toMatchObject({ statusCode: 400, type: "StripeIdempotencyError" })
    const declines = await Promise.all([1, 2].map(() => errorOf(charge({ payment_method: "pm_card_visa_chargeDeclined" }, { ...A, idempotencyKey: "k2" }))))
    expect(new Set(declines.map((error) => error.payment_intent?.id)).size).toBe(1)
    expect((await charge({}, { ...B, idempotencyKey: "k1" })).id).not.toBe(first.id)
  })

  test("a second request while the first is being answered is a conflict", async () => {
    fake.control.fail({ what: "slow", millis: 200, path: "payment_intents" })
    const first = charge({}, { ...A, idempotencyKey: "k3" })
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(await errorOf(charge({}, { ...A, idempotencyKey: "k3" }))).toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" })
    expect((await charge({}, { ...A, idempotencyKey: "k3" }).catch(() => first)).id).toBe((await first).id)
  })

  test("a request that was wrong in itself leaves its key free", async () => {
    await errorOf(charge({ amount: 1 }, { ...A, idempotencyKey: "k4" }))
    expect((await charge({}, { ...A, idempotencyKey: "k4" })).status).toBe("succeeded")
  })
})

describe("what goes wrong on the way", () => {
  // The SDK itself asks once more when a connection breaks, whatever its settings: a key on every charge is no luxury.
  const charged = () => fake.control.charges("acct_alpha").length

  test("an answer that is lost after the effect is found again by key or by metadata", async () => {
    const before = charged()
    fake.control.fail({ what: "lost_after_effect", path: "payment_intents", times: 2 })
    const ask = () => charge({ metadata: { attempt_id: "lost" } }, { ...A, idempotencyKey: "lost" })
    expect(await errorOf(ask())).toMatchObject({ type: "StripeConnectionError" })
    const { id } = await ask()
    expect(charged()).toBe(before + 1)
    expect((await stripe.paymentIntents.search({ query: "metadata['attempt_id']:'lost' AND status:'succeeded'" }, A)).data.map((each) => each.id)).toEqual([id])
  })

  test("a request that is lost before the effect has none", async () => {
    const before = charged()
    fake.control.fail({ what: "lost_before_effect", times: 2 })
    await errorOf(charge({}, { ...A, idempotencyKey: "early" }))
    expect(charged()).toBe(before)
  })

  test("a server error is repeated to its key, with or without an effect", async () => {
    for (const effect of [true, false]) {
      const before = charged()
      fake.control.fail({ what: "server_error", effect })
      for (let n = 0; n < 2; n++) expect(await errorOf(charge({}, { ...A, idempotencyKey: `broken-${effect}` }))).toMatchObject({ statusCode: 500, type: "StripeAPIError" })
      expect(charged()).toBe(before + (effect ? 1 : 0))
    }
  })

  test("too many requests are told so", async () => {
    fake.control.fail({ what: "rate_limit" })
    expect(await errorOf(charge())).toMatchObject({ statusCode: 429, type: "StripeRateLimitError" })
  })
})

test("a refund takes back at most what was charged", async () => {
  const { id } = await charge()
  expect(await stripe.refunds.create({ payment_intent: id, amount: 250, metadata: { refund_id: "r1" } }, A)).toMatchObject({ status: "succeeded", amount: 250 })
  expect(await errorOf(stripe.refunds.create({ payment_intent: id, amount: 1_001 }, A))).toMatchObject({ statusCode: 400, param: "amount" })
  await stripe.refunds.create({ payment_intent: id }, A)
  expect(await errorOf(stripe.refunds.create({ payment_intent: id }, A))).toMatchObject({ code: "charge_already_refunded" })
  expect((await stripe.refunds.list({ payment_intent: id }, A)).data.map((each) => each.amount)).toEqual([1_000, 250])
})

test("lists are newest first, in pages, and the SDK walks them", async () => {
  for (let n = 0; n < 5; n++) await stripe.customers.create({ name: `Number ${n}` }, B)
  const page = await stripe.customers.list({ limit: 2 }, B)
  expect([page.data.map((each) => each.name), page.has_more]).toEqual([["Number 4", "Number 3"], true])
  const all: (string | null | undefined)[] = []
  for await (const each of stripe.customers.list({ limit: 2 }, B)) all.push(each.name)
  expect(all).toEqual(["Number 4", "Number 3", "Number 2", "Number 1", "Number 0"])
})
