import { isValidBIC, validateIBAN, ValidationErrorsIBAN } from "ibantools"
import { Refusal } from "@entrepot/kernel"
import type { RemitTo } from "../contract.ts"

export const NO_ACCOUNT: RemitTo = { holder: "", iban: "", bic: "", bank: "", accountNumber: "", routingNumber: "" }

/**
 * The account that money is to be sent to, as it is kept: without spaces, in capitals, held by the tenant where nobody else is
 * named. Refuses `billing.iban_is_invalid`, `billing.bic_is_invalid`, `billing.routing_number_is_invalid`,
 * `billing.two_bank_accounts` and `billing.bank_code_without_account`.
 */
export function readRemitTo(given: RemitTo, legalName: string): RemitTo {
  const [iban, bic, accountNumber, routingNumber] = [given.iban, given.bic, given.accountNumber, given.routingNumber].map((text) => text.replaceAll(/[\s.-]/g, "").toUpperCase()) as [string, string, string, string]
  const wrong = ibanFault(iban)
  if (wrong) throw new Refusal("billing.iban_is_invalid", "invalid", { reason: wrong, country: iban.slice(0, 2), length: iban.length })
  if (bic !== "" && !isValidBIC(bic)) throw new Refusal("billing.bic_is_invalid", "invalid", { bic })
  if (iban !== "" && accountNumber !== "") throw new Refusal("billing.two_bank_accounts", "invalid")
  if (routingNumber !== "" && accountNumber === "") throw new Refusal("billing.bank_code_without_account", "invalid")
  // Nine digits are a routing number of the United States; elsewhere a bank's code has no digit to check it by.
  if (/^\d{9}$/.test(routingNumber) && !checksAsRouting(routingNumber)) throw new Refusal("billing.routing_number_is_invalid", "invalid", { number: routingNumber })
  return { holder: given.holder || legalName, iban, bic, bank: given.bank, accountNumber, routingNumber }
}

type IbanFault = "country" | "length" | "format" | "checksum"

/** What is wrong with an IBAN, the most telling first (ISO 13616); nothing where it is right or there is none. */
export function ibanFault(iban: string): IbanFault | undefined {
  if (iban === "") return undefined
  const { valid, errorCodes } = validateIBAN(iban)
  if (valid) return undefined
  const has = (...codes: readonly ValidationErrorsIBAN[]) => errorCodes.some((code) => codes.includes(code))
  if (has(ValidationErrorsIBAN.NoIBANCountry)) return "country"
  if (has(ValidationErrorsIBAN.WrongBBANLength)) return "length"
  return has(ValidationErrorsIBAN.WrongBBANFormat, ValidationErrorsIBAN.ChecksumNotNumber) ? "format" : "checksum"
}

/** The check digit of the American Bankers Association: weights 3, 7, 1, and the sum ends in nought. */
function checksAsRouting(number: string): boolean {
  return [...number].reduce((sum, digit, at) => sum + Number(digit) * [3, 7, 1][at % 3]!, 0) % 10 === 0
}
