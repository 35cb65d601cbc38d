import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { sql } from "kysely"
import { PROOF_IS_OLD_AFTER_HOURS } from "../ledger/contract.ts"
import { authorize } from "../tenancy/index.ts"
import type { NetworkProof } from "./book-proofs.ts"

export type NetworkSummary = { readonly networkId: number; readonly code: string; readonly name: string; readonly currency: string; readonly zone: string; readonly locale: string; readonly status: "active" | "suspended"; readonly createdAt: string; readonly tenants: number; readonly suspendedTenants: number; readonly deadLetters: number; readonly failedMails: number; readonly proof: LastProof | null }
/** How the last night's proof of a network's books ended; `isOld` where a night was missed. */
export type LastProof = NetworkProof & { readonly triedAt: string; readonly isOld: boolean }

/** Every network with what ails it: one statement, which looks at the unsettled only. */
export async function listNetworks(work: Work, networkId?: number): Promise<NetworkSummary[]> {
  authorize(work, "platform.network.view")
  const oldest = work.now.subtract({ hours: PROOF_IS_OLD_AFTER_HOURS }).toString()
  const { rows } = await sql<NetworkSummary & { createdAt: Date }>`
    select n.network_id as "networkId", n.code, n.name, n.currency, n.zone, n.locale, n.status, n.created_at as "createdAt",
           (select count(*)::integer from tenancy.tenant t where t.network_id = n.network_id) as tenants,
           (select count(*)::integer from tenancy.tenant t where t.network_id = n.network_id and t.status = 'suspended') as "suspendedTenants",
           (select count(*)::integer from work.delivery d where d.network_id = n.network_id and d.status = 'dead') as "deadLetters",
           (select count(*)::integer from integrations.mail_message m where m.network_id = n.network_id and m.status = 'failed') as "failedMails",
           (select json_build_object('triedAt', to_char(b.tried_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'tookMillis', b.took_ms, 'books', b.books, 'differing', b.differing, 'failed', b.failed, 'error', b.error, 'isOld', b.tried_at < ${oldest}::timestamptz)
              from provisioning.book_proof b where b.network_id = n.network_id order by b.tried_at desc limit 1) as proof
      from tenancy.network n ${networkId === undefined ? sql`` : sql`where n.network_id = ${networkId}`} order by n.code`.execute(work.db)
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}

/** Throws provisioning.network_not_found. */
export async function getNetwork(work: Work, { networkId }: { networkId: number }): Promise<NetworkSummary> {
  const [network] = await listNetworks(work, networkId)
  if (!network) throw new Refusal("provisioning.network_not_found", "not_found")
  return network
}

/** A network's number from the code that people know it by. Throws provisioning.network_not_found. */
export async function findNetworkByCode(work: Work, code: string): Promise<number> {
  authorize(work, "platform.network.view")
  const row = await work.db.selectFrom("tenancy.network").select("network_id").where("code", "=", code).executeTakeFirst()
  if (!row) throw new Refusal("provisioning.network_not_found", "not_found", { code })
  return row.network_id
}
