import { has, type Table } from "./tables.ts"

/** Whose rows: one account's, one tenant's or one network's. Numbers and ids are ours, so that they may stand in SQL. */
export type Holder = { readonly networkId: number; readonly tenantId?: number; readonly accountId?: string; readonly userIds?: readonly string[]; readonly listId?: string }

/** The rows of a holder as a condition; `undefined` for a table that holds nothing of the kind. */
export function rowsOf(table: Table, { networkId, tenantId, accountId, userIds = [], listId }: Holder): string | undefined {
  if (table.kind === "global") return undefined
  const network = `network_id = ${networkId}`
  if (tenantId === undefined) return network
  if (table.kind === "network") return undefined
  const tenant = `${network} and tenant_id = ${tenantId}`
  if (accountId === undefined) return tenant
  if (has(table, "account_id")) return `${tenant} and account_id = '${accountId}'`
  if (has(table, "user_id") && userIds.length > 0) return `${tenant} and user_id in ('${userIds.join("','")}')`
  if (has(table, "list_id") && listId) return `${tenant} and list_id = '${listId}'`
  return undefined
}
