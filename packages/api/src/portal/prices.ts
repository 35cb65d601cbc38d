import {
  assignPriceList, diffPriceList, getIndexSeries, getMarginFloor, getPriceList, importIndexValues, listIndexSeries, listPriceLists, listPriceRules, orderPriceRules, priceLines, publicLine, publishIndexValue, publishPriceList, retirePriceList, revisePriceList, saveIndexSeries,
  saveListEntries, savePriceList, savePriceRule, seesMargins, setMarginFloor, setPriceRuleActive, simulatePrices,
} from "@entrepot/domain/pricing"
import * as contract from "@entrepot/domain/pricing/contract"
import { actingAccount } from "@entrepot/domain/tenancy"
import { router, signedIn } from "../trpc.ts"

/** What the tenant asks of its accounts: prices for anybody's lines, and for its price managers the lists and rules behind them. */
export const portalPricesRouter = router({
  lines: signedIn.input(contract.AskPrices).query(({ ctx, input: { accountId, lines } }) => ctx.read(async (work) => {
    const priced = await priceLines(work, { accountId: accountId ?? actingAccount(work), lines })
    return seesMargins(work) ? priced : priced.map(publicLine)
  })),
  simulate: signedIn.input(contract.SimulatePrices).mutation(({ ctx, input }) => ctx.read((work) => simulatePrices(work, input))),

  lists: signedIn.input(contract.ListPriceLists).query(({ ctx, input }) => ctx.read((work) => listPriceLists(work, input))),
  list: signedIn.input(contract.GetPriceList).query(({ ctx, input }) => ctx.read((work) => getPriceList(work, input))),
  saveList: signedIn.input(contract.SavePriceList).mutation(({ ctx, input }) => ctx.work((work) => savePriceList(work, input))),
  saveEntries: signedIn.input(contract.SaveListEntries).mutation(({ ctx, input }) => ctx.work((work) => saveListEntries(work, input))),
  assign: signedIn.input(contract.AssignPriceList).mutation(({ ctx, input }) => ctx.work((work) => assignPriceList(work, input).then(() => input))),
  diff: signedIn.input(contract.DiffPriceList).query(({ ctx, input }) => ctx.read((work) => diffPriceList(work, input))),
  publish: signedIn.input(contract.PriceListRef).mutation(({ ctx, input }) => ctx.work((work) => publishPriceList(work, input).then(() => input))),
  retire: signedIn.input(contract.PriceListRef).mutation(({ ctx, input }) => ctx.work((work) => retirePriceList(work, input).then(() => input))),
  revise: signedIn.input(contract.PriceListRef).mutation(({ ctx, input }) => ctx.work((work) => revisePriceList(work, input))),

  rules: signedIn.input(contract.ListPriceRules).query(({ ctx, input }) => ctx.read((work) => listPriceRules(work, input))),
  saveRule: signedIn.input(contract.SavePriceRule).mutation(({ ctx, input }) => ctx.work((work) => savePriceRule(work, input))),
  setRuleActive: signedIn.input(contract.SetPriceRuleActive).mutation(({ ctx, input }) => ctx.work((work) => setPriceRuleActive(work, input))),
  orderRules: signedIn.input(contract.OrderPriceRules).mutation(({ ctx, input }) => ctx.work((work) => orderPriceRules(work, input).then(() => input))),

  /** What a price may follow: the tenant's own series and the distributor's. */
  indices: signedIn.query(({ ctx }) => ctx.read(listIndexSeries)),
  index: signedIn.input(contract.IndexSeriesRef).query(({ ctx, input }) => ctx.read((work) => getIndexSeries(work, input))),
  saveIndex: signedIn.input(contract.SaveIndexSeries).mutation(({ ctx, input }) => ctx.work((work) => saveIndexSeries(work, input))),
  publishIndexValue: signedIn.input(contract.PublishIndexValue).mutation(({ ctx, input }) => ctx.work((work) => publishIndexValue(work, input))),
  /** Says what a file would change, or changes it. */
  importIndexValues: signedIn.input(contract.ImportIndexValues).mutation(({ ctx, input }) => ctx.work((work) => importIndexValues(work, input))),

  floor: signedIn.query(({ ctx }) => ctx.read(async (work) => ({ minMarginPercent: await getMarginFloor(work) }))),
  setFloor: signedIn.input(contract.SetMarginFloor).mutation(({ ctx, input }) => ctx.work((work) => setMarginFloor(work, input).then(() => input))),
})
