import { getMailboxMessage, listMailbox } from "@entrepot/domain/integrations"
import * as contract from "@entrepot/domain/integrations/contract"
import { operator, router } from "../trpc.ts"

export const platformMailboxRouter = router({
  list: operator.input(contract.ListMailbox).query(({ ctx, input }) => ctx.read((work) => listMailbox(work, input))),
  get: operator.input(contract.GetMailboxMessage).query(({ ctx, input }) => ctx.read((work) => getMailboxMessage(work, input))),
})
