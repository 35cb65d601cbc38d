import { agreementView, listDisputes, listStatements, nextLines, nextStatement, raiseDispute, statementLines, statementView, withdrawDispute } from "@entrepot/domain/settlement"
import * as contract from "@entrepot/domain/settlement/contract"
import { router, signedIn } from "../trpc.ts"

/** What is between the tenant and its distributor: statements, their facts, and what the tenant does not agree with. */
export const portalSettlementRouter = router({
  agreement: signedIn.query(({ ctx }) => ctx.read((work) => agreementView(work))),
  /** What the distributor will charge. */
  next: signedIn.query(({ ctx }) => ctx.read((work) => nextStatement(work))),
  nextLines: signedIn.input(contract.NextLinesOf.omit({ tenantId: true })).query(({ ctx, input }) => ctx.read((work) => nextLines(work, input))),
  statements: signedIn.input(contract.ListStatements.omit({ tenantId: true })).query(({ ctx, input }) => ctx.read((work) => listStatements(work, input))),
  statement: signedIn.input(contract.StatementRef).query(({ ctx, input }) => ctx.read((work) => statementView(work, input))),
  lines: signedIn.input(contract.StatementLinesOf).query(({ ctx, input }) => ctx.read((work) => statementLines(work, input))),
  disputes: signedIn.input(contract.ListDisputes.omit({ tenantId: true })).query(({ ctx, input }) => ctx.read((work) => listDisputes(work, input))),
  raiseDispute: signedIn.input(contract.RaiseDispute).mutation(({ ctx, input }) => ctx.work((work) => raiseDispute(work, input))),
  withdrawDispute: signedIn.input(contract.DisputeRef).mutation(({ ctx, input }) => ctx.work((work) => withdrawDispute(work, input))),
})
