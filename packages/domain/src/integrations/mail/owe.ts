import type { DeliveredEvent, Work } from "@entrepot/db"
import { currency, formatDate, formatMoney, money, Temporal } from "@entrepot/kernel"
import { messages as billing } from "../../billing/messages.ts"
import { messages as settlement } from "../../settlement/messages.ts"
import { portalLink } from "./links.ts"
import type { Reader } from "./order-facts.db.ts"
import { queueMails, type OwedMail } from "./queue-mail.ts"
import type { MailContent } from "./render.ts"
import { getMailTenant, type MailTenant } from "./tenant.db.ts"
import { fill, word, type MailLocale, type MailWord } from "./texts.ts"

/** A mail without its reader: who reads it fills in the language, and where it leads becomes an address of the tenant's own. */
export type Draft = Omit<MailContent, "locale" | "link"> & { readonly path: string; readonly documentId?: string; readonly documentOf?: OwedMail["documentOf"] }

/** How amounts, days and words are written for one reader. */
export type Say = {
  readonly locale: MailLocale
  readonly money: (minor: bigint, code: string) => string
  readonly day: (iso: string) => string
  readonly word: (key: MailWord, facts?: Readonly<Record<string, string>>) => string
  readonly billing: (key: keyof (typeof billing)["en"]) => string
  readonly settlement: (key: keyof (typeof settlement)["en"]) => string
}

export function sayIn(locale: MailLocale): Say {
  return {
    locale,
    money: (minor, code) => formatMoney(money(minor, currency(code)), locale),
    day: (iso) => formatDate(Temporal.PlainDate.from(iso), locale, "long"),
    word: (key, facts = {}) => fill(word(locale, key), facts),
    billing: (key) => billing[locale][key],
    settlement: (key) => settlement[locale][key],
  }
}

/** Somebody who is written to; `footer` is why, where it is not that they use the portal. */
export type MoneyReader = Omit<Reader, "userId"> & { readonly footer?: MailWord }

/** Owes each reader one mail for what happened, in their language; `about` names what happened where that is not the event itself. */
export async function owe(work: Work, readers: readonly MoneyReader[], about: string, draft: (say: Say) => Draft): Promise<void> {
  if (readers.length === 0) return
  const tenant = await getMailTenant(work)
  const owed: OwedMail[] = readers.map((reader) => {
    const { path, documentId, documentOf, ...content } = draft(sayIn(reader.locale))
    const addressed = { ...content, locale: reader.locale, facts: { ...content.facts, name: reader.name }, link: linkOf(tenant, path), ...(reader.footer && { footer: reader.footer }) }
    return { businessKey: `${about}:${reader.email.toLowerCase()}`, recipient: reader.email, content: addressed, ...(documentId && { documentId }), ...(documentOf && { documentOf }) }
  })
  await queueMails(work, tenant, owed)
}

/** One mail per event and recipient, however often the event is delivered. */
export function keyOf(event: DeliveredEvent, recipient: string): string {
  return `${aboutEvent(event)}:${recipient.toLowerCase()}`
}

export function aboutEvent({ name, eventId }: DeliveredEvent): string {
  return `${name}:${eventId}`
}

export function linkOf({ host, name }: MailTenant, path: string): string {
  if (!host) throw new Error(`${name} has no verified host, so a mail of it could lead nowhere.`)
  return portalLink(host, path)
}
