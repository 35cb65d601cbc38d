import { delegate, listDelegations, revokeDelegation } from "@entrepot/domain/approvals"
import * as approvals from "@entrepot/domain/approvals/contract"
import { approvalInbox, approveOrder, rejectOrder } from "@entrepot/domain/ordering"
import * as ordering from "@entrepot/domain/ordering/contract"
import { router, signedIn } from "../trpc.ts"

export const portalApprovalsRouter = router({
  inbox: signedIn.input(approvals.InboxQuery).query(({ ctx, input }) => ctx.read((work) => approvalInbox(work, input))),
  approve: signedIn.input(ordering.ApproveOrder).mutation(({ ctx, input }) => ctx.work((work) => approveOrder(work, input))),
  reject: signedIn.input(ordering.RejectOrder).mutation(({ ctx, input }) => ctx.work((work) => rejectOrder(work, input))),
  delegations: signedIn.query(({ ctx }) => ctx.read((work) => listDelegations(work))),
  delegate: signedIn.input(approvals.Delegate).mutation(({ ctx, input }) => ctx.work((work) => delegate(work, input))),
  revokeDelegation: signedIn.input(approvals.RevokeDelegation).mutation(({ ctx, input }) => ctx.work((work) => revokeDelegation(work, input))),
})
