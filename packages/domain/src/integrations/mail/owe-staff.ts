import { inTenant, type DeliveredEvent, type Work } from "@entrepot/db"
import { listStaff, type NetworkPermission } from "../../tenancy/index.ts"
import { consoleOrigin } from "./links.ts"
import { keyOf, sayIn, type Draft, type Say } from "./owe.ts"
import { queueMails } from "./queue-mail.ts"
import { getMailNetwork } from "./tenant.db.ts"
import type { MailLocale } from "./texts.ts"

/** Owes each of the distributor's staff with a permission one mail for what happened, in their language. `path` is a whole address: mails to staff lead to the console. Nothing is owed to the address that is excepted. */
export async function oweStaff(work: Work, permission: NetworkPermission, event: DeliveredEvent, draft: (say: Say) => Draft, except?: string): Promise<void> {
  const [network, staff] = await Promise.all([getMailNetwork(work, consoleOrigin()), listStaff(work)])
  const owed = staff.filter((one) => one.status === "active" && one.permissions.includes(permission) && one.email.toLowerCase() !== except?.toLowerCase()).map((reader) => {
    const locale = reader.locale as MailLocale
    const { path: link, ...content } = draft(sayIn(locale))
    return { businessKey: keyOf(event, reader.email), recipient: reader.email, content: { ...content, facts: { ...content.facts, name: reader.name }, footer: "footerStaff" as const, locale, link } }
  })
  // What is about no tenant is the distributor's own.
  await queueMails(work.scope.tenantId === undefined ? inTenant(work, 0) : work, network, owed)
}
