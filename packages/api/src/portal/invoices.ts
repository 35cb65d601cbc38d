import { InboxQuery } from "@entrepot/domain/approvals/contract"
import { decideWriteOff, discardDraft, finaliseDraft, invoiceTotals, invoiceTrail, invoiceView, listInvoices, previewWriteOff, saveDraft, voidInvoice, withdrawWriteOff, writeOffInvoice, writeOffsToDecide } from "@entrepot/domain/billing"
import * as contract from "@entrepot/domain/billing/contract"
import { router, signedIn } from "../trpc.ts"

/** What customers owe: finalised invoices, which nobody changes any more, and drafts. */
export const portalInvoicesRouter = router({
  list: signedIn.input(contract.ListInvoices).query(({ ctx, input }) => ctx.read((work) => listInvoices(work, input))),
  totals: signedIn.input(contract.AccountChoice).query(({ ctx, input }) => ctx.read((work) => invoiceTotals(work, input))),
  get: signedIn.input(contract.InvoiceRef).query(({ ctx, input }) => ctx.read((work) => invoiceView(work, input))),
  /** Of one order or one subscription, each with what corrects it and what was paid. */
  trail: signedIn.input(contract.InvoiceTrailOf).query(({ ctx, input }) => ctx.read((work) => invoiceTrail(work, input))),
  saveDraft: signedIn.input(contract.SaveInvoiceDraft).mutation(({ ctx, input }) => ctx.work((work) => saveDraft(work, input))),
  finalise: signedIn.input(contract.FinaliseInvoice).mutation(({ ctx, input }) => ctx.work((work) => finaliseDraft(work, input))),
  discard: signedIn.input(contract.InvoiceRef).mutation(({ ctx, input }) => ctx.work((work) => discardDraft(work, input).then(() => input))),
  void: signedIn.input(contract.GiveUpInvoice).mutation(({ ctx, input }) => ctx.work((work) => voidInvoice(work, input).then(() => input))),
  /** What writing off would do; writes nothing. */
  previewWriteOff: signedIn.input(contract.InvoiceRef).query(({ ctx, input }) => ctx.read((work) => previewWriteOff(work, input))),
  writeOff: signedIn.input(contract.GiveUpInvoice).mutation(({ ctx, input }) => ctx.work((work) => writeOffInvoice(work, input))),
  /** Write-offs that wait for one's own word. */
  writeOffInbox: signedIn.input(InboxQuery).query(({ ctx, input }) => ctx.read((work) => writeOffsToDecide(work, input))),
  decideWriteOff: signedIn.input(contract.DecideWriteOff).mutation(({ ctx, input }) => ctx.work((work) => decideWriteOff(work, input))),
  withdrawWriteOff: signedIn.input(contract.WriteOffRef).mutation(({ ctx, input }) => ctx.work((work) => withdrawWriteOff(work, input).then(() => input))),
})
