import { handler, inTenant, type EventHandler } from "@entrepot/db"
import { booksDiffer } from "../../ledger/index.ts"
import { peopleWho } from "../../tenancy/index.ts"
import { consoleChecks, consoleOrigin, portalPaths } from "./links.ts"
import { oweStaff } from "./owe-staff.ts"
import { aboutEvent, owe, type Draft } from "./owe.ts"
import { getMailNetwork, getMailTenant } from "./tenant.db.ts"

/** Books in which something differs anew: whoever keeps them is told, each side of its own books alone. */
export const booksHandlers: readonly EventHandler[] = [
  handler("mail.books_differ", booksDiffer, async (work, event) => {
    const { entity, added } = event.payload
    const draft = (path: string, books: string): Draft => ({ kind: "books_differ", path, facts: { books, count: String(added) } })
    if (entity === 0) {
      const { name } = await getMailNetwork(work, consoleOrigin())
      return oweStaff(work, "network.books.view", event, () => draft(consoleChecks(), name))
    }
    const partner = inTenant(work, entity)
    const [{ name }, readers] = await Promise.all([getMailTenant(partner), peopleWho(partner, "books.view")])
    return owe(partner, readers, aboutEvent(event), () => draft(portalPaths.books(), name))
  }),
]
