import { handler, type EventHandler } from "@entrepot/db"
import { creditNoteIssued, creditNoteRequested, creditNotice, invoiceFinalised, invoiceNotice, writeOffNotice, writeOffRequested, type CreditNotice, type InvoiceNotice, type WriteOffNotice } from "../../billing/index.ts"
import { portalPaths } from "./links.ts"
import { moneyReaders } from "./money-readers.ts"
import { findApprovers } from "./order-facts.db.ts"
import { aboutEvent, owe, type Draft, type Say } from "./owe.ts"
import { quantityText } from "./units.ts"

/** Invoices and credit notes, with their PDF, to the people of the account who see its invoices and its billing contacts. */
export const invoiceHandlers: readonly EventHandler[] = [
  handler("mail.invoice_issued", invoiceFinalised, async (work, event) => {
    const invoice = await invoiceNotice(work, event.payload.invoiceId)
    if (invoice) await owe(work, await moneyReaders(work, "invoice.view", invoice.accountId, "invoices"), aboutEvent(event), (say) => invoiceMail(invoice, say))
  }),
  handler("mail.credit_note_issued", creditNoteIssued, async (work, event) => {
    const credit = await creditNotice(work, event.payload.creditNoteId)
    if (credit) await owe(work, await moneyReaders(work, "invoice.view", credit.accountId, "invoices"), aboutEvent(event), (say) => creditMail(credit, say))
  }),
  handler("mail.credit_note_requested", creditNoteRequested, async (work, event) => {
    const credit = await creditNotice(work, event.payload.creditNoteId)
    if (credit?.status === "awaiting_approval") await owe(work, await findApprovers(work, event.payload), aboutEvent(event), (say) => requestMail(credit, say))
  }),
  handler("mail.write_off_requested", writeOffRequested, async (work, event) => {
    const loss = await writeOffNotice(work, event.payload.writeOffId)
    if (loss?.status === "awaiting_approval") await owe(work, await findApprovers(work, event.payload), aboutEvent(event), (say) => lossMail(loss, say))
  }),
]

function invoiceMail(invoice: InvoiceNotice, say: Say): Draft {
  const { number, account, currency, totalMinor, discountMinor, discountUntil } = invoice
  const total = say.money(totalMinor, currency)
  const due = say.day(invoice.dueOn)
  const pay = totalMinor === 0n ? say.word("pay_nothing") : invoice.collect === "automatic" ? say.word("pay_charged") : say.word("pay_by", { due })
  const discount = discountUntil !== null && discountMinor > 0n && invoice.collect === "terms" ? say.word("discount", { until: say.day(discountUntil), amount: say.money(discountMinor, currency) }) : ""
  return {
    kind: "invoice_issued", facts: { number, account, total, pay, discount }, path: portalPaths.invoice(invoice.invoiceId), documentId: invoice.invoiceId,
    table: [
      [say.word("invoice"), number], [say.word("account"), account], ...named(say, "order", invoice.orderNumber), ...named(say, "poNumber", invoice.poNumber), [say.word("issuedOn"), say.day(invoice.issuedOn)],
      ...(invoice.collect === "terms" && totalMinor > 0n ? [[say.word("dueOn"), due] as const] : []), [say.word("total"), total],
    ],
    lines: invoice.lines.map((line) => [quantityText(line, say.locale), line.name] as const), moreLines: invoice.lineCount - invoice.lines.length,
  }
}

function named(say: Say, label: "order" | "poNumber", value: string | null): readonly (readonly [string, string])[] {
  return value ? [[say.word(label), value]] : []
}

function creditMail(credit: CreditNotice, say: Say): Draft {
  const { currency, totalMinor, appliedMinor } = credit
  const applied = appliedMinor > 0n ? say.word("credit_applied", { applied: say.money(appliedMinor, currency) }) : ""
  const kept = totalMinor > appliedMinor ? say.word("credit_kept", { kept: say.money(totalMinor - appliedMinor, currency) }) : ""
  return {
    kind: "credit_note_issued", path: portalPaths.creditNote(credit.creditNoteId), documentId: credit.creditNoteId, table: [[say.word("creditNote"), credit.number ?? ""], ...tableOf(credit, say)],
    facts: { number: credit.number ?? "", account: credit.account, invoice: credit.invoiceNumber, total: say.money(totalMinor, currency), settles: [applied, kept].filter(Boolean).join(" ") },
  }
}

function requestMail(credit: CreditNotice, say: Say): Draft {
  const facts = { by: credit.requestedBy, account: credit.account, invoice: credit.invoiceNumber, total: say.money(credit.totalMinor, credit.currency) }
  return { kind: "credit_note_requested", path: portalPaths.creditNote(credit.creditNoteId), facts, table: tableOf(credit, say) }
}

function lossMail({ invoiceNumber, accountName, amountMinor, currency, reason, requestedBy }: WriteOffNotice, say: Say): Draft {
  const total = say.money(amountMinor, currency)
  return {
    kind: "write_off_requested", path: portalPaths.approvals(), facts: { by: requestedBy, account: accountName, invoice: invoiceNumber, total },
    table: [[say.word("invoice"), invoiceNumber], [say.word("account"), accountName], [say.word("reason"), reason], [say.word("total"), total]],
  }
}

function tableOf({ account, invoiceNumber, reasonCode, reason, totalMinor, currency }: CreditNotice, say: Say): [string, string][] {
  return [[say.word("invoice"), invoiceNumber], [say.word("account"), account], [say.word("reason"), [say.billing(`billing.reason.${reasonCode}`), reason].filter(Boolean).join(": ")], [say.word("total"), say.money(totalMinor, currency)]]
}
