import type { Work } from "@entrepot/db"
import { businessDate, moneyToJson, Refusal } from "@entrepot/kernel"
import { authorize, getTenant } from "../../tenancy/index.ts"
import { PreviewCredit, PreviewPayment, type ClearingPreview, type ClearingPreviewLine } from "../contract.ts"
import { creditOf } from "../credits/credit.db.ts"
import { openOf, statusOf } from "../invoices/status.ts"
import { spread } from "./attempt.ts"
import { findOpenItems, type OpenItem } from "./clear.db.ts"
import { meantInvoices } from "./meant.db.ts"
import { planPayment, type Wanted } from "./plan-payment.ts"
import { discountsOf } from "./receive.ts"
import { checkShares, moneyOf, sumOfShares } from "./shares.ts"

/** What recording a payment would do, by the rules of `recordPayment`. Writes nothing; refuses what it refuses. */
export async function previewPayment(work: Work, input: PreviewPayment): Promise<ClearingPreview> {
  authorize(work, "payment.record")
  const ask = PreviewPayment.parse(input)
  const { currency } = ask.amount
  const [items, credit] = await Promise.all([meantInvoices(work, ask).then((ids) => findOpenItems(work, ids)), creditOf(work, ask.accountId, currency)])
  const wanted = planPayment(items, ask)
  const { shares, restMinor } = spread(BigInt(ask.amount.amount), wanted.map((one) => ({ ...one, openMinor: openOf(itemOf(items, one)) })))
  const discounts = discountsOf(items, wanted, shares)
  const lines = shares.map((share) => lineOf(itemOf(items, share), "payment", share.amountMinor, discounts.find((one) => one.invoiceId === share.invoiceId)?.amountMinor ?? 0n))
  return { lines, rest: moneyToJson(moneyOf(restMinor, currency)), creditAfter: moneyToJson(moneyOf(credit + restMinor, currency)) }
}

/** What setting credit against invoices would do, by the rules of `applyCredit`. Writes nothing; refuses what it refuses. */
export async function previewCredit(work: Work, input: PreviewCredit): Promise<ClearingPreview> {
  authorize(work, "invoice.pay")
  const ask = PreviewCredit.parse(input)
  const [items, tenant] = await Promise.all([findOpenItems(work, ask.invoices.map((one) => one.invoiceId)), getTenant(work)])
  const shares = checkShares(items, ask.invoices, businessDate(work.now, tenant.zone).toString())
  const { accountId, currency } = shares[0]!.item
  if (ask.accountId && accountId !== ask.accountId) throw new Refusal("billing.invoice_not_found", "not_found")
  const left = (await creditOf(work, accountId, currency)) - sumOfShares(shares)
  if (left < 0n) throw new Refusal("billing.not_enough_credit", "rule", { currency })
  return { lines: shares.map((share) => lineOf(share.item, "credit", share.amountMinor, share.discountMinor)), rest: moneyToJson(moneyOf(0n, currency)), creditAfter: moneyToJson(moneyOf(left, currency)) }
}

const itemOf = (items: readonly OpenItem[], { invoiceId }: Pick<Wanted, "invoiceId">) => items.find((item) => item.invoiceId === invoiceId)!

function lineOf(item: OpenItem, by: "payment" | "credit", takenMinor: bigint, discountMinor: bigint): ClearingPreviewLine {
  const amount = (minor: bigint) => moneyToJson(moneyOf(minor, item.currency))
  const after = { ...item, paidMinor: item.paidMinor + (by === "payment" ? takenMinor : 0n), creditedMinor: item.creditedMinor + (by === "credit" ? takenMinor : 0n), discountedMinor: item.discountedMinor + discountMinor }
  return { invoiceId: item.invoiceId, number: item.number, dueOn: item.dueOn, open: amount(openOf(item)), taken: amount(takenMinor), discount: amount(discountMinor), openAfter: amount(openOf(after)), statusAfter: statusOf(after) }
}
