import { z } from "zod"
import { changeRoles, confirmAddress, deactivateUser, inviteUser, listKeys, listTeam, mintKey, reactivateUser, resendInvitation, revokeInvitation, revokeKey } from "@entrepot/domain/tenancy"
import * as contract from "@entrepot/domain/tenancy/contract"
import { router, signedIn } from "../trpc.ts"

const page = z.object({ cursor: z.string().max(254).optional(), limit: z.number().int().min(1).max(200).optional() })

export const teamRouter = router({
  list: signedIn.input(page).query(({ ctx, input }) => ctx.read((work) => listTeam(work, input))),
  invite: signedIn.input(contract.inviteUser).mutation(({ ctx, input }) => ctx.work((work) => inviteUser(work, input))),
  resendInvitation: signedIn.input(contract.invitationRef).mutation(({ ctx, input }) => ctx.work((work) => resendInvitation(work, input).then(() => input))),
  revokeInvitation: signedIn.input(contract.invitationRef).mutation(({ ctx, input }) => ctx.work((work) => revokeInvitation(work, input).then(() => input))),
  changeRoles: signedIn.input(contract.changeRoles).mutation(({ ctx, input }) => ctx.work((work) => changeRoles(work, input).then(() => input))),
  keys: signedIn.query(({ ctx }) => ctx.read((work) => listKeys(work))),
  mintKey: signedIn.input(contract.mintKey).mutation(({ ctx, input }) => ctx.work((work) => mintKey(work, input))),
  revokeKey: signedIn.input(contract.keyRef).mutation(({ ctx, input }) => ctx.work((work) => revokeKey(work, input).then(() => input))),
  /** An address works: mails go there again. */
  confirmAddress: signedIn.input(contract.confirmAddress).mutation(({ ctx, input }) => ctx.work((work) => confirmAddress(work, input).then(() => input))),
  deactivate: signedIn.input(contract.userRef).mutation(({ ctx, input }) => ctx.work((work) => deactivateUser(work, input).then(() => input))),
  reactivate: signedIn.input(contract.userRef).mutation(({ ctx, input }) => ctx.work((work) => reactivateUser(work, input).then(() => input))),
})
