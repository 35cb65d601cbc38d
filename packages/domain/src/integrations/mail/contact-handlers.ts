import { handler, type EventHandler } from "@entrepot/db"
import { contactAdded, contactRemoved } from "../../billing/index.ts"
import { getAccount, peopleWho } from "../../tenancy/index.ts"
import { portalPaths } from "./links.ts"
import { aboutEvent, owe } from "./owe.ts"

/** Where money mails go is told to those who manage the account's means of payment, so that no address is named or lost without their knowing. */
export const contactHandlers: readonly EventHandler[] = ([["contact_added", contactAdded], ["contact_removed", contactRemoved]] as const).map(([kind, on]) =>
  handler(`mail.${kind}`, on, async (work, event) => {
    const { accountId, email } = event.payload
    const [account, people] = await Promise.all([getAccount(work, accountId), peopleWho(work, "payment_method.manage", accountId)])
    await owe(work, people, aboutEvent(event), () => ({ kind, path: portalPaths.settings(), facts: { account: account.name, email, by: event.actor.name ?? "" } }))
  }),
)
