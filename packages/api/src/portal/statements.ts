import { ageing, creditBalance, receivable, statement } from "@entrepot/domain/billing"
import * as contract from "@entrepot/domain/billing/contract"
import { router, signedIn } from "../trpc.ts"

/** What an account was charged and paid, what is open, and for how long. */
export const portalStatementsRouter = router({
  statement: signedIn.input(contract.AskStatement).query(({ ctx, input }) => ctx.read((work) => statement(work, input))),
  ageing: signedIn.input(contract.AskAgeing).query(({ ctx, input }) => ctx.read((work) => ageing(work, input))),
  receivable: signedIn.input(contract.AskReceivable).query(({ ctx, input }) => ctx.read((work) => receivable(work, input))),
  credit: signedIn.input(contract.AccountChoice).query(({ ctx, input }) => ctx.read((work) => creditBalance(work, input))),
})
