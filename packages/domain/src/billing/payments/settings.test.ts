import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { World } from "../../testing/index.ts"
import { billingSettings, saveBillingProfile, savePaymentSettings } from "../index.ts"
import type { SaveBillingProfile } from "../contract.ts"
import { openTill, type Till } from "../testing.ts"

let world: World
let till: Till
beforeAll(async () => void ({ world, till } = await openTill()))
afterAll(() => world.drop())

const settings = () => world.portal("felix", (work) => billingSettings(work), { mode: "read" })
const PROFILE: Omit<SaveBillingProfile, "expectedVersion"> = { taxRounding: "per_invoice", netDays: 14, invoicePrefix: "ZW-", creditPrefix: "ZWG-", remitTo: { iban: "de89 3704 0044 0532 0130 00", bank: "Commerzbank" }, creditThreshold: null }
const save = (change: Partial<SaveBillingProfile>) => world.portal("felix", (work) => saveBillingProfile(work, { ...PROFILE, expectedVersion: 0, ...change }))

describe("how a partner invoices", () => {
  test("is said before anybody saved it, and the next number with it", async () => {
    const { profile, next } = await settings()
    expect(profile).toMatchObject({ version: 0, terms: { netDays: 30 }, invoicePrefix: "INV-", remitTo: { holder: "Zahnwerk" } })
    expect(next).toEqual({ invoice: expect.stringMatching(/^\d{4}-00001$/) as string, creditNote: expect.stringMatching(/^\d{4}-00001$/) as string })
  })

  test("stands on the next invoice: its number, its days, its tax and the account to pay to; earlier ones keep theirs", async () => {
    const before = await till.invoice()
    expect(await save({})).toEqual({ version: 1 })
    const after = await till.invoice()
    const { content } = await till.one(`select content from billing.document where document_id = '${after.invoiceId}'`)
    expect(content).toMatchObject({ number: expect.stringMatching(/^ZW-\d{4}-00002$/) as string, rounding: { taxMethod: "per_invoice" }, remitTo: { accountHolder: "Zahnwerk", iban: "DE89370400440532013000", bankName: "Commerzbank" }, terms: { text: expect.stringContaining("14") as string } })
    expect((await till.one(`select content from billing.document where document_id = '${before.invoiceId}'`)).content).toMatchObject({ number: expect.stringMatching(/^INV-\d{4}-00001$/) as string, remitTo: null })
    expect((await settings()).next.invoice).toMatch(/-00003$/)
  })

  test("is refused where somebody else saved meanwhile, an IBAN does not add up, or two documents could bear one number", async () => {
    await expect(save({})).rejects.toMatchObject({ code: "billing.settings_changed_meanwhile", kind: "conflict" })
    await expect(save({ expectedVersion: 1, remitTo: { iban: "DE89370400440532013001" } })).rejects.toMatchObject({ code: "billing.iban_is_invalid", facts: { reason: "checksum" } })
    await expect(save({ expectedVersion: 1, creditPrefix: "ZW-" })).rejects.toMatchObject({ code: "billing.prefixes_are_the_same" })
    await expect(save({ expectedVersion: 1, creditThreshold: { amount: "1", currency: "USD" } })).rejects.toMatchObject({ code: "billing.threshold_is_invalid" })
    await expect(world.portal("sofia", (work) => billingSettings(work))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
    expect((await settings()).profile).toMatchObject({ version: 1, invoicePrefix: "ZW-" })
  })

  test("names an account number where there is no IBAN", async () => {
    await save({ expectedVersion: 1, remitTo: { accountNumber: "000123456789", routingNumber: "110000000" } })
    const { invoiceId } = await till.invoice()
    expect((await till.one(`select content from billing.document where document_id = '${invoiceId}'`)).content).toMatchObject({ remitTo: { iban: null, accountNumber: "000123456789", routingNumber: "110000000" } })
  })
})

describe("the provider's account", () => {
  const pay = (who: "felix" | "grace", accountRef: string | null, expectedVersion = 0) => world.portal(who, (work) => savePaymentSettings(work, { accountRef, cardsEnabled: true, expectedVersion }))

  test("is one partner's alone, also when two name it at once; none is everybody's", async () => {
    const saved = await Promise.allSettled([pay("felix", "acct_shared"), pay("grace", "acct_shared")])
    expect(saved.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    expect(saved.find((one) => one.status === "rejected")?.reason).toMatchObject({ code: "billing.provider_account_is_taken", kind: "conflict", facts: { account: "acct_shared" } })
    const version = async (who: "felix" | "grace") => (await world.portal(who, (work) => billingSettings(work))).payments.version
    await pay("felix", null, await version("felix"))
    await pay("grace", null, await version("grace"))
    await pay("grace", "acct_shared", await version("grace"))
    await expect(pay("felix", "acct_shared", await version("felix"))).rejects.toMatchObject({ code: "billing.provider_account_is_taken" })
    await pay("felix", "acct_own", await version("felix"))
  })
})
