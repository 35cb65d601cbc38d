import { handler, inTenant, scoped, type EventHandler, type Work } from "@entrepot/db"
import { peopleWho } from "../../tenancy/index.ts"
import { mailBounced } from "../events.ts"
import { consoleStaff, portalPaths } from "./links.ts"
import { oweStaff } from "./owe-staff.ts"
import { aboutEvent, owe, type Draft, type Say } from "./owe.ts"

/** A mail that came back is told to those who keep the team of whoever sent it, and never at the address that it came back from. */
export const bounceHandlers: readonly EventHandler[] = [
  handler("mail.mail_bounced", mailBounced, async (work, event) => {
    // Events of the distributor itself come without a tenant; its mails are kept at tenant 0.
    const own = work.scope.tenantId === undefined
    const mail = await scoped(own ? inTenant(work, 0) : work, "integrations.mail_message").select(["recipient", "subject", "last_error as reason"]).where("message_id", "=", event.payload.messageId).executeTakeFirst()
    if (!mail) return
    const told = { ...mail, gone: event.payload.gone }
    if (own) return oweStaff(work, "network.delivery.replay", event, (say) => bounceMail(told, say, consoleStaff()), mail.recipient)
    await owe(work, await keepers(work, mail.recipient), aboutEvent(event), (say) => bounceMail(told, say, portalPaths.team()))
  }),
]

async function keepers(work: Work, except: string) {
  return (await peopleWho(work, "team.manage")).filter(({ email }) => email.toLowerCase() !== except.toLowerCase())
}

type Told = { readonly recipient: string; readonly subject: string; readonly reason: string | null; readonly gone: boolean }

function bounceMail({ recipient, subject, reason, gone }: Told, say: Say, path: string): Draft {
  return { kind: "mail_bounced", path, facts: { email: recipient, gone: gone ? say.word("address_gone") : "" }, table: [[say.word("recipient"), recipient], [say.word("subject"), subject], [say.word("server_says"), reason ?? ""]] }
}
