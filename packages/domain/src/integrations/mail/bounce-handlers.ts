import { handler, scoped, type EventHandler, type Work } from "@entrepot/db"
import { peopleWho } from "../../tenancy/index.ts"
import { mailBounced } from "../events.ts"
import { consoleStaff, portalPaths } from "./links.ts"
import { oweStaff } from "./owe-staff.ts"
import { aboutEvent, owe, type Draft, type Say } from "./owe.ts"

/** A mail that came back is told to those who keep the team of whoever sent it; an address that takes no mail is not written to about itself. */
export const bounceHandlers: readonly EventHandler[] = [
  handler("mail.mail_bounced", mailBounced, async (work, event) => {
    const mail = await scoped(work, "integrations.mail_message").select(["recipient", "subject", "last_error as reason"]).where("message_id", "=", event.payload.messageId).executeTakeFirst()
    if (!mail) return
    const told = { ...mail, gone: event.payload.gone }
    // The tenant 0 is the distributor itself.
    if (work.scope.tenantId === 0) return oweStaff(work, "network.delivery.replay", event, (say) => bounceMail(told, say, consoleStaff()))
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
