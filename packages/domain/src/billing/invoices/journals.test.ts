import { expect, test } from "vitest"
import type { Journal } from "../../ledger/index.ts"
import { creditNoteJournal, invoiceJournal, paymentJournal, refundJournal, releaseJournal, voidJournal, writeOffJournal } from "./journals.ts"

const of = { id: "1", number: "INV-1", accountId: "a", on: "2026-03-01", currency: "EUR" }
const taxes = [{ jurisdiction: "DE", taxCategory: "standard", percent: "19", label: "USt", netMinor: 10_000n, taxMinor: 1_900n }, { jurisdiction: "US-CA", taxCategory: "standard", percent: "8.875", label: "CA", netMinor: 100n, taxMinor: 9n }]
const sides = ({ lines }: Journal) => lines.map((line) => `${line.role} ${line.debit ? `${line.debit.amount}` : `-${line.credit!.amount}`}${line.tax ? ` ${line.tax.country}${line.tax.region ?? ""}` : ""}`)
const sum = ({ lines }: Journal) => lines.reduce((all, line) => all + (line.debit?.amount ?? 0n) - (line.credit?.amount ?? 0n), 0n)

test.each([
  { what: "an invoice", journal: invoiceJournal(of, { totalMinor: 12_009n, netMinor: 10_100n, deferredMinor: 0n, taxes }), lines: ["receivable 12009", "revenue -10100", "tax_payable -1900 DE", "tax_payable -9 USCA"] },
  { what: "an invoice before the delivery", journal: invoiceJournal(of, { totalMinor: 12_009n, netMinor: 10_100n, deferredMinor: 10_100n, taxes }), lines: ["receivable 12009", "deferred_revenue -10100", "tax_payable -1900 DE", "tax_payable -9 USCA"] },
  { what: "a delivery", journal: releaseJournal(of, "s1", 100n, 0n), lines: ["deferred_revenue 100", "revenue -100"] },
  { what: "a void", journal: voidJournal(of, { totalMinor: 12_009n, earnedMinor: 10_000n, deferredMinor: 100n, taxes }), lines: ["receivable -12009", "revenue 10000", "deferred_revenue 100", "tax_payable 1900 DE", "tax_payable 9 USCA"] },
  { what: "a write-off", journal: writeOffJournal(of, 5n, 0n), lines: ["bad_debt 5", "receivable -5"] },
  { what: "a credit note", journal: creditNoteJournal(of, { totalMinor: 12_009n, earnedMinor: 10_100n, deferredMinor: 0n, deferredBefore: 0n, invoiceId: "1", taxes }), lines: ["revenue 10100", "tax_payable 1900 DE", "tax_payable 9 USCA", "customer_credit -12009"] },
  { what: "a payment with a discount, a fee and a rest", journal: paymentJournal(of, { amountMinor: 1_000n, clearedMinor: 980n, discountMinor: 20n, feeMinor: 30n, into: "cash_in_transit", cleared: [{ invoiceId: "1", before: 0n, amount: 1_000n }] }), lines: ["cash_in_transit 970", "payment_fee 30", "discount_allowed 20", "receivable -1000", "customer_credit -20"] },
  { what: "a refund", journal: refundJournal(of, 7n, "cash"), lines: ["customer_credit 7", "cash -7"] },
])("$what balances", ({ journal, lines }) => {
  expect(sides(journal)).toEqual(lines)
  expect(sum(journal)).toBe(0n)
})
