import { audit, record, type Work } from "@entrepot/db"
import { postJournal } from "../../ledger/index.ts"
import { changeUnpaid } from "../../ordering/index.ts"
import { invoiceFinalised } from "../events.ts"
import { compose, type Composed } from "./compose.ts"
import type { Issuer } from "./issuer.db.ts"
import { invoiceJournal } from "./journals.ts"
import type { NewInvoice } from "./new-invoice.ts"
import { snapshotOf } from "./snapshot.ts"
import { dueDays, type DueDays } from "./terms.ts"
import { writeInvoice } from "./write-invoice.db.ts"

export type Finalised = { readonly invoiceId: string; readonly number: string; readonly totalMinor: bigint; readonly currency: string; readonly dueOn: string }

/**
 * Numbers an invoice, writes it for good, posts it, and says so. What it asks for counts as unpaid from here on. Four
 * statements; whoever calls this has locked what it is made from.
 */
export async function finalise(work: Work, invoice: NewInvoice, issuer: Issuer): Promise<Finalised> {
  const composed = compose(invoice.lines, issuer.taxRounding, invoice.currency)
  const due = dueDays(issuer.terms, composed.total, invoice.issuedOn)
  const number = await writeInvoice(work, { invoice, issuer, composed, due, document: documentOf(invoice, issuer, composed, due) })
  const { amount } = composed.total
  const of = { id: invoice.invoiceId, number, accountId: issuer.buyer.accountId, on: invoice.issuedOn, currency: invoice.currency }
  if (amount !== 0n) {
    const sums = { totalMinor: amount, netMinor: composed.net.amount, deferredMinor: invoice.deferred ? composed.net.amount : 0n, taxes: composed.taxes }
    await Promise.all([changeUnpaid(work, { accountId: of.accountId, currency: of.currency, amountMinor: amount }), postJournal(work, invoiceJournal(of, sums))])
  }
  record(work, invoiceFinalised, {
    invoiceId: of.id, number, accountId: of.accountId, orderId: invoice.orderId, source: invoice.source, shipmentId: invoice.shipmentId, subscriptionId: invoice.subscriptionId, occurrenceId: invoice.occurrenceId,
  })
  audit(work, { action: "invoice.finalised", subjectKind: "invoice", subjectId: of.id, after: { number, source: invoice.source } })
  return { invoiceId: of.id, number, totalMinor: amount, currency: of.currency, dueOn: due.dueOn }
}

function documentOf(invoice: NewInvoice, issuer: Issuer, composed: Composed, due: DueDays) {
  const { currency, issuedOn, suppliedOn, shipTo, poNumber, orderNumber, shipmentNumber, note, collect } = invoice
  const discount = due.discountUntil && { percent: issuer.terms.discountPercent, until: due.discountUntil, amountMinor: due.discount.amount }
  return snapshotOf({ kind: "invoice", issuer, composed, currency, issuedOn, dueOn: due.dueOn, suppliedOn, shipTo, poNumber, orderNumber, shipmentNumber, note, collect, discount: discount || null, corrects: [], reason: null })
}
