import { listDeliveries, listMails, replayDeliveries, resendMail } from "@entrepot/domain/integrations"
import * as contract from "@entrepot/domain/integrations/contract"
import { operator, router } from "../trpc.ts"

export const platformDeliveriesRouter = router({
  list: operator.input(contract.ListDeliveries).query(({ ctx, input }) => ctx.read((work) => listDeliveries(work, input))),
  replay: operator.input(contract.ReplayDeliveries).mutation(({ ctx, input }) => ctx.work((work) => replayDeliveries(work, input))),
  mails: operator.input(contract.ListMails).query(({ ctx, input }) => ctx.read((work) => listMails(work, input))),
  resendMail: operator.input(contract.ResendMail).mutation(({ ctx, input }) => ctx.work((work) => resendMail(work, input).then(() => input))),
})
