import { scoped, type Work } from "@entrepot/db"
import { authorize, may } from "./authorize.ts"
import { escaped } from "./account.ts"

export type Partner = { readonly tenantId: number; readonly code: string; readonly name: string; readonly currency: string; readonly zone: string }

/** The partners whose prices and catalogues the distributor's stewards keep, by name; closed ones have none to keep. */
export async function listPartners(work: Work): Promise<Partner[]> {
  authorizeStewards(work)
  return await scoped(work, "tenancy.tenant").select(["tenant_id as tenantId", "code", "name", "currency", "zone"]).where("status", "<>", "closed").orderBy("name").execute()
}

export type Buyers = {
  readonly accounts: readonly { readonly accountId: string; readonly number: string; readonly name: string; readonly kind: "house" | "customer"; readonly accountGroup: string }[]
  readonly groups: readonly { readonly code: string; readonly name: string }[]
}

/** Who buys from one partner: its account groups, and the first accounts whose number begins with the text or whose name holds it. */
export async function listBuyers(work: Work, { search, limit }: { search: string; limit: number }): Promise<Buyers> {
  authorizeStewards(work)
  const text = search.trim()
  const [accounts, groups] = await Promise.all([
    scoped(work, "tenancy.account").select(["account_id as accountId", "number", "name", "kind", "account_group as accountGroup"])
      .$if(text !== "", (query) => query.where((where) => where.or([where("number", "ilike", `${escaped(text)}%`), where("name", "ilike", `%${escaped(text)}%`)])))
      .orderBy("number").limit(limit).execute(),
    scoped(work, "tenancy.account_group").select(["code", "name"]).orderBy("name").execute(),
  ])
  return { accounts: accounts as unknown as Buyers["accounts"], groups }
}

/** Whoever keeps prices or products keeps them for every partner. */
function authorizeStewards(work: Work): void {
  if (!may(work, "network.product.manage")) authorize(work, "network.price.manage")
}
