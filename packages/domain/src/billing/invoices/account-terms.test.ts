import { afterAll, beforeAll, expect, test } from "vitest"
import { createWorld, type World } from "../../testing/index.ts"
import { accountTerms, invoiceView, resetAccountTerms, saveAccountTerms } from "../index.ts"
import { tillIn, type Till } from "../testing.ts"

let world: World
let till: Till
beforeAll(async () => {
  world = await createWorld()
  till = tillIn(world)
  await till.desk.limit("lindner", null)
})
afterAll(() => world.drop())

const everybodys = { netDays: 30, discountPercent: "0", discountDays: 0, origin: "tenant" }
const accountId = () => world.accountId.lindner
const seen = (who: "felix" | "jonas" = "felix") => world.portal(who, (work) => accountTerms(work, { accountId: accountId() }))
const netDays = async () => {
  const { invoiceId } = await till.invoice({ mirror: "1" })
  return (await world.portal("felix", (work) => invoiceView(work, { invoiceId }))).netDays
}

test("an account pays by the tenant's terms until it has its own, and again when they are taken away", async () => {
  expect(await seen()).toMatchObject({ terms: everybodys, tenant: everybodys, save: { allowed: true } })
  await world.portal("felix", (work) => saveAccountTerms(work, { accountId: accountId(), netDays: 14, discountPercent: "2", discountDays: 7 }))
  expect(await seen()).toMatchObject({ terms: { netDays: 14, discountPercent: "2", discountDays: 7, origin: "account" }, tenant: everybodys })
  expect(await netDays()).toBe(14)
  for (const _ of [1, 2]) await world.portal("felix", (work) => resetAccountTerms(work, { accountId: accountId() }))
  expect((await seen()).terms).toEqual(everybodys)
  expect(await netDays()).toBe(30)
  expect(await till.rows("select action from work.audit_entry where action = 'billing.terms_reset'")).toHaveLength(1)
})

test("only who manages credit may, and the house account has none", async () => {
  expect((await seen("jonas")).save).toEqual({ allowed: false, why: "tenancy.not_permitted" })
  await expect(world.portal("jonas", (work) => saveAccountTerms(work, { accountId: accountId(), netDays: 1 }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  await expect(world.portal("jonas", (work) => resetAccountTerms(work, { accountId: accountId() }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  await expect(world.portal("felix", (work) => saveAccountTerms(work, { accountId: world.accountId.zahnwerk, netDays: 1 }))).rejects.toMatchObject({ code: "billing.house_account_is_not_invoiced" })
  await expect(world.portal("grace", (work) => accountTerms(work, { accountId: accountId() }))).rejects.toMatchObject({ code: "tenancy.account_not_found" })
})
