import { sql } from "kysely"
import { audit, inTenant, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "./authorize.ts"
import type { Undeliverable } from "./contract.ts"

/** No mail goes to the address any more, until a person says that it works. True where that is new. */
export async function markUndeliverable(work: Work, email: string, reason: string): Promise<boolean> {
  const { rows } = await sql`
    insert into tenancy.undeliverable_address (network_id, tenant_id, email, reason, since) values (${work.scope.networkId}, ${work.scope.tenantId}, ${email.toLowerCase()}, ${reason.slice(0, 1_000)}, ${work.now.toString()})
    on conflict do nothing returning 1`.execute(work.db)
  return rows.length > 0
}

/** Which of these addresses take no mail, by the address in small letters; a customer's people are told of none. One statement. */
export async function undeliverableOf(work: Work, emails: readonly string[]): Promise<ReadonlyMap<string, Undeliverable>> {
  if (emails.length === 0) return new Map()
  const { rows } = await sql<{ email: string; reason: string; since: Date }>`
    select email, reason, since from tenancy.undeliverable_address where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and email = any(${emails.map((email) => email.toLowerCase())}::text[])`.execute(work.db)
  return new Map(rows.map(({ email, reason, since }) => [email, { reason, since: since.toISOString() }]))
}

/** Forgets that an address did not work; whoever calls it has authorised the person. False where nothing was known against it. */
export async function trustAddress(work: Work, email: string): Promise<boolean> {
  const { rows } = await sql<{ reason: string }>`
    delete from tenancy.undeliverable_address where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and email = ${email.toLowerCase()} returning reason`.execute(work.db)
  const [gone] = rows
  if (gone) audit(work, { action: "tenancy.address_confirmed", subjectKind: "address", subjectId: email.toLowerCase(), before: { reason: gone.reason } })
  return gone !== undefined
}

/** Somebody of the partner's own who keeps the team says that a person's address works: mails go there again. Refuses `tenancy.address_is_deliverable`. */
export async function confirmAddress(work: Work, { email }: { readonly email: string }): Promise<void> {
  authorize(work, "team.manage")
  if (!(await trustAddress(work, email))) throw new Refusal("tenancy.address_is_deliverable", "conflict")
}

/** The distributor's administrators say that a colleague's address works. Refuses `tenancy.address_is_deliverable`. */
export async function confirmStaffAddress(work: Work, { email }: { readonly email: string }): Promise<void> {
  authorize(work, "network.delivery.replay")
  if (!(await trustAddress(inTenant(work, 0), email))) throw new Refusal("tenancy.address_is_deliverable", "conflict")
}
