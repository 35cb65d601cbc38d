import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { automation, withWork } from "@entrepot/db"
import { freePort } from "@entrepot/db/embedded"
import { followUpPayments, payInvoices, savePaymentSettings, startSetup } from "@entrepot/domain/billing"
import type { World } from "@entrepot/domain/testing"
import { newId, Temporal } from "@entrepot/kernel"
import { startStripeFake, type StripeFake } from "@entrepot/stripe-fake"
import { openTill, type Till } from "../../../packages/domain/src/billing/testing.ts"
import { handlers } from "../handlers.ts"
import type { WorkerConfig } from "../config.ts"
import { startWorker, type RunningWorker } from "../worker.ts"
import { until } from "./effects.ts"

export const ACCOUNT = "acct_zahnwerk"
export const SECRET = "whsec_test"
const CHILD = fileURLToPath(new URL("./child.ts", import.meta.url))

/** A world of its own with a dealer who takes cards, a customer who pays with them, a worker and the stand-in for Stripe, over real HTTP. */
export class Counter {
  readonly world: World
  readonly till: Till
  readonly fake: StripeFake
  readonly port: number
  readonly #workers: RunningWorker[] = []
  readonly #processes: ChildProcess[] = []

  private constructor(world: World, till: Till, fake: StripeFake, port: number) {
    this.world = world
    this.till = till
    this.fake = fake
    this.port = port
  }

  static async open(): Promise<Counter> {
    const { world, till } = await openTill()
    const port = await freePort()
    const fake = await startStripeFake({ accounts: [ACCOUNT, "acct_other"], webhooks: [{ url: `http://127.0.0.1:${port}/webhooks/stripe`, secret: SECRET }] })
    await world.portal("felix", (work) => savePaymentSettings(work, { accountRef: ACCOUNT, cardsEnabled: true, expectedVersion: 0 }))
    const counter = new Counter(world, till, fake, port)
    await counter.hire(port)
    return counter
  }

  get config(): WorkerConfig {
    const { database } = this.world
    return {
      workerUrl: database.urlOf("worker"), jobsUrl: database.urlOf("jobs"), port: 0, smtpUrl: "smtp://127.0.0.1:9", portalOrigin: "http://{host}", beatMillis: 500, silentMillis: 5_000, mostAttempts: 3, firstBackoffMillis: 50,
      stripe: { secretKey: this.fake.secretKey, webhookSecrets: [SECRET], apiBase: this.fake.origin, timeoutMillis: 5_000 },
    }
  }

  async hire(port = 0): Promise<void> {
    this.#workers.push(await startWorker({ ...this.config, port }, handlers))
  }

  /** The product's own worker, all of it, in a process that can be ended with kill -9. */
  async hireProcess(env: Readonly<Record<string, string>> = {}): Promise<ChildProcess> {
    const { workerUrl, jobsUrl } = this.config
    const own = {
      DATABASE_URL_WORKER: workerUrl, DATABASE_URL_JOBS: jobsUrl, WORKER_PORT: "0", WORKER_BEAT_MILLIS: "200", WORKER_SILENT_MILLIS: "1000", LOG_LEVEL: "fatal",
      STRIPE_SECRET_KEY: this.fake.secretKey, STRIPE_WEBHOOK_SECRET: SECRET, STRIPE_API_BASE: this.fake.origin,
    }
    const child = spawn(process.execPath, ["--import", "tsx", CHILD], { env: { ...process.env, ...own, ...env }, stdio: ["ignore", "inherit", "inherit", "ipc"] })
    this.#processes.push(child)
    await once(child, "message")
    return child
  }

  async sendHome(): Promise<void> {
    for (const child of this.#processes.splice(0)) child.kill("SIGKILL")
    await Promise.all(this.#workers.splice(0).map((worker) => worker.stop()))
  }

  async close(): Promise<void> {
    await this.sendHome()
    await this.fake.stop()
    await this.world.drop()
  }

  /** Saves a card on the hosted page, as a customer does, and answers its method. */
  async saveCard(number: string): Promise<string> {
    const { setupId } = await this.world.portal("sofia", (work) => startSetup(work, {}))
    const setup = () => this.till.one(`select status, redirect_url, method_id from billing.payment_setup where setup_id = '${setupId}'`)
    await until(async () => (await setup())["status"] === "redirect")
    const page = await fetch(String((await setup())["redirect_url"]), { method: "POST", redirect: "manual", body: new URLSearchParams({ number, month: "12", year: "2040", cvc: "123", name: "Sofia Lindner" }) })
    const next = page.headers.get("location") ?? ""
    if (next.includes("/authenticate/")) await this.visit(await this.answerBank(next, "agree"))
    await until(async () => (await setup())["status"] === "succeeded")
    return String((await setup())["method_id"])
  }

  async answerBank(url: string, answer: "agree" | "refuse"): Promise<string> {
    const response = await fetch(url, { method: "POST", redirect: "manual", body: new URLSearchParams({ answer }) })
    return response.headers.get("location") ?? ""
  }

  async visit(url: string): Promise<void> {
    await fetch(url, { redirect: "manual" })
  }

  /** An invoice of Sofia's, and the click with which she pays it. */
  async pay(methodId: string): Promise<{ readonly attemptId: string; readonly invoiceId: string }> {
    const { invoiceId, totalMinor } = await this.till.invoice()
    return { invoiceId, attemptId: await this.payAgain(invoiceId, totalMinor, methodId) }
  }

  async payAgain(invoiceId: string, amount: bigint | string, methodId: string): Promise<string> {
    const paying = await this.world.portal("sofia", (work) => payInvoices(work, { requestKey: newId(), invoices: [{ invoiceId, amount: { amount: String(amount), currency: "EUR" } }], methodId, returnPath: `/invoices/${invoiceId}` }))
    return paying.attemptId ?? ""
  }

  attempt(attemptId: string): Promise<Record<string, unknown>> {
    return this.till.one(`select status, decline, code, redirect_url, payment_ref from billing.payment_attempt where attempt_id = '${attemptId}'`)
  }

  async becomes(attemptId: string, status: string): Promise<Record<string, unknown>> {
    await until(async () => (await this.attempt(attemptId))["status"] === status, 20_000)
    return this.attempt(attemptId)
  }

  /** What the clock does, as it would so many minutes from now. */
  followUp(minutes = 11): Promise<number> {
    return withWork(this.world.database.pools.worker, { audience: "worker", networkId: 1 }, automation("clock"), followUpPayments, { now: Temporal.Now.instant().add({ minutes }) })
  }

  /** Charges that took money for an attempt: there must never be two. */
  chargesOf(attemptId: string): number {
    return this.fake.control.charges(ACCOUNT).filter((charge) => charge.paid && charge.metadata["attempt_id"] === attemptId).length
  }

  async paymentsOf(attemptId: string): Promise<number> {
    return Number((await this.till.one(`select count(*)::int as n from billing.payment where attempt_id = '${attemptId}'`))["n"])
  }

  /** No job of the payments waits or runs. */
  async quiet(): Promise<void> {
    await this.fake.control.webhooks.settled()
    await until(async () => Number((await this.till.one("select count(*)::int as n from graphile_worker.jobs where task_identifier in ('charge_attempt', 'apply_webhook', 'open_setup', 'send_refund', 'reconcile_payments') and run_at <= now()"))["n"]) === 0, 20_000)
  }
}
