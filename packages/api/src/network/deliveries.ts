import { listDeliveries, listMails, replayDeliveries, resendMail } from "@entrepot/domain/integrations"
import * as contract from "@entrepot/domain/integrations/contract"
import { staff, router } from "../trpc.ts"

const here = { networkId: true } as const

/** What did not arrive in the staff's own network. */
export const networkDeliveriesRouter = router({
  list: staff.input(contract.ListDeliveries.omit(here)).query(({ ctx, input }) => ctx.read((work) => listDeliveries(work, input))),
  replay: staff.input(contract.ReplayDeliveries.omit(here)).mutation(({ ctx, input }) => ctx.work((work) => replayDeliveries(work, input))),
  mails: staff.input(contract.ListMails.omit(here)).query(({ ctx, input }) => ctx.read((work) => listMails(work, input))),
  resendMail: staff.input(contract.ResendMail.omit(here)).mutation(({ ctx, input }) => ctx.work((work) => resendMail(work, input).then(() => input))),
})
