import { afterAll, beforeAll, expect, test } from "vitest"
import type { PersonName, World } from "../../testing/index.ts"
import { addContact, billingContacts, changeContact, listContacts, noteContactMail, removeContact } from "../index.ts"
import { openTill, type Till } from "../testing.ts"

let world: World
let till: Till
beforeAll(async () => void ({ world, till } = await openTill()))
afterAll(() => world.drop())

const accountId = () => world.accountId.lindner
const add = (who: PersonName, email: string, more: { accountId?: string; receives?: "all" | "invoices" | "reminders" } = {}) =>
  world.portal(who, (work) => addContact(work, { accountId: accountId(), email, name: "Accounts", locale: "fr", receives: "all", ...more }))
const seen = (who: PersonName) => world.portal(who, (work) => listContacts(work, { accountId: accountId() }))
const told = (sort: "invoices" | "reminders") => world.worker("zahnwerk", (work) => billingContacts(work, accountId(), sort)).then((rows) => rows.map((row) => row.email))

test("a contact is named once, whatever its letters' case, receives what it is named for, and is forgotten when it is removed", async () => {
  const { contactId } = await add("sofia", " Accounts@Lindner.example ")
  await expect(add("felix", "ACCOUNTS@lindner.example")).rejects.toMatchObject({ code: "billing.contact_exists", kind: "conflict", facts: { email: "accounts@lindner.example" } })
  await add("felix", "tax@lindner.example", { receives: "invoices" })
  expect([await told("invoices"), await told("reminders")]).toEqual([["accounts@lindner.example", "tax@lindner.example"], ["accounts@lindner.example"]])
  const change = { accountId: accountId(), contactId, name: "Bookkeeping", locale: "de", receives: "reminders" } as const
  for (const _ of [1, 2]) await world.portal("sofia", (work) => changeContact(work, change))
  expect([await told("invoices"), await told("reminders")]).toEqual([["tax@lindner.example"], ["accounts@lindner.example"]])
  expect(await seen("sofia")).toMatchObject({ contacts: [{ name: "Bookkeeping", locale: "de", receives: "reminders", failedAt: null }, {}], manage: { allowed: true } })
  await world.portal("sofia", (work) => removeContact(work, { accountId: accountId(), contactId }))
  await expect(world.portal("sofia", (work) => removeContact(work, { accountId: accountId(), contactId }))).rejects.toMatchObject({ code: "billing.contact_not_found" })
  await expect(world.portal("sofia", (work) => changeContact(work, change))).rejects.toMatchObject({ code: "billing.contact_not_found" })
  expect(await told("reminders")).toEqual([])
  expect((await till.rows("select name from work.event where name like 'billing.contact%' order by event_id")).map((row) => row.name)).toEqual(["billing.contact_added", "billing.contact_added", "billing.contact_changed", "billing.contact_removed"])
  expect(await till.rows("select from work.audit_entry where action like 'billing.contact%'")).toHaveLength(4)
})

test("an address that takes no mail is seen until it takes one", async () => {
  await world.worker("zahnwerk", (work) => noteContactMail(work, "Tax@lindner.example", "550 no such user"))
  expect((await seen("tim")).contacts).toMatchObject([{ email: "tax@lindner.example", failedAt: expect.any(String) as string }])
  await world.worker("zahnwerk", (work) => noteContactMail(work, "tax@lindner.example", null))
  expect((await seen("tim")).contacts).toMatchObject([{ failedAt: null }])
})

test("only who sets how the account pays may, within their walls, up to twenty and none at the house account", async () => {
  expect((await seen("tim")).manage).toEqual({ allowed: false, why: "tenancy.not_permitted" })
  await expect(add("tim", "x@lindner.example")).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  await expect(add("grace", "x@lindner.example")).rejects.toMatchObject({ code: "tenancy.account_not_found" })
  await expect(add("sofia", "x@kern.example", { accountId: world.accountId.kern })).rejects.toMatchObject({ code: "tenancy.account_not_found" })
  await expect(add("felix", "x@zahnwerk.example", { accountId: world.accountId.zahnwerk })).rejects.toMatchObject({ code: "billing.house_account_is_not_invoiced" })
  await expect(add("sofia", "no address")).rejects.toThrow()
  for (let n = 1; n < 20; n++) await add("felix", `c${n}@lindner.example`)
  await expect(add("felix", "c20@lindner.example")).rejects.toMatchObject({ code: "billing.too_many_contacts", facts: { most: 20 } })
})
