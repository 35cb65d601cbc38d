import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { newId, Temporal } from "@entrepot/kernel"
import { renderInvoicePdf } from "../../billing/index.ts"
import { adjustSettlement, draftStatements, issueStatement, raiseDispute, resolveDispute, statementPaper } from "../../settlement/index.ts"
import { keepProof } from "../../ledger/index.ts"
import { createWorld, NETWORK_ID, type World } from "../../testing/index.ts"
import { deliverEvents } from "../deliveries/index.ts"
import { handlers } from "./handlers.ts"
import { sendMail } from "./send-mail.ts"

let world: World
const rows = (text: string) => onAdmin(world.database.adminUrl, text)
const SEPTEMBER = Temporal.Instant.from("2026-09-10T09:00:00Z")
const OCTOBER = Temporal.Instant.from("2026-10-03T09:00:00Z")

beforeAll(async () => {
  world = await createWorld()
  const staff = [["wanda", "Wanda Lange", "network_admin", "de", "active"], ["sven", "Sven Albers", "sales", "de", "active"], ["finn", "Finn Petersen", "finance", "en", "active"], ["gone", "Gone Away", "finance", "en", "deactivated"]]
  for (const [code, name, role, locale, status] of staff) await rows(`insert into tenancy.network_user (network_id, user_id, email, name, locale, roles, status, password_hash, created_at) values (1, gen_random_uuid(), '${code}@nordwerk.example', '${name}', '${locale}', '{${role}}', '${status}', 'x', now())`)
})
afterAll(() => world.drop())

async function deliver(): Promise<void> {
  for (const tenantId of [0, 1]) {
    const events = await rows(`select event_id from work.event where tenant_id = ${tenantId} and (name like 'settlement.%' or name like 'ledger.%') order by event_id`)
    if (events.length === 0) continue
    const key = { networkId: NETWORK_ID, tenantId, eventIds: events.map((event) => String(event.event_id)) }
    for (let round = 0; round < 2; round++) await Promise.all([1, 2, 3].map(() => deliverEvents(world.database.pools.worker, key, handlers)))
  }
}
async function told(kind: string): Promise<{ recipient: string; subject: string; text_body: string; html_body: string; sender: string; locale: string }[]> {
  await deliver()
  return (await rows(`select recipient, subject, text_body, html_body, sender, locale from integrations.mail_message where kind = '${kind}' order by recipient`)) as never
}

/** An adjustment of September, issued in October. */
async function issue(minor: string): Promise<{ statementId: string; entryId: string; number: string }> {
  await world.network("wanda", (work) => adjustSettlement(work, { requestKey: newId(), tenantId: 1, amount: { amount: minor, currency: "EUR" }, reason: "Freight" }), { now: SEPTEMBER })
  await world.network("wanda", (work) => draftStatements(work, { period: "2026-09", tenantId: 1 }), { now: OCTOBER })
  const [draft] = await rows("select statement_id, version from settlement.statement where number is null")
  const statementId = String(draft?.statement_id)
  const { number } = await world.network("wanda", (work) => issueStatement(work, { statementId, expectedVersion: Number(draft?.version) }), { now: OCTOBER })
  const [line] = await rows(`select entry_id from settlement.statement_line where statement_id = '${statementId}'`)
  return { statementId, number, entryId: String(line?.entry_id) }
}

test("what is between partner and distributor is written to the finance people of both, to each in their own brand and once", async () => {
  const { statementId, number, entryId } = await issue("12345")
  const issued = await told("settlement_issued")
  expect(issued.map((mail) => mail.recipient)).toEqual(["felix@zahnwerk.example", "petra@zahnwerk.example"])
  for (const part of [number, "September 2026", "Sie schulden 123,45", "Nordwerk", `http://zahnwerk.localhost/settlement/${statementId}`]) expect(issued[0]!.text_body).toContain(part)
  expect(JSON.parse(issued[0]!.sender)).toEqual({ name: "Zahnwerk", address: "orders@zahnwerk.example" })
  const [queued] = await rows("select message_id from integrations.mail_message where kind = 'settlement_issued' limit 1")
  const files: { filename: string; content: Buffer }[] = []
  await sendMail(world.database.pools.worker, { networkId: NETWORK_ID, tenantId: 1, messageId: String(queued?.message_id) }, { deliver: async ({ attachments }) => files.push(...attachments), lastTry: true })
  const { document } = await world.portal("felix", (work) => statementPaper(work, { statementId }))
  expect(files.map(({ filename }) => filename)).toEqual([`${number}.pdf`])
  expect(files[0]!.content.equals(Buffer.from(await renderInvoicePdf(document)))).toBe(true)

  const { disputeId } = await world.portal("felix", (work) => raiseDispute(work, { statementId, entryId, reasonCode: "wrong_price", reason: "Freight was included", claim: { amount: "2345", currency: "EUR" } }), { now: OCTOBER })
  const raised = await told("dispute_raised")
  expect(raised.map((mail) => [mail.recipient, mail.locale])).toEqual([["finn@nordwerk.example", "en"], ["wanda@nordwerk.example", "de"]])
  for (const part of ["Felix Brandt of Zahnwerk disputes €23.45", number, "“Freight was included”", `http://localhost:3100/settlement/${statementId}`, "because you work for Nordwerk"]) expect(raised[0]!.text_body).toContain(part)
  expect(JSON.parse(raised[0]!.sender)).toEqual({ name: "Nordwerk", address: "console@localhost" })

  await world.network("wanda", (work) => resolveDispute(work, { disputeId, verdict: "accepted", answer: "You are right", amount: { amount: "2000", currency: "EUR" } }), { now: OCTOBER })
  const answered = await told("dispute_accepted")
  expect(answered.map((mail) => mail.recipient)).toEqual(["felix@zahnwerk.example", "petra@zahnwerk.example"])
  for (const part of ["20,00", "23,45", "„You are right“", number, "SC-2026-0001"]) expect(answered[0]!.text_body).toContain(part)
  const [answer] = await rows("select message_id from integrations.mail_message where kind = 'dispute_accepted' limit 1")
  await sendMail(world.database.pools.worker, { networkId: NETWORK_ID, tenantId: 1, messageId: String(answer?.message_id) }, { deliver: async ({ attachments }) => files.push(...attachments), lastTry: true })
  expect(files.map(({ filename }) => filename)).toEqual([`${number}.pdf`, "SC-2026-0001.pdf"])
  expect(await told("dispute_rejected")).toEqual([])
  for (const mail of [...issued, ...raised, ...answered]) {
    expect(`${mail.text_body}${mail.html_body}`).not.toMatch(/\{\w+\}|undefined|NaN|bluepeak|moreau/i)
    expect(mail.recipient).not.toMatch(/sven|gone|sofia|jonas/)
  }
})

test("books that begin to differ are told to those who keep them, each side of its own, and once", async () => {
  const night = (marks: [number, string[]][]) => world.worker(undefined, (work) => keepProof(work, { tookMillis: 12, results: [{ check: "books", found: new Map(marks), failed: new Map() }] }))
  await night([[0, ["a", "b"]], [1, ["a", "b", "c"]]])
  await night([[0, ["a", "b"]], [1, ["b", "c"]]])
  const mails = await told("books_differ")
  expect(mails.map(({ recipient, subject }) => [recipient, subject])).toEqual([
    ["felix@zahnwerk.example", "Die Bücher stimmen nicht mehr"], ["finn@nordwerk.example", "The books do not agree any more"], ["petra@zahnwerk.example", "Die Bücher stimmen nicht mehr"], ["wanda@nordwerk.example", "Die Bücher stimmen nicht mehr"],
  ])
  for (const part of ["Hello Finn Petersen", "Nordwerk", "(2)", "http://localhost:3100/books/checks"]) expect(mails[1]!.text_body).toContain(part)
  for (const part of ["Zahnwerk", "(3)", "http://zahnwerk.localhost/books"]) expect(mails[0]!.text_body).toContain(part)
  const sent: string[] = []
  for (const { message_id: messageId, tenant_id: tenantId } of await rows("select message_id, tenant_id from integrations.mail_message where kind = 'books_differ'"))
    await sendMail(world.database.pools.worker, { networkId: NETWORK_ID, tenantId: Number(tenantId), messageId: String(messageId) }, { deliver: async ({ to }) => sent.push(to), lastTry: true })
  expect(sent.sort()).toEqual(mails.map(({ recipient }) => recipient))
})
