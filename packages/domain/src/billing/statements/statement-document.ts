import type { Work } from "@entrepot/db"
import { businessDate } from "@entrepot/kernel"
import { authorize, findBrandAsset } from "../../tenancy/index.ts"
import type { AgeingRow, AskStatement, StatementView } from "../contract.ts"
import { StatementDocument, type StatementDocumentInput } from "../documents/index.ts"
import { findIssuer, type Issuer } from "../invoices/issuer.db.ts"
import { brandOf, partyOf, remitToOf } from "../invoices/snapshot.ts"
import { statement } from "./statement.ts"

export type DrawableStatement = { readonly document: StatementDocument; readonly logo: Uint8Array | undefined }

/** A statement as a document, in the tenant's language and as of today. Refuses what `statement` does. */
export async function statementDocument(work: Work, input: AskStatement): Promise<DrawableStatement> {
  authorize(work, "invoice.view")
  const view = await statement(work, input)
  const issuer = await findIssuer(work, view.accountId)
  if (!issuer) throw new Error("An account that has a statement has an issuer.")
  const document = StatementDocument.parse(worded(view, issuer, businessDate(work.now, issuer.zone).toString()))
  const { logoHash } = document.brand
  return { document, logo: logoHash ? (await findBrandAsset(work, logoHash))?.bytes : undefined }
}

function worded(view: StatementView, issuer: Issuer, issuedOn: string): StatementDocumentInput {
  const { seller, buyer } = issuer
  const remitTo = remitToOf(issuer)
  return {
    layout: 1, issuedOn, period: { from: view.from, to: view.to }, locale: issuer.locale, currency: view.currency,
    seller: { ...partyOf(seller.legalName, seller.taxId, seller.address), email: seller.email },
    buyer: { ...partyOf(buyer.name, buyer.taxId, buyer.address ?? { recipient: buyer.name, line1: "", line2: "", postalCode: "", city: "", region: "", country: seller.country }), number: buyer.number },
    opening: view.opening, closing: view.closing, entries: view.entries.map(({ on, occurredOn, kind, number, reference, debit, credit, balance }) => ({ on, occurredOn, kind, number, reference: kind === "payment" ? null : reference || null, debit, credit, balance })),
    ageing: agedOf(view.ageing), unapplied: view.credit, remitTo: remitTo && { ...remitTo, reference: buyer.number }, brand: brandOf(issuer), paperCountry: seller.country,
  }
}

function agedOf(row: AgeingRow): StatementDocumentInput["ageing"] {
  return {
    notDue: row.current,
    overdue: [
      { fromDays: 1, toDays: 30, amount: row.days_1_30 }, { fromDays: 31, toDays: 60, amount: row.days_31_60 }, { fromDays: 61, toDays: 90, amount: row.days_61_90 }, { fromDays: 91, toDays: null, amount: row.days_over_90 },
    ],
  }
}
