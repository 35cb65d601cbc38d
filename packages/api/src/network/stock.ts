import { explainPromises, trySourcing } from "@entrepot/domain/fulfilment"
import {
  cancelExpectedReceipt, changeExpectedReceipt, checkStock, correctStock, countStock, expectReceipt, explainStock, listExpectedReceipts, listSourcingRules, listStock, listWarehouses,
  moveReservations, orderSourcingRules, receiveStock, removeSourcingRule, saveSourcingRule, saveWarehouse, setReorderPoint,
} from "@entrepot/domain/inventory"
import * as contract from "@entrepot/domain/inventory/contract"
import { allocationSettings, previewAllocation, saveAllocationPolicy } from "@entrepot/domain/ordering"
import * as ordering from "@entrepot/domain/ordering/contract"
import { authorize } from "@entrepot/domain/tenancy"
import { router, staff } from "../trpc.ts"

export const networkStockRouter = router({
  list: staff.input(contract.ListStock).query(({ ctx, input }) => ctx.read((work) => listStock(work, input))),
  /** Where the numbers of one product in one warehouse come from; reservations carry the numbers of their orders and shipments. */
  explain: staff.input(contract.ExplainStock).query(({ ctx, input }) => ctx.read(async (work) => {
    const stock = await explainStock(work, input)
    return { ...stock, promises: await explainPromises(work, stock.reservations) }
  })),
  /** The proof that balances equal their facts; answers what does not agree. */
  check: staff.query(({ ctx }) => ctx.read(async (work) => {
    authorize(work, "network.stock.view")
    return checkStock(work)
  })),
  receive: staff.input(contract.ReceiveStockInput).mutation(({ ctx, input }) => ctx.work((work) => receiveStock(work, input))),
  count: staff.input(contract.CountStockInput).mutation(({ ctx, input }) => ctx.work((work) => countStock(work, input))),
  correct: staff.input(contract.CorrectStockInput).mutation(({ ctx, input }) => ctx.work((work) => correctStock(work, input))),
  setReorderPoint: staff.input(contract.SetReorderPoint).mutation(({ ctx, input }) => ctx.work((work) => setReorderPoint(work, input))),
  /** One order line from another warehouse than the rules chose. */
  move: staff.input(contract.MoveReservationsInput).mutation(({ ctx, input }) => ctx.work((work) => moveReservations(work, input))),

  expected: staff.input(contract.ListExpectedReceipts).query(({ ctx, input }) => ctx.read((work) => listExpectedReceipts(work, input))),
  expect: staff.input(contract.ExpectReceipt).mutation(({ ctx, input }) => ctx.work((work) => expectReceipt(work, input))),
  changeExpected: staff.input(contract.ChangeExpectedReceipt).mutation(({ ctx, input }) => ctx.work((work) => changeExpectedReceipt(work, input))),
  cancelExpected: staff.input(contract.CancelExpectedReceipt).mutation(({ ctx, input }) => ctx.work((work) => cancelExpectedReceipt(work, input))),

  warehouses: staff.query(({ ctx }) => ctx.read(listWarehouses)),
  saveWarehouse: staff.input(contract.SaveWarehouse).mutation(({ ctx, input }) => ctx.work((work) => saveWarehouse(work, input))),

  rules: staff.query(({ ctx }) => ctx.read(listSourcingRules)),
  saveRule: staff.input(contract.SaveSourcingRule).mutation(({ ctx, input }) => ctx.work((work) => saveSourcingRule(work, input))),
  orderRules: staff.input(contract.OrderSourcingRules).mutation(({ ctx, input }) => ctx.work((work) => orderSourcingRules(work, input))),
  removeRule: staff.input(contract.RemoveSourcingRule).mutation(({ ctx, input }) => ctx.work((work) => removeSourcingRule(work, input))),
  /** A dry run of rules that are not saved yet, over the latest orders. */
  tryRules: staff.input(contract.TrySourcing).query(({ ctx, input }) => ctx.read((work) => trySourcing(work, input))),

  allocation: staff.query(({ ctx }) => ctx.read(allocationSettings)),
  saveAllocation: staff.input(ordering.SaveAllocationPolicy).mutation(({ ctx, input }) => ctx.work((work) => saveAllocationPolicy(work, input))),
  /** Who would get what by a policy that is not saved yet. */
  tryAllocation: staff.input(ordering.PreviewAllocation).query(({ ctx, input }) => ctx.read((work) => previewAllocation(work, input))),
})
