import { scoped, type Work } from "@entrepot/db"
import { moneyToJson } from "@entrepot/kernel"
import { may } from "../../tenancy/index.ts"
import type { Action, InvoiceView } from "../contract.ts"
import { invoiceNotFound } from "../payments/clear.db.ts"
import { moneyOf } from "../payments/shares.ts"
import { compose } from "./compose.ts"
import { findDraft } from "./drafts.db.ts"
import { findIssuer } from "./issuer.db.ts"
import { partViews } from "./tax-parts.ts"
import { termsOf, treatmentOf } from "./treatment.ts"
import { billed } from "./written-lines.ts"

/** A draft as its page shows it: what it would say if it were finalised today. Refuses `billing.invoice_not_found`. */
export async function draftView(work: Work, invoiceId: string): Promise<InvoiceView> {
  const draft = await findDraft(work, invoiceId)
  const issuer = draft && (await findIssuer(work, draft.accountId))
  if (!draft || !issuer) throw invoiceNotFound()
  const [account, lines] = await Promise.all([scoped(work, "tenancy.account").select("name").where("account_id", "=", draft.accountId).executeTakeFirst(), billed(work, issuer, draft.lines)])
  const composed = compose(lines, issuer.taxRounding, draft.currency)
  const amount = (minor: bigint) => moneyToJson(moneyOf(minor, draft.currency))
  const nothing = amount(0n)
  const address = issuer.buyer.address ?? issuer.seller.address
  const never: Action = { allowed: false, why: "billing.invoice_is_a_draft" }
  const write: Action = may(work, "credit_note.issue") ? { allowed: true } : { allowed: false, why: "tenancy.not_permitted" }
  return {
    invoiceId, number: null, status: "draft", version: draft.version, accountId: draft.accountId, accountName: account?.name ?? "", source: "manual", orderId: null, orderNumber: null, shipmentId: null, shipmentNumber: null, subscriptionId: null, subscriptionNumber: null,
    poNumber: draft.poNumber, note: draft.note, currency: draft.currency, seller: { ...issuer.seller, number: null }, buyer: { name: issuer.buyer.name, legalName: issuer.buyer.name, number: issuer.buyer.number, taxId: issuer.buyer.taxId, email: null, address },
    billTo: address, shipTo: null, remitTo: issuer.remitTo, issuedOn: null, suppliedOn: null, dueOn: null, overdueDays: 0, netDays: issuer.terms.netDays, discount: null,
    lines: composed.lines.map((line) => ({
      lineId: String(line.position), position: line.position, productId: line.productId, sku: line.sku, name: line.name, unit: line.unit, quantity: line.quantity, unitPrice: line.unitPrice, net: amount(line.netMinor), taxCategory: line.taxCategory,
      taxPercent: line.taxPercent, jurisdiction: line.jurisdiction, tax: amount(line.taxMinor), period: null, creditable: { quantity: "0", net: nothing },
    })),
    deliveryTerms: termsOf(composed), taxes: composed.taxes.map((row) => ({ jurisdiction: row.jurisdiction, taxCategory: row.taxCategory, percent: row.percent, net: amount(row.netMinor), tax: amount(row.taxMinor), treatment: treatmentOf(composed, row), parts: partViews(row.parts ?? [], amount) })),
    net: moneyToJson(composed.net), tax: moneyToJson(composed.tax), total: moneyToJson(composed.total), paid: nothing, credited: nothing, discounted: nothing, writtenOff: nothing, open: nothing, clearings: [], attempts: [], creditNotes: [], disputes: [], writeOffRequest: null,
    actions: { pay: never, credit: never, void: never, writeOff: never, finalise: write, discard: write },
  }
}
