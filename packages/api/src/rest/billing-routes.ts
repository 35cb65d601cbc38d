import { creditNoteDocument, creditNoteView, documentFile, invoiceDocument, invoiceView, listCreditNotes, listInvoices, statement, type DocumentForm } from "@entrepot/domain/billing"
import { INVOICE_STATUSES } from "@entrepot/domain/billing/contract"
import { isUuid, Refusal } from "@entrepot/kernel"
import type { z } from "zod"
import * as contract from "./portal-contract.ts"
import type { PortalAnswer, PortalCall, PortalRoute } from "./portal-route.ts"
import { readQuery } from "./request.ts"

/** The answer is what its schema says and nothing beside it: a field that a page gets does not slip into the API. */
const answer = (schema: z.ZodType, value: unknown): PortalAnswer => ({ status: 200, body: schema.parse(value) })
const linksOf = (kind: "invoices" | "credit-notes", id: string) => ({ pdf: `/api/v1/${kind}/${id}/pdf`, ubl: `/api/v1/${kind}/${id}/ubl` })
const FINALISED = INVOICE_STATUSES.filter((status) => status !== "draft")

/** An id in a path; one that is no id is nobody's. */
function idIn(params: PortalCall["params"], code: string): string {
  const id = params["id"] ?? ""
  if (!isUuid(id)) throw new Refusal(code, "not_found")
  return id
}

async function invoices({ query, read }: PortalCall): Promise<PortalAnswer> {
  const { overdue, status = FINALISED, ...ask } = readQuery(contract.ListInvoicesQuery, query)
  const page = await read((work) => listInvoices(work, { ...ask, status: [...status], overdue: overdue === "true" }))
  return answer(contract.InvoicePage, { invoices: page.rows.map((row) => ({ ...row, links: linksOf("invoices", row.invoiceId) })), next: page.nextCursor })
}

async function invoice({ params, read }: PortalCall): Promise<PortalAnswer> {
  const invoiceId = idIn(params, "billing.invoice_not_found")
  const [view, document] = await read(async (work) => [await invoiceView(work, { invoiceId }), await invoiceDocument(work, { invoiceId })] as const)
  return answer(contract.Invoice, { ...view, document, links: linksOf("invoices", invoiceId) })
}

async function creditNotes({ query, read }: PortalCall): Promise<PortalAnswer> {
  const ask = readQuery(contract.ListCreditNotesQuery, query)
  const page = await read((work) => listCreditNotes(work, { ...ask, status: ["issued"] }))
  return answer(contract.CreditNotePage, { creditNotes: page.rows.map((row) => ({ ...row, links: linksOf("credit-notes", row.creditNoteId) })), next: page.nextCursor })
}

async function creditNote({ params, read }: PortalCall): Promise<PortalAnswer> {
  const creditNoteId = idIn(params, "billing.credit_note_not_found")
  const [view, document] = await read(async (work) => [await creditNoteView(work, { creditNoteId }), await creditNoteDocument(work, { creditNoteId })] as const)
  return answer(contract.CreditNote, { ...view, document, links: linksOf("credit-notes", creditNoteId) })
}

function file(kind: "invoice" | "credit_note", form: DocumentForm) {
  return ({ params, read, work: write }: PortalCall): Promise<PortalAnswer> => documentFile({ read, write }, { documentId: idIn(params, "billing.document_not_found"), form, kind })
}

async function accountStatement({ query, read }: PortalCall): Promise<PortalAnswer> {
  const ask = readQuery(contract.StatementQuery, query)
  return answer(contract.Statement, await read((work) => {
    if (!work.scope.accountId && !ask.accountId) throw new Refusal("tenancy.no_account_chosen", "rule")
    return statement(work, ask)
  }))
}

const ok = (description: string, schema: z.ZodType) => ({ 200: { description, schema } })
const UBL = "EN 16931 in UBL 2.1, as Peppol BIS Billing 3. Refused (422) where the document lacks what an electronic invoice needs."

/** Invoices, credit notes and the statement, read only: what a customer's or a partner's own bookkeeping fetches. */
export const BILLING_ROUTES: readonly PortalRoute[] = [
  { method: "GET", path: "/api/v1/invoices", id: "listInvoices", summary: "List invoices", query: contract.ListInvoicesQuery, handle: invoices, answers: ok("A page of finalised invoices", contract.InvoicePage) },
  { method: "GET", path: "/api/v1/invoices/{id}", id: "getInvoice", summary: "One invoice, what it says and what was paid of it", handle: invoice, answers: ok("The invoice", contract.Invoice) },
  { method: "GET", path: "/api/v1/invoices/{id}/pdf", id: "getInvoicePdf", summary: "An invoice as PDF", files: "application/pdf", description: "The same bytes every time, for ever.", handle: file("invoice", "pdf") },
  { method: "GET", path: "/api/v1/invoices/{id}/ubl", id: "getInvoiceUbl", summary: "An invoice as an electronic invoice", files: "application/xml", description: UBL, handle: file("invoice", "ubl") },
  { method: "GET", path: "/api/v1/credit-notes", id: "listCreditNotes", summary: "List credit notes", query: contract.ListCreditNotesQuery, handle: creditNotes, answers: ok("A page of issued credit notes", contract.CreditNotePage) },
  { method: "GET", path: "/api/v1/credit-notes/{id}", id: "getCreditNote", summary: "One credit note and what it says", handle: creditNote, answers: ok("The credit note", contract.CreditNote) },
  { method: "GET", path: "/api/v1/credit-notes/{id}/pdf", id: "getCreditNotePdf", summary: "A credit note as PDF", files: "application/pdf", handle: file("credit_note", "pdf") },
  { method: "GET", path: "/api/v1/credit-notes/{id}/ubl", id: "getCreditNoteUbl", summary: "A credit note as an electronic credit note", files: "application/xml", description: UBL, handle: file("credit_note", "ubl") },
  { method: "GET", path: "/api/v1/statement", id: "getStatement", summary: "What an account was charged and paid, with a running balance", query: contract.StatementQuery, handle: accountStatement, answers: ok("The statement", contract.Statement) },
]
