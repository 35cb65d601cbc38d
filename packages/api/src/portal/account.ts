import {
  actingAccount, archiveAddress, authorize, changePassword, createAccount, getAccount, getUser, listAccountGroups, listAccounts, listAddresses,
  legalProfile, saveAccount, saveAccountGroup, saveAddress, saveLegalProfile, saveProfile, setAddressTerms,
} from "@entrepot/domain/tenancy"
import * as contract from "@entrepot/domain/tenancy/contract"
import { router, signedIn } from "../trpc.ts"
import { claimsOf } from "./session.ts"

export const accountRouter = router({
  get: signedIn.input(contract.accountRef).query(({ ctx, input }) => ctx.read(async (work) => {
    authorize(work, "account.view")
    return getAccount(work, input.accountId)
  })),
  list: signedIn.input(contract.listAccounts).query(({ ctx, input }) => ctx.read((work) => listAccounts(work, input))),
  create: signedIn.input(contract.createAccount).mutation(({ ctx, input }) => ctx.work((work) => createAccount(work, input))),
  save: signedIn.input(contract.saveAccount).mutation(({ ctx, input }) => ctx.work((work) => saveAccount(work, input).then(() => input))),
  groups: signedIn.query(({ ctx }) => ctx.read(async (work) => {
    authorize(work, "account.manage")
    return listAccountGroups(work)
  })),
  saveGroup: signedIn.input(contract.saveAccountGroup).mutation(({ ctx, input }) => ctx.work((work) => saveAccountGroup(work, input).then(() => input))),
  /** Of the account that one acts for, or of another that one sees. */
  addresses: signedIn.input(contract.accountRef.partial()).query(({ ctx, input }) => ctx.read(async (work) => {
    authorize(work, "account.view")
    return listAddresses(work, input.accountId ?? actingAccount(work))
  })),
  saveAddress: signedIn.input(contract.saveAddress).mutation(({ ctx, input }) => ctx.work((work) => saveAddress(work, input))),
  /** Who imports what goes to an address of a buyer: the seller's to say. */
  setAddressTerms: signedIn.input(contract.addressTerms).mutation(({ ctx, input }) => ctx.work((work) => setAddressTerms(work, input).then(() => input))),
  archiveAddress: signedIn.input(contract.addressRef).mutation(({ ctx, input }) => ctx.work((work) => archiveAddress(work, input).then(() => input))),
  /** Who the tenant is by law, as its documents name it. */
  legal: signedIn.query(({ ctx }) => ctx.read((work) => legalProfile(work))),
  saveLegal: signedIn.input(contract.saveLegalProfile).mutation(({ ctx, input }) => ctx.work((work) => saveLegalProfile(work, input))),
  profile: signedIn.query(({ ctx }) => ctx.read(async (work) => {
    const { userId, name, email, locale } = await getUser(work, work.actor.id)
    return { userId, name, email, locale }
  })),
  saveProfile: signedIn.input(contract.saveProfile).mutation(async ({ ctx, input }) => {
    await ctx.work((work) => saveProfile(work, input))
    await ctx.keepSession?.({ ...claimsOf(ctx), locale: input.locale })
    return input
  }),
  /** Every other session ends; this one goes on. */
  changePassword: signedIn.input(contract.changePassword).mutation(async ({ ctx, input }) => {
    const { sessionVersion } = await ctx.work((work) => changePassword(work, input))
    await ctx.keepSession?.({ ...claimsOf(ctx), sessionVersion })
    return { changed: true }
  }),
})
