import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { newId, Temporal } from "@entrepot/kernel"
import { addContact, applyPaymentOutcome, applyRefund, applyReversal, dunTenant, finaliseDraft, getDocument, payInvoices, recordPayment, refundPayment, renderInvoicePdf, requestCreditNote, runDunning, saveBillingProfile, saveDraft, warnOfExpiry, writeOffInvoice } from "../../billing/index.ts"
import { collectAutomatically } from "../../billing/payments/collect.ts"
import { openTill, type Till } from "../../billing/testing.ts"
import { eur } from "../../ordering/testing.ts"
import { NETWORK_ID, type World } from "../../testing/index.ts"
import { deliverEvents } from "../deliveries/index.ts"
import { handlers } from "./handlers.ts"
import { sendMail, type OutgoingMail } from "./send-mail.ts"

let world: World
let till: Till
let card: string

/** Delivers what was recorded since, as many workers do at once, and again. */
async function deliver(tenantId = 1): Promise<void> {
  const events = await till.rows(`select event_id from work.event where tenant_id = ${tenantId} and (name like 'billing.%' or name like 'settlement.%') order by event_id`)
  const key = { networkId: NETWORK_ID, tenantId, eventIds: events.map((event) => String(event.event_id)) }
  for (let round = 0; round < 2; round++) await Promise.all([1, 2, 3].map(() => deliverEvents(world.database.pools.worker, key, handlers)))
}
type Row = { kind: string; recipient: string; subject: string; text_body: string; html_body: string; locale: string; document_id: string | null; sender: string; message_id: string }
/** The mails of a kind that were not looked at yet, by recipient. */
const seen = new Set<string>()
async function told(kind: string): Promise<Row[]> {
  await deliver()
  const rows = (await till.rows(`select * from integrations.mail_message where kind = '${kind}' order by recipient, queued_at`)) as unknown as Row[]
  return rows.filter((row) => !seen.has(row.message_id) && seen.add(row.message_id))
}
const to = (mails: readonly Row[]) => mails.map((mail) => mail.recipient)
const later = (days: number) => Temporal.Now.instant().add({ hours: 24 * days })
const today = async () => String((await till.one("select to_char(now() at time zone 'Europe/Berlin', 'YYYY-MM-DD') as day")).day)
const worker = <T>(task: Parameters<typeof world.worker<T>>[1], days = 0) => world.worker("zahnwerk", task, { now: later(days) })
const amount = (minor: bigint, locale: string) => new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" }).format(Number(minor) / 100)

beforeAll(async () => {
  ;({ world, till } = await openTill())
  await till.rows("update tenancy.tenant_user set locale = 'en' where name = 'Sofia Lindner'; update tenancy.tenant_user set locale = 'fr' where name = 'Nora Behrens'")
  card = await till.card()
})
afterAll(() => world.drop())

const PAYERS = ["nora@zahnwerk.example", "sofia@zahnwerk.example", "tim@zahnwerk.example"]

describe("an invoice", () => {
  test("goes to those of the account who see its invoices, each once and in their language, blocked or not, and to nobody else", async () => {
    const { invoiceId, number, totalMinor, dueOn } = await till.invoice({ mirror: "2" })
    const set = (status: string) => till.rows(`update tenancy.account set status = '${status}' where account_id = '${world.accountId.lindner}'`)
    await set("blocked")
    const mails = await told("invoice_issued")
    await set("active")
    expect(to(mails)).toEqual(PAYERS)
    expect(mails.map((mail) => mail.locale)).toEqual(["fr", "en", "de"])
    for (const { locale, subject, text_body, html_body, document_id } of mails) {
      const due = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${dueOn}T00:00:00Z`))
      expect(subject).toContain(number)
      for (const part of [number, amount(totalMinor, locale), due, "Praxis Dr. Lindner", "Mouth mirror"]) {
        expect(text_body).toContain(part)
        expect(html_body).toContain(part)
      }
      expect(text_body).toContain(`http://zahnwerk.localhost/invoices/${invoiceId}`)
      expect(document_id).toBe(invoiceId)
    }
  })

  test("is one mail for each, though twenty workers hear of it at once and are asked to replay it", async () => {
    const { invoiceId } = await till.invoice({ mirror: "1" })
    const [event] = await till.rows(`select event_id from work.event where name = 'billing.invoice_finalised' and payload ->> 'invoiceId' = '${invoiceId}'`)
    const key = { networkId: NETWORK_ID, tenantId: 1, eventIds: [String(event?.event_id)] }
    const all = () => Promise.all(Array.from({ length: 20 }, () => deliverEvents(world.database.pools.worker, key, handlers)))
    await all()
    await till.rows("update work.delivery set status = 'pending' where handler = 'mail.invoice_issued'")
    await all()
    const mails = await told("invoice_issued")
    expect([to(mails), mails.map((mail) => mail.document_id)]).toEqual([PAYERS, [invoiceId, invoiceId, invoiceId]])
  })

  test("is attached as PDF when it is sent: the very bytes that its page gives", async () => {
    const [mail] = await till.rows("select message_id, document_id from integrations.mail_message where kind = 'invoice_issued' limit 1")
    const sent: OutgoingMail[] = []
    await sendMail(world.database.pools.worker, { networkId: NETWORK_ID, tenantId: 1, messageId: String(mail?.message_id) }, { deliver: async (one) => sent.push(one), lastTry: false })
    const { document, logo } = await world.portal("sofia", (work) => getDocument(work, { documentId: String(mail?.document_id) }))
    expect(sent).toHaveLength(1)
    expect(sent[0]?.attachments).toMatchObject([{ filename: `${document.number}.pdf`, contentType: "application/pdf" }])
    expect(Buffer.from(await renderInvoicePdf(document, logo)).equals(sent[0]!.attachments[0]!.content)).toBe(true)
  })

  test("goes to the account's billing contacts too, in their language and saying why, and not twice to somebody who signs in", async () => {
    const name = (email: string, receives: "invoices" | "reminders") => world.portal("felix", (work) => addContact(work, { accountId: world.accountId.lindner, email, name: "Accounts", locale: "fr", receives }))
    await name("books@lindner.example", "invoices")
    await name("late@lindner.example", "reminders")
    await name("Tim@zahnwerk.example", "invoices")
    const named = await told("contact_added")
    expect(to(named)).toEqual(["sofia@zahnwerk.example", "sofia@zahnwerk.example", "sofia@zahnwerk.example"])
    expect(named[0]?.text_body).toContain("Felix")
    const { number, invoiceId } = await till.invoice({ mirror: "1" })
    const mails = await told("invoice_issued")
    expect(to(mails)).toEqual(["books@lindner.example", ...PAYERS])
    expect(mails[0]).toMatchObject({ locale: "fr", document_id: invoiceId })
    for (const part of [number, "contact de facturation de Praxis Dr. Lindner"]) expect(mails[0]?.text_body).toContain(part)
    const send = (deliver: () => Promise<void>) => sendMail(world.database.pools.worker, { networkId: NETWORK_ID, tenantId: 1, messageId: mails[0]!.message_id }, { deliver, lastTry: true })
    const failed = async () => (await till.one("select failure from billing.contact where email = 'books@lindner.example'")).failure
    await send(() => Promise.reject(new Error("550 no such user")))
    expect(await failed()).toBe("550 no such user")
    await send(async () => {})
    expect(await failed()).toBeNull()
    await till.rows("delete from billing.contact")
  })

  test("to which nothing is to be paid asks for nothing", async () => {
    const lines = [{ name: "A sample", quantity: "1", unitPrice: "0", unit: "each", taxCategory: "standard" }]
    const draft = await world.portal("felix", (work) => saveDraft(work, { accountId: world.accountId.lindner, lines }))
    await world.portal("felix", (work) => finaliseDraft(work, { invoiceId: draft.invoiceId, expectedVersion: 1 }))
    const mails = await told("invoice_issued")
    expect(mails.find((mail) => mail.locale === "en")?.text_body).toContain("There is nothing to pay.")
    expect(mails.find((mail) => mail.locale === "en")?.text_body).not.toContain("Due on")
  })
})

describe("money", () => {
  const pay = (invoiceId: string, minor: bigint) => world.portal("sofia", (work) => payInvoices(work, { requestKey: newId(), invoices: [{ invoiceId, amount: eur(minor) }], methodId: card }))

  test("that arrives by card or transfer is said to have arrived, with what is left open of each invoice", async () => {
    const { invoiceId, number, totalMinor } = await till.invoice({ mirror: "2" })
    const { attemptId } = await pay(invoiceId, 100n)
    await worker((work) => applyPaymentOutcome(work, attemptId!, { status: "succeeded", version: 1, paymentRef: "pi_1", amount: eur(100n) }))
    const mails = await told("payment_received")
    expect(to(mails)).toEqual(PAYERS)
    const english = mails.find((mail) => mail.locale === "en")!
    for (const part of ["Visa ••••\u00A04242", number, `${amount(totalMinor - 100n, "en")} still open`, `/invoices/${invoiceId}`]) expect(english.text_body).toContain(part)

    await world.portal("felix", async (work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "bank_transfer", amount: eur(totalMinor), receivedOn: await today(), reference: "SEPA 77", invoices: [{ invoiceId, amount: eur(totalMinor - 100n) }] }))
    const german = (await told("payment_received")).find((mail) => mail.locale === "de")!
    for (const part of ["Überweisung", "SEPA 77", "bezahlt", `Davon bleiben ${amount(100n, "de")} als Ihr Guthaben`]) expect(german.text_body).toContain(part)
  })

  test("that is declined while somebody watches is told to them alone; what nobody clicked is told to all, with what comes next", async () => {
    const { invoiceId, totalMinor } = await till.invoice({ mirror: "1" })
    const { attemptId } = await pay(invoiceId, totalMinor)
    await worker((work) => applyPaymentOutcome(work, attemptId!, { status: "failed", version: 1, paymentRef: "pi_2", decline: "soft", code: "insufficient_funds", message: "" }))
    expect(to(await told("payment_declined"))).toEqual(["sofia@zahnwerk.example"])

    await till.rows(`update billing.invoice set collect = 'automatic' where invoice_id = '${invoiceId}'`)
    const collecting = await worker((work) => collectAutomatically(work, { accountId: world.accountId.lindner, invoiceId, cause: "automatic" }))
    const tried = (collecting as { attemptId: string }).attemptId
    await worker((work) => applyPaymentOutcome(work, tried, { status: "requires_action", version: 1, paymentRef: "pi_3", redirectUrl: "https://bank.example/3ds" }))
    await worker((work) => applyPaymentOutcome(work, tried, { status: "requires_action", version: 2, paymentRef: "pi_3", redirectUrl: "https://bank.example/3ds" }))
    const asked = await told("payment_needs_action")
    expect(to(asked)).toEqual(PAYERS)
    expect(asked[0]!.text_body).not.toContain("bank.example")
    expect(asked[0]!.text_body).toContain(`/invoices/${invoiceId}`)

    await worker((work) => applyPaymentOutcome(work, tried, { status: "failed", version: 3, paymentRef: "pi_3", decline: "soft", code: "insufficient_funds", message: "" }))
    const again = await told("payment_failed_retry")
    expect(to(again)).toEqual(PAYERS)
    const tomorrow = Temporal.PlainDate.from(await today()).add({ days: 1 }).toString()
    expect(again.find((mail) => mail.locale === "en")?.text_body).toContain(`We try again on ${new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${tomorrow}T00:00:00Z`))}`)
  })

  test("that a card will never give again asks for another card, and again when the day finds none", async () => {
    const { invoiceId } = await till.invoice({ mirror: "1" })
    await till.rows(`update billing.invoice set collect = 'automatic' where invoice_id = '${invoiceId}'`)
    const collecting = await worker((work) => collectAutomatically(work, { accountId: world.accountId.lindner, invoiceId, cause: "automatic" }))
    await worker((work) => applyPaymentOutcome(work, (collecting as { attemptId: string }).attemptId, { status: "failed", version: 1, paymentRef: "pi_4", decline: "hard", code: "lost_card", message: "" }))
    const failed = await told("payment_failed_final")
    expect(to(failed)).toEqual(PAYERS)
    for (const day of [1, 1, 2]) await world.worker(undefined, (work) => runDunning(work), { now: later(day) })
    const needed = await told("method_needed")
    expect(to(needed)).toEqual(["sofia@zahnwerk.example"])
    expect(needed[0]!.text_body).toContain("http://zahnwerk.localhost/payment-methods")
    await till.rows("update billing.payment_method set refused_at = null")
  })

  test("that a card would pay is asked for in time: whoever adds cards and the contacts for reminders hear that it expires, unless it was renewed", async () => {
    await world.portal("felix", (work) => addContact(work, { accountId: world.accountId.lindner, email: "late@lindner.example", name: "Accounts", locale: "de", receives: "reminders" }))
    const expire = (year: number) => till.rows(`update billing.payment_method set exp_month = 3, exp_year = ${year}, is_default = true, asked_at = '${year}-03-01' where method_id = '${card}'`)
    const warn = (year: number) => world.worker(undefined, (work) => warnOfExpiry(work), { now: Temporal.Instant.from(`${year}-03-10T12:00:00Z`) })
    await expire(2031)
    await warn(2031)
    const mails = await told("card_expiring")
    expect(to(mails)).toEqual(["late@lindner.example", "sofia@zahnwerk.example"])
    for (const part of ["Visa ••••\u00A04242", "March 31, 2031", "/payment-methods"]) expect(mails[1]?.text_body).toContain(part)
    await expire(2032)
    await warn(2032)
    await expire(2099)
    expect(await told("card_expiring")).toEqual([])
    await till.rows("delete from billing.contact")
  })

  test("that goes back is said to go back; where it cannot, the customer and the finance staff hear of it", async () => {
    const { invoiceId, totalMinor } = await till.invoice({ mirror: "1" })
    const { attemptId } = await pay(invoiceId, totalMinor)
    await worker((work) => applyPaymentOutcome(work, attemptId!, { status: "succeeded", version: 1, paymentRef: "pi_5", amount: eur(totalMinor + 500n) }))
    const { payment_id } = await till.one(`select payment_id from billing.payment where attempt_id = '${attemptId}'`)
    const refund = async (minor: bigint) => (await world.portal("felix", (work) => refundPayment(work, { requestKey: newId(), paymentId: String(payment_id), amount: eur(minor), reason: "paid too much" }))).refundId
    const [done, refused] = [await refund(200n), await refund(300n)]
    await worker((work) => applyRefund(work, done, { status: "succeeded", version: 1, refundRef: "re_1", amount: eur(200n) }))
    await worker((work) => applyRefund(work, refused, { status: "failed", version: 1, refundRef: "re_2", code: "expired_or_canceled_card" }))
    expect(to(await told("refund_made"))).toEqual(PAYERS)
    expect(to(await told("refund_failed"))).toEqual(PAYERS)
    expect(to(await told("refund_failed_staff"))).toEqual(["felix@zahnwerk.example", "petra@zahnwerk.example"])
  })

  test("that is disputed is the finance staff's to answer, and theirs to know the end of", async () => {
    const { invoiceId, totalMinor } = await till.invoice({ mirror: "1" })
    const { attemptId } = await pay(invoiceId, totalMinor)
    await worker((work) => applyPaymentOutcome(work, attemptId!, { status: "succeeded", version: 1, paymentRef: "pi_disputed", amount: eur(totalMinor) }))
    const dispute = { disputeRef: "du_1", paymentRef: "pi_disputed", reason: "product_not_received", amount: eur(totalMinor), withdrawn: eur(totalMinor), fee: eur(2_000n), evidenceDueAt: "2026-12-20T10:00:00.000Z", openedAt: "2026-12-01T10:00:00.000Z" }
    await worker((work) => applyReversal(work, { dispute: { ...dispute, version: 1, status: "needs_response" } }))
    expect(to(await told("payment_disputed"))).toEqual(["felix@zahnwerk.example", "petra@zahnwerk.example"])
    await worker((work) => applyReversal(work, { dispute: { ...dispute, version: 2, status: "lost", evidenceDueAt: null } }))
    expect(to(await told("payment_dispute_lost"))).toEqual(["felix@zahnwerk.example", "petra@zahnwerk.example"])
  })
})

describe("a credit note", () => {
  const ask = async (creditThreshold: ReturnType<typeof eur> | null) => {
    const { version } = (await till.one("select coalesce(max(version), 0)::int as version from billing.profile where tenant_id = 1")) as { version: number }
    await world.portal("felix", (work) => saveBillingProfile(work, { taxRounding: "per_line", netDays: 30, invoicePrefix: "INV-", creditPrefix: "CN-", remitTo: {}, creditThreshold, expectedVersion: version }))
    const { invoiceId, number } = await till.invoice({ mirror: "2" })
    const { line_id } = await till.one(`select line_id from billing.invoice_line where invoice_id = '${invoiceId}'`)
    const asked = await world.portal("felix", (work) => requestCreditNote(work, { requestKey: newId(), invoiceId, lines: [{ lineId: String(line_id), quantity: "1" }], reasonCode: "damaged", reason: "One was broken", apply: true }))
    return { ...asked, invoiceId, invoice: number }
  }

  test("goes out with its PDF and says what became of it", async () => {
    const { creditNoteId, number, invoice } = await ask(null)
    const mails = await told("credit_note_issued")
    expect(to(mails)).toEqual(PAYERS)
    expect(mails.map((mail) => mail.document_id)).toEqual([creditNoteId, creditNoteId, creditNoteId])
    for (const part of [number!, invoice, "Damaged: One was broken", "is taken off the invoice"]) expect(mails.find((mail) => mail.locale === "en")!.text_body).toContain(part)
  })

  test("that somebody has to agree to asks those who can, and not who asked", async () => {
    const { creditNoteId } = await ask(eur(0n))
    const mails = await told("credit_note_requested")
    expect(to(mails)).not.toContain("felix@zahnwerk.example")
    expect(to(mails)).toContain("petra@zahnwerk.example")
    expect(mails[0]!.text_body).toContain(`http://zahnwerk.localhost/credit-notes/${creditNoteId}`)
    expect(await told("credit_note_issued")).toEqual([])
  })
})

test("a write-off that somebody has to agree to asks those who can, and not who asked", async () => {
  await till.rows("update billing.profile set write_off_threshold_minor = 0 where tenant_id = 1")
  const { invoiceId, number } = await till.invoice({ mirror: "2" })
  await world.portal("felix", (work) => writeOffInvoice(work, { invoiceId, reason: "The practice is closed" }))
  const mails = await told("write_off_requested")
  expect(to(mails)).not.toContain("felix@zahnwerk.example")
  expect(to(mails)).toContain("petra@zahnwerk.example")
  for (const part of [number, "The practice is closed", "http://zahnwerk.localhost/approvals"]) expect(mails[0]!.text_body).toContain(part)
  await till.rows("update billing.profile set write_off_threshold_minor = null where tenant_id = 1")
})

test("who pays late is reminded with what is overdue, told before and when something is stopped, and when it goes on", async () => {
  const days = async (count: number) => world.worker(undefined, (work) => runDunning(work), { now: later(count) })
  await till.invoice({ lamp: "1" })
  await days(36)
  const [first] = await told("reminder_first")
  expect(first!.text_body).toMatch(/nouvelles?|rien de nouveau/)
  await days(45)
  expect(to(await told("reminder_next"))).toEqual(PAYERS)
  await days(59)
  const last = await told("reminder_last")
  expect(last.find((mail) => mail.locale === "en")!.text_body).toContain("nothing new can be ordered on this account")
  await days(61)
  expect(to(await told("account_restricted"))).toEqual(PAYERS)
  await days(80)
  expect(to(await told("account_suspended"))).toEqual(PAYERS)
  await world.portal("felix", async (work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "bank_transfer", amount: eur(9_000_000n), receivedOn: await today(), invoices: null }))
  await worker((work) => dunTenant(work, world.accountId.lindner), 81)
  const lifted = await told("account_cleared")
  expect(to(lifted)).toEqual(PAYERS)
  expect(lifted.find((mail) => mail.locale === "de")!.text_body).toContain("Aufträge und Abos laufen weiter")
})

test("no mail of all these carries another tenant's brand or address, or what the distributor charges", async () => {
  const mails = (await till.rows("select * from integrations.mail_message")) as unknown as Row[]
  expect(mails.length).toBeGreaterThan(50)
  const supply = await till.rows("select distinct to_char(supply_price, 'FM999990.00') as price from ordering.order_line where supply_price is not null")
  for (const { sender, text_body, html_body, recipient } of mails) {
    expect(JSON.parse(sender)).toEqual({ name: "Zahnwerk", address: "orders@zahnwerk.example" })
    expect(`${recipient} ${text_body} ${html_body}`).not.toMatch(/bluepeak|moreau|nordwerk/i)
    for (const { price } of supply) expect(text_body).not.toContain(` ${String(price)}`)
    expect(text_body).not.toMatch(/\{\w+\}|undefined|null|NaN/)
    expect(html_body).not.toMatch(/\{\w+\}|undefined|>null|NaN|<p[^>]*><\/p>/)
  }
})
