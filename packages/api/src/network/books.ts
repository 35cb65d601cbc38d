import { accountLedger, books, checkBooks, closePeriod, closeVerdict, getJournal, journalsOfDocument, lastProof, listExchangeRates, listJournals, proofHistory, reopenPeriod, setExchangeRate, trialBalance } from "@entrepot/domain/ledger"
import * as contract from "@entrepot/domain/ledger/contract"
import { settlementCloseChecks, taxDocuments, taxReport } from "@entrepot/domain/settlement"
import { TaxDocumentsOf, TaxReportOf } from "@entrepot/domain/settlement/contract"
import { authorize } from "@entrepot/domain/tenancy"
import { router, staff } from "../trpc.ts"

/** The distributor's own books: months, balances, exchange rates, and from every figure down to its documents. */
export const networkBooksRouter = router({
  periods: staff.query(({ ctx }) => ctx.read(books)),
  trialBalance: staff.input(contract.TrialBalanceOf).query(({ ctx, input }) => ctx.read((work) => trialBalance(work, input))),
  account: staff.input(contract.AccountLedgerOf).query(({ ctx, input }) => ctx.read((work) => accountLedger(work, input))),
  journals: staff.input(contract.ListJournals).query(({ ctx, input }) => ctx.read((work) => listJournals(work, input))),
  journal: staff.input(contract.JournalRef).query(({ ctx, input }) => ctx.read((work) => getJournal(work, input))),
  /** What an invoice, a payment or a statement did in the books. */
  ofDocument: staff.input(contract.DocumentRef).query(({ ctx, input }) => ctx.read((work) => journalsOfDocument(work, input))),
  rates: staff.input(contract.ListExchangeRates).query(({ ctx, input }) => ctx.read((work) => listExchangeRates(work, input))),
  setRate: staff.input(contract.SetExchangeRate).mutation(({ ctx, input }) => ctx.work((work) => setExchangeRate(work, input))),
  /** What is owed of tax for some days, by law, treatment and rate, beside what the books say; and the documents behind each row. */
  taxReport: staff.input(TaxReportOf).query(({ ctx, input }) => ctx.read((work) => taxReport(work, input))),
  taxDocuments: staff.input(TaxDocumentsOf).query(({ ctx, input }) => ctx.read((work) => taxDocuments(work, input))),
  /** What stands in the way of closing a month. Writes nothing. */
  closeVerdict: staff.input(contract.PeriodRef).query(({ ctx, input }) => ctx.read(async (work) => closeVerdict(work, input, await settlementCloseChecks(work, input.period)))),
  close: staff.input(contract.PeriodRef).mutation(({ ctx, input }) => ctx.work(async (work) => closePeriod(work, input, await settlementCloseChecks(work, input.period)))),
  reopen: staff.input(contract.ReopenPeriod).mutation(({ ctx, input }) => ctx.work((work) => reopenPeriod(work, input))),
  /** What the last nightly proof said. */
  proof: staff.query(({ ctx }) => ctx.read(lastProof)),
  /** The nights before, check by check. */
  proofs: staff.query(({ ctx }) => ctx.read(proofHistory)),
  /** The proof that balances equal their lines and journals add up to nothing; answers what does not agree. */
  check: staff.query(({ ctx }) => ctx.read(async (work) => {
    authorize(work, "network.books.view")
    return checkBooks(work)
  })),
})
