import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import Stripe from "stripe"
import { startStripeFake, type StripeFake } from "./index.ts"

let fake: StripeFake
let server: Server
let url: string
const heard: Stripe.Event[] = []
const statuses: number[] = []
const A = { stripeAccount: "acct_alpha" }
const clientOf = ({ port, secretKey }: StripeFake) => new Stripe(secretKey, { host: "127.0.0.1", port, protocol: "http", maxNetworkRetries: 0, telemetry: false })

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", () => {
      heard.push(Stripe.webhooks.constructEvent(Buffer.concat(chunks).toString(), String(request.headers["stripe-signature"]), "whsec_ours"))
      response.writeHead(statuses.shift() ?? 200).end()
    })
  }).listen(0, "127.0.0.1")
  await new Promise((resolve) => server.once("listening", resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  fake = await startStripeFake({ anyAccount: true, webhooks: [{ url, secret: "whsec_ours" }] })
})
beforeEach(() => void heard.splice(0))
afterAll(async () => {
  await fake.stop()
  server.close()
})

const types = () => heard.map((event) => event.type)

test("events of connected accounts arrive signed, with the account's name; the platform's own do not", async () => {
  await clientOf(fake).customers.create({ name: "Ours" })
  await clientOf(fake).customers.create({ name: "Theirs" }, A)
  await fake.control.webhooks.settled()
  expect(heard).toMatchObject([{ type: "customer.created", account: "acct_alpha", data: { object: { name: "Theirs" } } }])
})

test("deliveries may be held, reordered, repeated and dropped", async () => {
  fake.control.webhooks.hold()
  await clientOf(fake).paymentIntents.create({ amount: 500, currency: "usd", payment_method: "pm_card_visa", confirm: true, allowed_payment_method_types: ["card"] }, A)
  expect(types()).toEqual([])
  await fake.control.webhooks.release((events) => [...events].reverse().flatMap((event) => (event.type === "charge.succeeded" ? [] : [event, event])))
  expect(types()).toEqual(["payment_intent.succeeded", "payment_intent.succeeded", "payment_intent.created", "payment_intent.created"])
})

test("a delivery that was not taken is tried again", async () => {
  statuses.push(500)
  await clientOf(fake).customers.create({ name: "Twice" }, A)
  await expect.poll(types, { timeout: 5_000 }).toEqual(["customer.created", "customer.created"])
})

test("an endpoint that was made through the API hears what it asked for", async () => {
  const stripe = clientOf(fake)
  const endpoint = await stripe.webhookEndpoints.create({ url, enabled_events: ["customer.deleted"], connect: true })
  expect(endpoint.secret).toMatch(/^whsec_/)
  expect((await stripe.webhookEndpoints.list()).data[0]).not.toHaveProperty("secret")
  await stripe.webhookEndpoints.del(endpoint.id)
})

test("what is kept in a file is there after a restart", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "stripe-fake-"))
  const file = path.join(folder, "stripe.json")
  const first = await startStripeFake({ anyAccount: true, file })
  const customer = await clientOf(first).customers.create({ name: "Kept" }, { ...A, idempotencyKey: "kept" })
  const method = await clientOf(first).paymentMethods.attach("pm_card_visa", { customer: customer.id }, A)
  await first.stop()
  const second = await startStripeFake({ anyAccount: true, file })
  expect((await clientOf(second).customers.create({ name: "Kept" }, { ...A, idempotencyKey: "kept" })).id).toBe(customer.id)
  const paid = await clientOf(second).paymentIntents.create({ amount: 500, currency: "usd", customer: customer.id, payment_method: method.id, off_session: true, confirm: true, allowed_payment_method_types: ["card"] }, A)
  expect(paid.status).toBe("succeeded")
  await second.stop()
  rmSync(folder, { recursive: true })
})
