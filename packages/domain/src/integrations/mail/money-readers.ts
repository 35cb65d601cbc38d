import type { Work } from "@entrepot/db"
import { billingContacts } from "../../billing/index.ts"
import { peopleWho, type PortalPermission } from "../../tenancy/index.ts"
import type { MoneyReader } from "./owe.ts"

/**
 * Who is written to about an account's money: its people who hold the right, and its billing contacts that receive mails of this
 * sort. Nobody twice: somebody who signs in is written to as that. Two statements.
 */
export async function moneyReaders(work: Work, permission: PortalPermission, accountId: string, sort: "invoices" | "reminders"): Promise<readonly MoneyReader[]> {
  const [people, contacts] = await Promise.all([peopleWho(work, permission, accountId), billingContacts(work, accountId, sort)])
  const known = new Set(people.map(({ email }) => email.toLowerCase()))
  return [...people, ...contacts.filter(({ email }) => !known.has(email)).map((contact) => ({ ...contact, footer: "footerContact" as const }))]
}
