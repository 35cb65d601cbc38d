import { billingCloseChecks } from "@entrepot/domain/billing"
import { accountLedger, books, closePeriod, closeVerdict, getJournal, journalsOfDocument, lastProof, listExchangeRates, listJournals, reopenPeriod, trialBalance } from "@entrepot/domain/ledger"
import * as contract from "@entrepot/domain/ledger/contract"
import { taxDocuments, taxReport } from "@entrepot/domain/settlement"
import { TaxDocumentsOf, TaxReportOf } from "@entrepot/domain/settlement/contract"
import { router, signedIn } from "../trpc.ts"

/** The tenant's own books: months, balances, and from every figure down to its documents. */
export const portalBooksRouter = router({
  periods: signedIn.query(({ ctx }) => ctx.read(books)),
  trialBalance: signedIn.input(contract.TrialBalanceOf).query(({ ctx, input }) => ctx.read((work) => trialBalance(work, input))),
  account: signedIn.input(contract.AccountLedgerOf).query(({ ctx, input }) => ctx.read((work) => accountLedger(work, input))),
  journals: signedIn.input(contract.ListJournals).query(({ ctx, input }) => ctx.read((work) => listJournals(work, input))),
  journal: signedIn.input(contract.JournalRef).query(({ ctx, input }) => ctx.read((work) => getJournal(work, input))),
  /** What an invoice, a payment or a statement did in the books. */
  ofDocument: signedIn.input(contract.DocumentRef).query(({ ctx, input }) => ctx.read((work) => journalsOfDocument(work, input))),
  /** What the last nightly proof said. */
  proof: signedIn.query(({ ctx }) => ctx.read(lastProof)),
  rates: signedIn.input(contract.ListExchangeRates).query(({ ctx, input }) => ctx.read((work) => listExchangeRates(work, input))),
  /** What is owed of tax for some days, by law, treatment and rate, beside what the books say; and the documents behind each row. */
  taxReport: signedIn.input(TaxReportOf).query(({ ctx, input }) => ctx.read((work) => taxReport(work, input))),
  taxDocuments: signedIn.input(TaxDocumentsOf).query(({ ctx, input }) => ctx.read((work) => taxDocuments(work, input))),
  /** What stands in the way of closing a month. Writes nothing. */
  closeVerdict: signedIn.input(contract.PeriodRef).query(({ ctx, input }) => ctx.read(async (work) => closeVerdict(work, input, await billingCloseChecks(work, input)))),
  close: signedIn.input(contract.PeriodRef).mutation(({ ctx, input }) => ctx.work(async (work) => closePeriod(work, input, await billingCloseChecks(work, input)))),
  reopen: signedIn.input(contract.ReopenPeriod).mutation(({ ctx, input }) => ctx.work((work) => reopenPeriod(work, input))),
})
