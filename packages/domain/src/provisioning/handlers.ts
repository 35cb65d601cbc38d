import { eventType, handler, type EventHandler, type Work } from "@entrepot/db"
import { sql } from "kysely"

/** Said by integrations, of our own rank: an event is known by its name there, never by an import. */
const invitationMailed = eventType<{ email: string }>("integrations.invitation_mailed")
const invitationMailFailed = eventType<{ email: string }>("integrations.invitation_mail_failed")

/** Writes into the stamp's steps what became of an invitation's mail; a mail that was not a stamp's finds no step. */
async function settleMailStep(work: Work, email: string, status: "done" | "failed"): Promise<void> {
  const { networkId, tenantId } = work.scope
  await sql`
    update provisioning.stamp set steps = (
      select jsonb_agg(case when s ->> 'step' = 'mail' and s ->> 'name' = ${email} then s || jsonb_build_object('status', ${status}::text, 'at', ${work.now.toString()}::text) else s end order by position)
        from jsonb_array_elements(steps) with ordinality as each (s, position))
     where network_id = ${networkId} and tenant_id = ${tenantId}
       and steps @> jsonb_build_array(jsonb_build_object('step', 'mail', 'name', ${email}::text))`.execute(work.db)
}

export const handlers: EventHandler[] = [
  handler("provisioning.invitation_mailed", invitationMailed, (work, { payload }) => settleMailStep(work, payload.email, "done")),
  handler("provisioning.invitation_mail_failed", invitationMailFailed, (work, { payload }) => settleMailStep(work, payload.email, "failed")),
]
