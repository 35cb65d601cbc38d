import { creditNotesToDecide, creditNoteTotals, creditNoteView, decideCreditNote, listCreditNotes, previewCreditNote, requestCreditNote, withdrawCreditNote } from "@entrepot/domain/billing"
import { InboxQuery } from "@entrepot/domain/approvals/contract"
import * as contract from "@entrepot/domain/billing/contract"
import { router, signedIn } from "../trpc.ts"

/** Corrections of invoices: asked for with a reason, agreed to by somebody else. */
export const portalCreditNotesRouter = router({
  list: signedIn.input(contract.ListCreditNotes).query(({ ctx, input }) => ctx.read((work) => listCreditNotes(work, input))),
  totals: signedIn.input(contract.AccountChoice).query(({ ctx, input }) => ctx.read((work) => creditNoteTotals(work, input))),
  get: signedIn.input(contract.CreditNoteRef).query(({ ctx, input }) => ctx.read((work) => creditNoteView(work, input))),
  /** What waits for one's own word. */
  inbox: signedIn.input(InboxQuery).query(({ ctx, input }) => ctx.read((work) => creditNotesToDecide(work, input))),
  /** What asking would do; writes nothing. Sent as a POST (`context: { long: true }`): the lines of an invoice may be too long for an address. */
  preview: signedIn.input(contract.PreviewCreditNote).query(({ ctx, input }) => ctx.read((work) => previewCreditNote(work, input))),
  request: signedIn.input(contract.RequestCreditNote).mutation(({ ctx, input }) => ctx.work((work) => requestCreditNote(work, input))),
  decide: signedIn.input(contract.DecideCreditNote).mutation(({ ctx, input }) => ctx.work((work) => decideCreditNote(work, input))),
  withdraw: signedIn.input(contract.CreditNoteRef).mutation(({ ctx, input }) => ctx.work((work) => withdrawCreditNote(work, input).then(() => input))),
})
