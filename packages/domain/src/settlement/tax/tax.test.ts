import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Work } from "@entrepot/db"
import { money, newId, Temporal } from "@entrepot/kernel"
import { postJournal, setExchangeRate, trialBalance } from "../../ledger/index.ts"
import { addTaxRate, addTaxRegistration } from "../../pricing/index.ts"
import { createWorld, type PersonName, type World } from "../../testing/index.ts"
import { adjustSettlement, checkOwnLeg, checkSettlement, draftStatements, explainSupplyTax, issueStatement, listStatements, nextStatement, partnerBalances, raiseDispute, resolveDispute, saveAgreement, saveTaxProfile, settleStatement, statementLines, statementNotice, statementView, taxProfile } from "../index.ts"
import { partiesNow } from "../parties.db.ts"
import { settlementIn } from "../testing.ts"

let world: World
let { rows, hearOwn, ship, pay, differences } = {} as ReturnType<typeof settlementIn>
const NOVEMBER = Temporal.Instant.from("2026-11-03T09:00:00Z")
const ADDRESS = { line1: "Speicherstraße 1", line2: "", postalCode: "20457", city: "Hamburg", region: "" }
beforeAll(async () => {
  world = await createWorld()
  ;({ rows, hearOwn, ship, pay, differences } = settlementIn(world))
  for (const [tenantId, number] of [[1, "DE999847216"], [2, "00-4417293"], [3, "FR00999318274"]] as const) await rows(`update tenancy.tenant set tax_id = '${number}' where tenant_id = ${tenantId}`)
  await finance((work) => setExchangeRate(work, { from: "USD", to: "EUR", effectiveOn: "2026-01-01", rate: "0.9", source: "ECB" }))
})
afterAll(() => world.drop())

const finance = <T>(task: (work: Work) => Promise<T>, now = NOVEMBER) => world.network("wanda", task, { now })
const partner = <T>(task: (work: Work) => Promise<T>, who: PersonName = "felix") => world.portal(who, task, { now: NOVEMBER })
const profile = (numbers: Record<string, string>, expectedVersion: number, legalName = "Nordwerk GmbH") =>
  finance((work) => saveTaxProfile(work, { expectedVersion, legalName, country: "DE", address: ADDRESS, numbers: Object.entries(numbers).map(([country, number]) => ({ country, number })) }))
const entries = (where: string) => rows(`select kind, amount_minor::int as net, tax_treatment as how, tax_jurisdiction as law, trim_scale(tax_percent)::text as rate, tax_minor::int as tax, accounted_minor::int as own from settlement.entry where ${where} order by entry_id`)
const taxAccounts = async (tenantId: number) => (await rows(`select account_key as k, sum(amount_minor)::int as a from ledger.journal_line where tenant_id = ${tenantId} and account_key like 'tax%' group by 1 having sum(amount_minor) <> 0 order by 1`)).map(({ k, a }) => [k, a])

describe("who the distributor is by law", () => {
  test("is said by its finance, by version, and before that it charges no tax", async () => {
    expect(await finance(taxProfile)).toBeNull()
    const { lineId } = await ship("karl", { wrench: "1" }, "1", "ZWS-1", { from: "HAM" })
    expect(await entries(`order_line_id = '${lineId}'`)).toEqual([{ kind: "supply", net: 7120, how: "unregistered", law: "DE", rate: "0", tax: 0, own: 0 }])
    await profile({ DE: "DE999318447" }, 0)
    await expect(profile({ DE: "DE1" }, 0)).rejects.toMatchObject({ code: "settlement.tax_profile_changed" })
    expect(await finance(taxProfile)).toMatchObject({ version: 1, legalName: "Nordwerk GmbH", numbers: { DE: "DE999318447" }, remitTo: { holder: "Nordwerk GmbH", iban: "" }, email: "", manages: true })
    const account = (iban: string) => finance((work) => saveTaxProfile(work, { expectedVersion: 1, legalName: "Nordwerk GmbH", country: "DE", address: ADDRESS, numbers: [], remitTo: { iban } }))
    await expect(account("DE02 1203 0000 0000 2020 52")).rejects.toMatchObject({ code: "billing.iban_is_invalid" })
    await expect(world.network("sven", taxProfile)).rejects.toMatchObject({ code: "tenancy.not_permitted" })
    await expect(world.network("bert", (work) => saveTaxProfile(work, { expectedVersion: 1, legalName: "x", country: "DE", address: ADDRESS, numbers: [] }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  })
})

describe("goods", () => {
  test("at home carry tax: the distributor's to pay, the partner's to recover, and what is owed is with it", async () => {
    await ship("tim", { gloves: "1000" }, "333", "ZWS-2").then(({ more }) => more("667", "ZWS-3"))
    await ship("tim", { handbook: "1" }, "1", "ZWS-4")
    expect(await entries("sku = 'DN-1001'")).toEqual([{ kind: "supply", net: 3197, how: "taxed", law: "DE", rate: "19", tax: 607, own: 0 }, { kind: "supply", net: 6403, how: "taxed", law: "DE", rate: "19", tax: 1217, own: 0 }])
    expect(await entries("sku = 'DN-9000'")).toMatchObject([{ net: 1992, rate: "7", tax: 139 }])
    const [own, theirs] = [await finance((work) => trialBalance(work, { period: "2026-10" })), await partner((work) => trialBalance(work, { period: "2026-10" }))]
    expect(own.rows.map((row) => [row.accountKey, row.closing.amount])).toEqual([["partner_receivable", "20675"], ["tax_payable:DE:19", "-1824"], ["tax_payable:DE:7", "-139"], ["supply_revenue", "-18712"]])
    expect(theirs.rows.map((row) => [row.accountKey, row.closing.amount])).toEqual([["tax_recoverable:DE:19", "1824"], ["tax_recoverable:DE:7", "139"], ["payable_to_distributor", "-20675"], ["cost_of_goods", "18712"]])
    expect(await differences()).toEqual([])
  })

  test("into another member state are free, and the partner owes and recovers the tax itself", async () => {
    const { lineId } = await ship("claire", { wrench: "2" }, "1", "AMS-1", { from: "HAM", to: "FR" })
    expect(await entries(`order_line_id = '${lineId}'`)).toEqual([{ kind: "supply", net: 7120, how: "intra_community", law: "FR", rate: "20", tax: 0, own: 1424 }])
    expect(await taxAccounts(3)).toEqual([["tax_payable:FR:20", -1424], ["tax_recoverable:FR:20", 1424]])
    expect((await rows("select 1 from ledger.journal_line where tenant_id = 0 and partner_id = 3 and account_key like 'tax%'"))).toEqual([])
    expect(await differences()).toEqual([])
  })

  test("out of a store abroad are the partner's to tax, until the distributor has a number there", async () => {
    const { lineId, more } = await ship("claire", { wrench: "3" }, "1", "AMS-2", { from: "LYS", to: "FR" })
    await profile({ DE: "DE999318447", FR: "FR12999318447" }, 1)
    await more("1", "AMS-3")
    expect(await entries(`order_line_id = '${lineId}'`)).toMatchObject([{ how: "reverse_charge", rate: "20", tax: 0, own: 1424 }, { how: "taxed", law: "FR", rate: "20", tax: 1424, own: 0 }])
    expect(await differences()).toEqual([])
  })

  test("out of the Union are free for everybody, in the partner's currency", async () => {
    const { lineId } = await ship("lily", { wrench: "1" }, "1", "BPS-1", { from: "HAM", to: "US" })
    expect(await entries(`order_line_id = '${lineId}'`)).toMatchObject([{ net: 7920, how: "export", law: "DE", rate: "0", tax: 0, own: 0 }])
    expect(await taxAccounts(2)).toEqual([])
    expect(await differences()).toEqual([])
  })

  test("that come back take the tax along that came with them, each part at its own rate, and nothing is left", async () => {
    const { lineId, more, credit } = await ship("claire", { gloves: "1000" }, "333", "AMS-4", { from: "HAM", to: "FR" })
    await more("501", "AMS-5", { from: "LYS", to: "FR" })
    await credit("goods_returned", "167")
    await credit("goods_returned", "400")
    await credit("goods_returned", "999")
    const stays = (await rows(`select tax_treatment as how, sum(amount_minor)::int as net, sum(tax_minor)::int as tax, sum(accounted_minor)::int as own from settlement.entry where order_line_id = '${lineId}' group by 1 order by 1`)) as { how: string; net: number; tax: number; own: number }[]
    expect(stays).toEqual([{ how: "intra_community", net: 0, tax: 0, own: 0 }, { how: "taxed", net: 0, tax: 0, own: 0 }])
    expect((await entries(`order_line_id = '${lineId}' and kind = 'supply_return'`)).map((entry) => [entry.how, entry.net])).toEqual([["taxed", -1603], ["taxed", -3206], ["intra_community", -634], ["intra_community", -2563]])
    expect(await differences()).toEqual([])
  })
})

describe("the commission", () => {
  test("is a service: taxed at home, and given back with its tax", async () => {
    await finance((work) => saveAgreement(work, { tenantId: 1, expectedVersion: 0, commissionPercent: "2.5", collects: true, paymentDays: 14, draftDay: 2 }))
    const { refund } = await pay(9_999, 150)
    await refund(3_333)
    expect(await entries("document_kind in ('payment', 'refund')")).toEqual([
      { kind: "collected", net: -9849, how: null, law: null, rate: null, tax: 0, own: 0 }, { kind: "commission", net: 250, how: "taxed", law: "DE", rate: "19", tax: 48, own: 0 },
      { kind: "refunded", net: 3333, how: null, law: null, rate: null, tax: 0, own: 0 }, { kind: "commission_return", net: -83, how: "taxed", law: "DE", rate: "19", tax: -16, own: 0 },
    ])
    await refund(6_666)
    expect(await rows("select sum(amount_minor)::int as net, sum(tax_minor)::int as tax from settlement.entry where kind like 'commission%'")).toEqual([{ net: 0, tax: 0 }])
    expect(await differences()).toEqual([])
  })
})

describe("a statement", () => {
  test("says what is taxed at which rate and names both sides, and keeps that after it is issued", async () => {
    await finance((work) => draftStatements(work, { period: "2026-10" }))
    const [draft] = (await finance((work) => listStatements(work, { tenantId: 1 }))).rows
    const { statementId } = draft!
    const before = await finance((work) => statementView(work, { statementId }))
    expect(await partner((work) => nextStatement(work))).toMatchObject({ currencies: [{ sums: before.sums }] })
    expect((await finance((work) => partnerBalances(work))).find((row) => row.partner.tenantId === 1)).toMatchObject({ next: draft!.total })
    await finance((work) => issueStatement(work, { statementId, expectedVersion: 1 }))
    const view = await partner((work) => statementView(work, { statementId }))
    expect(view.taxes).toEqual(before.taxes)
    expect(view.taxes).toMatchObject([
      { treatment: "taxed", jurisdiction: "DE", percent: "19", net: { amount: "9600" }, tax: { amount: "1824" } }, { treatment: "taxed", jurisdiction: "DE", percent: "7", net: { amount: "1992" }, tax: { amount: "139" } },
      { treatment: "unregistered", jurisdiction: "DE", percent: "0", net: { amount: "7120" }, tax: { amount: "0" } },
    ])
    expect(view.sums).toMatchObject({ supply: { amount: "18712" }, tax: { amount: "1963" } })
    expect(await world.worker("zahnwerk", (work) => statementNotice(work, { tenantId: 1, statementId }))).toMatchObject({ taxMinor: 1963n, totalMinor: BigInt(view.total.amount) })
    expect(view.parties).toMatchObject({ supplier: { legalName: "Nordwerk GmbH", taxNumbers: ["DE999318447", "FR12999318447"], address: { city: "Hamburg", country: "DE" } }, partner: { taxNumbers: ["DE999847216"], address: { line1: "", country: "DE" } } })
    const { rows: lines } = await partner((work) => statementLines(work, { statementId, limit: 200 }))
    expect(lines.reduce((sum, line) => sum + BigInt(line.amount.amount) + BigInt(line.tax?.tax.amount ?? 0), 0n)).toBe(BigInt(view.total.amount))
    await profile({ DE: "DE111111111" }, 2, "Nordwerk SE")
    await rows("update tenancy.tenant set tax_id = 'DE222222222' where tenant_id = 1")
    expect((await partner((work) => statementView(work, { statementId }))).parties).toEqual(view.parties)
    expect(await differences()).toEqual([])
  })

  test("loses with what is granted the tax on it, to the last cent of the line, and no more than the line", async () => {
    const { statementId } = (await partner((work) => listStatements(work))).rows[0]!
    const { rows: lines } = await partner((work) => statementLines(work, { statementId, kind: "supply" }))
    const line = lines.find(({ amount }) => amount.amount === "3197")!
    const grant = async (amount: string) => {
      const { disputeId } = await partner((work) => raiseDispute(work, { statementId, entryId: line.entryId, reasonCode: "wrong_price", reason: "As agreed", claim: { amount, currency: "EUR" } }))
      await finance((work) => resolveDispute(work, { disputeId, verdict: "accepted", answer: "Right" }))
      await hearOwn()
    }
    const issued = await partner((work) => statementView(work, { statementId }))
    await grant("1001")
    const once = await partner((work) => statementView(work, { statementId }))
    expect(once).toMatchObject({ total: issued.total, taxes: issued.taxes, adjusted: { amount: "-1191" }, adjustedTaxes: [{ treatment: "taxed", percent: "19", net: { amount: "-1001" }, tax: { amount: "-190" } }] })
    await expect(grant("2197")).rejects.toMatchObject({ code: "settlement.claim_is_too_high" })
    await grant("2196")
    const after = await finance((work) => statementView(work, { statementId }))
    expect(after).toMatchObject({ total: issued.total, taxes: issued.taxes, adjusted: { amount: String(-3197 - 607) } })
    expect(await differences()).toEqual([])
    await finance((work) => settleStatement(work, { statementId, expectedVersion: after.version, reference: "SEPA 1", paidOn: "2026-11-03" }))
    await hearOwn()
    expect(await differences()).toEqual([])
  })

  test("an adjustment by hand has the tax of what it is about, on top", async () => {
    const adjust = (about: "money" | "goods" | "service" | undefined, amount: string, tenantId: number) => finance((work) => adjustSettlement(work, { requestKey: newId(), tenantId, amount: { amount, currency: "EUR" }, reason: "x", ...(about && { about }) }))
    await adjust(undefined, "-500", 1)
    await adjust("goods", "-1000", 1)
    await adjust("service", "300", 1)
    await adjust("goods", "-1000", 3)
    await adjust("service", "300", 3)
    await hearOwn()
    expect(await entries("kind = 'adjustment' and document_kind = 'adjustment'")).toMatchObject([
      { net: -500, how: null }, { net: -1000, how: "taxed", rate: "19", tax: -190, own: 0 }, { net: 300, how: "taxed", rate: "19", tax: 57, own: 0 },
      { net: -1000, how: "intra_community", law: "FR", tax: 0, own: -200 }, { net: 300, how: "reverse_charge", law: "FR", tax: 0, own: 60 },
    ])
    expect(await differences()).toEqual([])
    expect(await finance(checkOwnLeg)).toEqual([])
  })

  test("and a tax that the books have otherwise is found", async () => {
    const ten = money(10n, "EUR")
    const tax = { country: "DE", percent: "19" }
    await finance((work) => postJournal(work, { businessKey: "settlement:by hand", document: { kind: "shipment", id: "x", number: "x" }, partnerId: 1, postedOn: "2026-11-03", currency: "EUR", lines: [{ role: "adjustment", debit: ten }, { role: "tax_payable", credit: ten, tax }] }))
    const [found] = await world.worker(undefined, checkSettlement)
    expect(found).toMatchObject({ tenantId: 0, check: "output_tax_equals_entries", subject: "1 EUR DE:19" })
    expect(BigInt(found!.found) - BigInt(found!.expected)).toBe(10n)
  })
})

test("a number that is registered alone is the distributor's at once, on its papers and in what it charges, at its own rate before the partner's", async () => {
  const explained = () => finance(async (work) => {
    const { treatment, jurisdiction, percent, numbers } = await explainSupplyTax(work, { tenantId: 1, from: "AT", to: { country: "AT" } })
    return [treatment, jurisdiction, percent, numbers?.["AT"]]
  })
  expect((await explained())[0]).not.toBe("taxed")
  await finance((work) => addTaxRegistration(work, { kind: "local", country: "AT", number: "ATU12345678", validFrom: "2020-01-01" }))
  expect(await explained()).toEqual(["taxed", "AT", "0", "ATU12345678"])
  await finance((work) => addTaxRate(work, { level: "country", country: "AT", taxCategory: "standard", label: "USt", percent: "20", validFrom: "2020-01-01" }))
  expect(await explained()).toEqual(["taxed", "AT", "20", "ATU12345678"])
  const { version } = (await finance(taxProfile))!
  await finance((work) => saveTaxProfile(work, { expectedVersion: version, legalName: "Nordwerk GmbH", country: "DE", address: ADDRESS }))
  const read = (work: Work) => sql<{ parties: { supplier: { taxNumbers: string[] } } }>`select ${partiesNow(work)} as parties from (select 1 as network_id, 1 as tenant_id) s`.execute(work.db)
  expect((await finance(read)).rows[0]!.parties.supplier.taxNumbers).toContain("ATU12345678")
  await expect(world.network("sven", (work) => explainSupplyTax(work, { tenantId: 1 }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
})
