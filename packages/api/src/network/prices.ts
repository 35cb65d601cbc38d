import { z } from "zod"
import { inTenant } from "@entrepot/db"
import {
  assignPriceList, deleteBasePrice, diffPriceList, getIndexSeries, getPriceList, importIndexValues, listBasePrices, listIndexSeries, listPriceLists, listPriceRules, orderPriceRules, publishIndexValue, publishPriceList, retirePriceList, revisePriceList, saveIndexSeries, saveBasePrices,
  saveListEntries, savePriceList, savePriceRule, setPriceRuleActive, simulatePrices,
} from "@entrepot/domain/pricing"
import * as contract from "@entrepot/domain/pricing/contract"
import { router, staff } from "../trpc.ts"

/** Whose prices: the distributor's stewards keep both sides of every tenant of the network. */
const OfTenant = z.object({ tenantId: z.number().int().positive() })

/** The network's base prices, and each tenant's lists and rules; `input` beside the tenant is what the portal's own router takes. */
export const networkPricesRouter = router({
  base: staff.input(contract.ListBasePrices).query(({ ctx, input }) => ctx.read((work) => listBasePrices(work, input))),
  /** Each row is saved or refused by itself, with its place and the reason. */
  saveBase: staff.input(contract.SaveBasePrices).mutation(({ ctx, input }) => ctx.work((work) => saveBasePrices(work, input.rows))),
  deleteBase: staff.input(contract.DeleteBasePrice).mutation(({ ctx, input }) => ctx.work((work) => deleteBasePrice(work, input).then(() => input))),

  /** The distributor's index series, which its partners' prices may follow. */
  indices: staff.query(({ ctx }) => ctx.read(listIndexSeries)),
  index: staff.input(contract.IndexSeriesRef).query(({ ctx, input }) => ctx.read((work) => getIndexSeries(work, input))),
  saveIndex: staff.input(contract.SaveIndexSeries).mutation(({ ctx, input }) => ctx.work((work) => saveIndexSeries(work, input))),
  publishIndexValue: staff.input(contract.PublishIndexValue).mutation(({ ctx, input }) => ctx.work((work) => publishIndexValue(work, input))),
  /** Says what a file would change, or changes it. */
  importIndexValues: staff.input(contract.ImportIndexValues).mutation(({ ctx, input }) => ctx.work((work) => importIndexValues(work, input))),

  simulate: staff.input(OfTenant.extend({ ask: contract.SimulatePrices })).mutation(({ ctx, input }) => ctx.read((work) => simulatePrices(inTenant(work, input.tenantId), input.ask))),

  lists: staff.input(OfTenant.extend({ ask: contract.ListPriceLists })).query(({ ctx, input }) => ctx.read((work) => listPriceLists(inTenant(work, input.tenantId), input.ask))),
  list: staff.input(OfTenant.extend({ ask: contract.GetPriceList })).query(({ ctx, input }) => ctx.read((work) => getPriceList(inTenant(work, input.tenantId), input.ask))),
  saveList: staff.input(OfTenant.extend({ list: contract.SavePriceList })).mutation(({ ctx, input }) => ctx.work((work) => savePriceList(inTenant(work, input.tenantId), input.list))),
  saveEntries: staff.input(OfTenant.extend({ entries: contract.SaveListEntries })).mutation(({ ctx, input }) => ctx.work((work) => saveListEntries(inTenant(work, input.tenantId), input.entries))),
  assign: staff.input(OfTenant.extend({ assignment: contract.AssignPriceList })).mutation(({ ctx, input }) => ctx.work((work) => assignPriceList(inTenant(work, input.tenantId), input.assignment).then(() => input.assignment))),
  diff: staff.input(OfTenant.extend({ ask: contract.DiffPriceList })).query(({ ctx, input }) => ctx.read((work) => diffPriceList(inTenant(work, input.tenantId), input.ask))),
  publish: staff.input(OfTenant.extend(contract.PriceListRef.shape)).mutation(({ ctx, input: { tenantId, listId } }) => ctx.work((work) => publishPriceList(inTenant(work, tenantId), { listId }).then(() => ({ listId })))),
  retire: staff.input(OfTenant.extend(contract.PriceListRef.shape)).mutation(({ ctx, input: { tenantId, listId } }) => ctx.work((work) => retirePriceList(inTenant(work, tenantId), { listId }).then(() => ({ listId })))),
  revise: staff.input(OfTenant.extend(contract.PriceListRef.shape)).mutation(({ ctx, input: { tenantId, listId } }) => ctx.work((work) => revisePriceList(inTenant(work, tenantId), { listId }))),

  rules: staff.input(OfTenant.extend({ ask: contract.ListPriceRules })).query(({ ctx, input }) => ctx.read((work) => listPriceRules(inTenant(work, input.tenantId), input.ask))),
  saveRule: staff.input(OfTenant.extend({ rule: contract.SavePriceRule })).mutation(({ ctx, input }) => ctx.work((work) => savePriceRule(inTenant(work, input.tenantId), input.rule))),
  setRuleActive: staff.input(OfTenant.extend({ rule: contract.SetPriceRuleActive })).mutation(({ ctx, input }) => ctx.work((work) => setPriceRuleActive(inTenant(work, input.tenantId), input.rule))),
  orderRules: staff.input(OfTenant.extend({ order: contract.OrderPriceRules })).mutation(({ ctx, input }) => ctx.work((work) => orderPriceRules(inTenant(work, input.tenantId), input.order).then(() => input.order))),
})
