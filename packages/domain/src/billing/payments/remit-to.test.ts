import { describe, expect, test } from "vitest"
import { ibanFault, NO_ACCOUNT, readRemitTo } from "./remit-to.ts"

describe("an IBAN", () => {
  test.each([
    { when: "it is right", iban: "DE89370400440532013000", fault: undefined },
    { when: "it is a French one with letters", iban: "FR1420041010050500013M02606", fault: undefined },
    { when: "there is none", iban: "", fault: undefined },
    { when: "no country has its letters", iban: "ZZ89370400440532013000", fault: "country" },
    { when: "a digit is missing", iban: "DE8937040044053201300", fault: "length" },
    { when: "a letter stands among a German one's digits", iban: "DE89370400440532O13000", fault: "format" },
    { when: "a digit is mistyped", iban: "DE89370400440532013001", fault: "checksum" },
    { when: "two digits changed places", iban: "DE89370400440532031000", fault: "checksum" },
  ])("is judged where $when: $fault", ({ iban, fault }) => expect(ibanFault(iban)).toBe(fault))
})

test("a bank account is kept as documents write it, and is the tenant's where nobody else holds it", () => {
  expect(readRemitTo({ ...NO_ACCOUNT, iban: "de89 3704 0044 0532 0130 00", bic: "cobadeff" }, "Zahnwerk GmbH")).toEqual({ ...NO_ACCOUNT, holder: "Zahnwerk GmbH", iban: "DE89370400440532013000", bic: "COBADEFF" })
  expect(readRemitTo({ ...NO_ACCOUNT, holder: "Bluepeak", accountNumber: "000 1234-56789", routingNumber: "110000000" }, "Bluepeak LLC")).toMatchObject({ holder: "Bluepeak", accountNumber: "000123456789", routingNumber: "110000000" })
})

test.each([
  { when: "the IBAN does not add up", given: { iban: "DE89370400440532013001" }, refused: "billing.iban_is_invalid", facts: { reason: "checksum", country: "DE", length: 22 } },
  { when: "the BIC is none", given: { iban: "DE89370400440532013000", bic: "COBA" }, refused: "billing.bic_is_invalid", facts: { bic: "COBA" } },
  { when: "there are two accounts", given: { iban: "DE89370400440532013000", accountNumber: "1" }, refused: "billing.two_bank_accounts", facts: {} },
  { when: "a bank is named without an account", given: { routingNumber: "110000000" }, refused: "billing.bank_code_without_account", facts: {} },
  { when: "the routing number does not add up", given: { accountNumber: "1", routingNumber: "110000001" }, refused: "billing.routing_number_is_invalid", facts: { number: "110000001" } },
])("a bank account is refused where $when", ({ given, refused, facts }) => {
  expect(() => readRemitTo({ ...NO_ACCOUNT, ...given }, "Zahnwerk")).toThrow(expect.objectContaining({ code: refused, facts }) as Error)
})
