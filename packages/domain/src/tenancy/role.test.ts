import { expect, test } from "vitest"
import { LOCALES } from "./contract.ts"
import { messages } from "./messages.ts"
import { hashPassword, needsRehash, passwordMatches, refuseWeakPassword } from "./password.ts"
import { PORTAL_PERMISSIONS, STANDARD_ROLES, permissionsOf } from "./permission.ts"
import { beyond } from "./role.ts"
import { decideTry } from "./sign-in-limit.ts"

const role = (code: string) => ({ ...STANDARD_ROLES.find((each) => each.code === code)!, names: {} })
const holder = (code: string, heldToAccount: boolean) => ({ permissions: new Set<string>(permissionsOf(PORTAL_PERMISSIONS, [code])), heldToAccount })

test.each([
  { who: "the dealer's administrator", granter: holder("dealer_admin", false), gives: "dealer_finance", beyond: false },
  { who: "a dealer's buyer", granter: holder("dealer_buyer", false), gives: "dealer_admin", beyond: true },
  { who: "an account's administrator", granter: holder("account_admin", true), gives: "account_buyer", beyond: false },
  { who: "an account's administrator", granter: holder("account_admin", true), gives: "dealer_buyer", beyond: true },
  { who: "an account's buyer", granter: holder("account_buyer", true), gives: "account_approver", beyond: true },
])("$who giving $gives goes beyond: $beyond", ({ granter, gives, beyond: expected }) => {
  const more = beyond(granter, role(gives))
  expect(more.permissions.length > 0 || more.reach).toBe(expected)
})

test("who holds every permission inside one account still cannot give the whole tenant", () => {
  expect(beyond({ permissions: new Set(Object.keys(PORTAL_PERMISSIONS)), heldToAccount: true }, role("dealer_buyer"))).toEqual({ permissions: [], reach: true })
})

test.each([[7, 59, "try"], [8, 0, "limited"], [0, 60, "limited"]])("after %i failures of a person and %i of an address the next is: %s", (bySubject, byAddress, verdict) => {
  expect(decideTry({ bySubject, byAddress })).toBe(verdict)
})

test("a password is kept as argon2id, and a weaker hash is renewed", async () => {
  const hash = await hashPassword("Müller & Söhne 12")
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await passwordMatches(hash, "Müller & Söhne 12".normalize("NFD"))).toBe(true)
  expect(await passwordMatches(hash, "something else")).toBe(false)
  expect(await passwordMatches(undefined, "nobody signs in with this")).toBe(false)
  expect(needsRehash(hash)).toBe(false)
  expect(needsRehash(hash.replace("m=19456", "m=4096"))).toBe(true)
})

test.each(["short", "tim@zahnwerk.example!", "abababababab"])("%s is too easy to guess", (password) => {
  expect(() => refuseWeakPassword(password, "tim@zahnwerk.example")).toThrow("tenancy.password_is_weak")
})

test("every message exists in every language", () => {
  for (const locale of LOCALES) expect(Object.keys(messages[locale])).toEqual(Object.keys(messages.en))
})
