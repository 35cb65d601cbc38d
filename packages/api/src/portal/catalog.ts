import { cataloguePage, productPage, suggest } from "@entrepot/domain/storefront"
import * as contract from "@entrepot/domain/storefront/contract"
import { actingAccount } from "@entrepot/domain/tenancy"
import { router, signedIn } from "../trpc.ts"

/** What an account may buy, with its own prices and stock; each question is one round trip. */
export const portalCatalogRouter = router({
  page: signedIn.input(contract.AskCatalogue).query(({ ctx, input: { accountId, ...ask } }) => ctx.read((work) => cataloguePage(work, { ...ask, accountId: accountId ?? actingAccount(work), locale: ctx.locale }))),
  suggest: signedIn.input(contract.AskSuggestions).query(({ ctx, input: { accountId, q } }) => ctx.read((work) => suggest(work, { accountId: accountId ?? actingAccount(work), q, locale: ctx.locale }))),
  product: signedIn.input(contract.AskProduct).query(({ ctx, input: { accountId, ...ask } }) => ctx.read((work) => productPage(work, { ...ask, accountId: accountId ?? actingAccount(work), locale: ctx.locale }))),
})
