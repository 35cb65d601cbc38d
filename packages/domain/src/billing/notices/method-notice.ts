import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { expiresOn } from "../payments/expiry.ts"

/** What a mail about a saved card says. `expiresOn` is the last day on which it can be charged. */
export type MethodNotice = { readonly accountId: string; readonly account: string; readonly brand: string; readonly last4: string; readonly expiresOn: string }

/** A card that expires when it was said to, and is still there; one that was renewed or taken away meanwhile needs no mail. One statement. */
export async function expiringNotice(work: Work, { methodId, expiresOn: on }: { readonly methodId: string; readonly expiresOn: string }): Promise<MethodNotice | undefined> {
  return findMethod(work, sql`m.method_id = ${methodId} and ${expiresOn("m")} = ${on}::date`)
}

/** The card that is charged when nobody chooses, where it expires before a day on which it would be charged. One statement. */
export async function expiresBefore(work: Work, accountId: string, day: string): Promise<MethodNotice | undefined> {
  return findMethod(work, sql`m.account_id = ${accountId} and m.is_default and m.refused_at is null and ${expiresOn("m")} < ${day}::date`)
}

async function findMethod(work: Work, which: RawBuilder<unknown>): Promise<MethodNotice | undefined> {
  const { rows } = await sql<MethodNotice>`
    select m.account_id as "accountId", a.name as account, m.brand, m.last4, ${expiresOn("m")} as "expiresOn"
      from billing.payment_method m join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (m.network_id, m.tenant_id, m.account_id)
     where m.network_id = ${work.scope.networkId} and m.tenant_id = ${work.scope.tenantId} and m.detached_at is null and ${which} limit 1`.execute(work.db)
  return rows[0]
}
