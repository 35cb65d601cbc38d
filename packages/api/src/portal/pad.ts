import { checkPad } from "@entrepot/domain/storefront"
import * as contract from "@entrepot/domain/storefront/contract"
import { actingAccount } from "@entrepot/domain/tenancy"
import { router, signedIn } from "../trpc.ts"

export const portalPadRouter = router({
  /** A question that is sent as a POST (`context: { long: true }`): a thousand rows are too long for an address. */
  check: signedIn.input(contract.CheckPad).query(({ ctx, input: { accountId, rows } }) => ctx.read((work) => checkPad(work, { accountId: accountId ?? actingAccount(work), rows, locale: ctx.locale }))),
})
