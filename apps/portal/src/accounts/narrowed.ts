import "server-only"
import { api, me } from "#server/api.ts"

export type Narrowed = { readonly accountId: string; readonly name: string }
type Params = Readonly<Record<string, string | string[] | undefined>>

/** The account that the address narrows a list to; only whoever sees several can choose. */
export async function narrowedTo({ account }: Params): Promise<Narrowed | undefined> {
  if (typeof account !== "string" || account === "" || (await me()).reach !== "tenant") return undefined
  const { accountId, name } = await (await api()).account.get({ accountId: account })
  return { accountId, name }
}
