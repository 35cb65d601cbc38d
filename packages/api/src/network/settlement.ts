import {
  adjustSettlement, agreementView, checkOwnLeg, draftStatements, issueStatement, listDisputes, listStatements, nextLines, nextStatement, orderEntries, partnerBalances, resolveDispute, saveAgreement, saveTaxProfile, settleStatement, statementLines, statementView, taxProfile,
} from "@entrepot/domain/settlement"
import * as contract from "@entrepot/domain/settlement/contract"
import { networkBrand, saveNetworkBrand } from "@entrepot/domain/tenancy"
import { saveNetworkBrand as saveNetworkBrandInput } from "@entrepot/domain/tenancy/contract"
import { router, staff } from "../trpc.ts"

/** What is between the distributor and each of its partners. */
export const networkSettlementRouter = router({
  /** Who owes what. */
  balances: staff.query(({ ctx }) => ctx.read(partnerBalances)),
  /** Where the distributor's books and the entries differ; nothing, when all is well. */
  check: staff.query(({ ctx }) => ctx.read(checkOwnLeg)),
  agreement: staff.input(contract.AgreementOf).query(({ ctx, input }) => ctx.read((work) => agreementView(work, input))),
  saveAgreement: staff.input(contract.SaveAgreement).mutation(({ ctx, input }) => ctx.work((work) => saveAgreement(work, input))),
  /** Who the distributor is by law, and where it charges tax. */
  taxProfile: staff.query(({ ctx }) => ctx.read(taxProfile)),
  saveTaxProfile: staff.input(contract.SaveTaxProfile).mutation(({ ctx, input }) => ctx.work((work) => saveTaxProfile(work, input))),
  /** How its papers look. */
  brand: staff.query(({ ctx }) => ctx.read(networkBrand)),
  saveBrand: staff.input(saveNetworkBrandInput).mutation(({ ctx, input }) => ctx.work((work) => saveNetworkBrand(work, input))),
  next: staff.input(contract.PreviewStatement).query(({ ctx, input }) => ctx.read((work) => nextStatement(work, input))),
  nextLines: staff.input(contract.NextLinesOf).query(({ ctx, input }) => ctx.read((work) => nextLines(work, input))),
  statements: staff.input(contract.ListStatements).query(({ ctx, input }) => ctx.read((work) => listStatements(work, input))),
  statement: staff.input(contract.StatementRef).query(({ ctx, input }) => ctx.read((work) => statementView(work, input))),
  lines: staff.input(contract.StatementLinesOf).query(({ ctx, input }) => ctx.read((work) => statementLines(work, input))),
  /** What is between the two of one order. */
  ofOrder: staff.input(contract.OrderEntriesOf).query(({ ctx, input }) => ctx.read((work) => orderEntries(work, input))),
  draft: staff.input(contract.DraftStatements).mutation(({ ctx, input }) => ctx.work((work) => draftStatements(work, input))),
  issue: staff.input(contract.IssueStatement).mutation(({ ctx, input }) => ctx.work((work) => issueStatement(work, input))),
  settle: staff.input(contract.SettleStatement).mutation(({ ctx, input }) => ctx.work((work) => settleStatement(work, input))),
  adjust: staff.input(contract.AdjustSettlement).mutation(({ ctx, input }) => ctx.work((work) => adjustSettlement(work, input))),
  disputes: staff.input(contract.ListDisputes).query(({ ctx, input }) => ctx.read((work) => listDisputes(work, input))),
  resolveDispute: staff.input(contract.ResolveDispute).mutation(({ ctx, input }) => ctx.work((work) => resolveDispute(work, input))),
})
