import type { BillingSettings, SaveBillingProfile } from "@entrepot/domain/billing/contract"
import { currency as currencyOf, money, moneyToJson, taxDocument, type MoneyJson } from "@entrepot/kernel"
import { readAmount, writeAmount } from "../invoices/amount.ts"

type Profile = BillingSettings["profile"]
type Sign = "." | ","

export type Approval = "always" | "above" | "never"
/** How a partner invoices as its form holds it: what was typed. */
export type ProfileForm = {
  readonly holder: string; readonly iban: string; readonly bic: string; readonly bank: string; readonly accountNumber: string; readonly routingNumber: string
  readonly netDays: string; readonly discountPercent: string; readonly discountDays: string; readonly invoicePrefix: string; readonly creditPrefix: string
  readonly taxRounding: Profile["taxRounding"]; readonly approval: Approval; readonly threshold: string; readonly writeOffApproval: Approval; readonly writeOffThreshold: string
}
export type ProfileField = keyof ProfileForm
/** Codes of the form's words, by field. */
export type ProfileFaults = Partial<Record<ProfileField, "days" | "percent" | "both" | "later" | "prefix" | "same" | "amount">>

export function formOf({ remitTo, terms, invoicePrefix, creditPrefix, taxRounding, creditThreshold, writeOffThreshold }: Profile, sign: Sign): ProfileForm {
  const { netDays, discountPercent, discountDays } = terms
  return {
    ...remitTo, iban: grouped(remitTo.iban), netDays: String(netDays), discountPercent: discountPercent === "0" ? "" : discountPercent.replace(".", sign), discountDays: discountDays === 0 ? "" : String(discountDays), invoicePrefix, creditPrefix, taxRounding,
    approval: approvalOf(creditThreshold), threshold: limitOf(creditThreshold, sign), writeOffApproval: approvalOf(writeOffThreshold), writeOffThreshold: limitOf(writeOffThreshold, sign),
  }
}

const approvalOf = (level: MoneyJson | null): Approval => (level === null ? "never" : level.amount === "0" ? "always" : "above")
const limitOf = (level: MoneyJson | null, sign: Sign) => (level && level.amount !== "0" ? writeAmount(level, sign) : "")

/** As banks print it: four by four. */
export const grouped = (iban: string): string => iban.replaceAll(/\s/g, "").replaceAll(/(.{4})(?=.)/g, "$1 ")

/** What the form says, and what of it cannot be read. Whether the bank account adds up is the server's to say. */
export function readForm(form: ProfileForm, currency: string, sign: Sign): { readonly profile: Omit<SaveBillingProfile, "expectedVersion"> | undefined; readonly faults: ProfileFaults } {
  const faults: { -readonly [Field in ProfileField]?: ProfileFaults[Field] } = {}
  const day = (field: "netDays" | "discountDays") => {
    const text = form[field].trim() || (field === "discountDays" ? "0" : "")
    if (!/^\d{1,3}$/.test(text) || Number(text) > 365) faults[field] = "days"
    return Number(text)
  }
  const [netDays, discountDays] = [day("netDays"), day("discountDays")]
  const discountPercent = form.discountPercent.trim().replace(sign, ".") || "0"
  const offers = Number(discountPercent) > 0
  if (!/^\d{1,2}(\.\d{1,4})?$/.test(discountPercent)) faults.discountPercent = "percent"
  else if (offers !== discountDays > 0 && !faults.discountDays) faults[offers ? "discountDays" : "discountPercent"] = "both"
  else if (discountDays > netDays && !faults.netDays && !faults.discountDays) faults.discountDays = "later"
  for (const field of ["invoicePrefix", "creditPrefix"] as const) if (!/^[A-Z0-9-]{0,12}$/.test(form[field])) faults[field] = "prefix"
  if (!faults.creditPrefix && form.creditPrefix === form.invoicePrefix) faults.creditPrefix = "same"
  const level = (approval: Approval, field: "threshold" | "writeOffThreshold"): MoneyJson | null => {
    const limit = approval === "above" ? readAmount(form[field], currency, sign) : undefined
    if (approval === "above" && !limit) faults[field] = "amount"
    return approval === "never" ? null : (limit ?? { amount: "0", currency })
  }
  const [creditThreshold, writeOffThreshold] = [level(form.approval, "threshold"), level(form.writeOffApproval, "writeOffThreshold")]
  if (Object.keys(faults).length > 0) return { profile: undefined, faults }
  const { holder, iban, bic, bank, accountNumber, routingNumber, taxRounding, invoicePrefix, creditPrefix } = form
  return { profile: { taxRounding, netDays, discountPercent, discountDays, invoicePrefix, creditPrefix, remitTo: { holder, iban, bic, bank, accountNumber, routingNumber }, creditThreshold, writeOffThreshold }, faults }
}

/** Which field a refusal is about. */
export const FIELD_OF: Readonly<Record<string, ProfileField>> = {
  "billing.iban_is_invalid": "iban", "billing.bic_is_invalid": "bic", "billing.two_bank_accounts": "accountNumber", "billing.bank_code_without_account": "accountNumber", "billing.routing_number_is_invalid": "routingNumber",
  "billing.prefixes_are_the_same": "creditPrefix", "billing.threshold_is_invalid": "threshold",
}

export type RoundingExample = { readonly line: MoneyJson; readonly percent: string; readonly lines: number; readonly perLine: MoneyJson; readonly perInvoice: MoneyJson }

/** Three equal lines, taxed both ways by what taxes invoices: the two sums differ by one unit. */
export function roundingExample(code: string): RoundingExample {
  const currency = currencyOf(code)
  const [net, percent] = [money(1003n, currency), "19"]
  const lines = [1, 2, 3].map(() => ({ net, category: "standard", percent }))
  const taxBy = (method: "per_line" | "per_invoice") => moneyToJson(money(taxDocument(lines, method, currency).groups.reduce((sum, { tax }) => sum + tax.amount, 0n), currency))
  return { line: moneyToJson(net), percent, lines: lines.length, perLine: taxBy("per_line"), perInvoice: taxBy("per_invoice") }
}
