import { handler, type DeliveredEvent, type EventHandler, type Work } from "@entrepot/db"
import { currency, formatDate, formatInstant, formatMoney, money, Temporal } from "@entrepot/kernel"
import { expiresBefore, type MethodNotice } from "../../billing/index.ts"
import { droppedPlans, feeChanged, feeNotice, noticeFacts, occurrenceFailed, occurrenceHeld, occurrenceNotified, occurrenceStillHeld, ownerFacts, pauseEnded, plansDropped, subscriptionEnded, termEnding, type DroppedPlan, type FeeNotice, type NoticeFacts } from "../../subscriptions/index.ts"
import { messages } from "../../subscriptions/messages.ts"
import { peopleWho } from "../../tenancy/index.ts"
import { portalPaths } from "./links.ts"
import { aboutEvent, keyOf, linkOf, owe, type Draft, type Say } from "./owe.ts"
import { cardName } from "./paid-with.ts"
import { queueMails } from "./queue-mail.ts"
import { getMailTenant } from "./tenant.db.ts"
import { fill, word, type MailKind, type MailLocale, type MailWord } from "./texts.ts"
import { quantityText } from "./units.ts"

const MOST_LINES = 12

/** Of what waits, these are the customer's own; credit and approval write their own mails about the order. */
const TOLD: Readonly<Record<string, { readonly kind: MailKind; readonly because?: MailWord }>> = {
  price: { kind: "delivery_dearer" }, stock: { kind: "delivery_held", because: "held_stock" }, safety: { kind: "delivery_held", because: "held_safety" },
  catch_up: { kind: "delivery_held", because: "held_catch_up" }, attention: { kind: "delivery_held", because: "held_attention" },
}

/** The same in a reminder, which says why also where it costs more than was announced. */
const WAITS_FOR: Readonly<Record<string, MailWord>> = { price: "held_price", stock: "held_stock", safety: "held_safety", catch_up: "held_catch_up", attention: "held_attention" }

export const subscriptionHandlers: readonly EventHandler[] = [
  handler("mail.occurrence_notified", occurrenceNotified, async (work, event) => tellOwner(work, event, "delivery_announced")),
  handler("mail.occurrence_held", occurrenceHeld, async (work, event) => {
    const told = TOLD[event.payload.code]
    if (told) await tellOwner(work, event, told.kind, told.because)
    if (told?.because) await tellStaff(work, event.payload.occurrenceId, told.because)
  }),
  handler("mail.occurrence_still_held", occurrenceStillHeld, async (work, event) => tellStillHeld(work, event)),
  handler("mail.occurrence_failed", occurrenceFailed, async (work, { payload }) => tellStaff(work, payload.occurrenceId, "held_failed")),
  handler("mail.pause_ended", pauseEnded, async (work, event) => tellOfWhole(work, event, "subscription_resumed")),
  handler("mail.term_ending", termEnding, async (work, event) => tellOfWhole(work, event, "subscription_ending")),
  handler("mail.subscription_ended", subscriptionEnded, async (work, event) => tellOfWhole(work, event, "subscription_ended")),
  handler("mail.plans_dropped", plansDropped, async (work, event) => {
    const [plans, staff] = await Promise.all([droppedPlans(work, event.payload), peopleWho(work, "plan.manage")])
    if (plans.length > 0) await owe(work, staff, aboutEvent(event), (say) => droppedMail(plans, event.payload.decides, say))
  }),
  handler("mail.fee_changed", feeChanged, async (work, event) => {
    const notice = await feeNotice(work, event.payload)
    if (notice) await owe(work, [notice.owner], aboutEvent(event), (say) => feeMail(notice, say))
  }),
]

async function tellOwner(work: Work, event: DeliveredEvent<{ subscriptionId: string; number: string; accountId: string; occurrenceId: string; on: string }>, kind: MailKind, because?: MailWord): Promise<void> {
  const facts = await noticeFacts(work, event.payload.occurrenceId)
  if (!facts) return
  const tenant = await getMailTenant(work)
  const { owner: { email, name, locale } } = facts
  const card = facts.collect === "automatic" ? await expiresBefore(work, event.payload.accountId, facts.on) : undefined
  const content = {
    kind, locale, link: linkOf(tenant, portalPaths.subscription(facts.subscriptionId)), ...linesOf(facts, locale),
    facts: { name, number: facts.number, title: facts.name, on: dayOf(facts, locale), cutOff: momentOf(facts, locale), ceiling: amountOf(facts, facts.ceilingMinor, locale), reason: because ? word(locale, because) : "", why: whyOf(facts, locale), card: card ? cardWarning(card, locale) : "" },
  }
  await queueMails(work, tenant, [{ businessKey: keyOf(event, email), recipient: email, content }])
}

/** Whoever of the partner's staff may let it go or leave it out: one mail a date and person, however often it is held again. */
async function tellStaff(work: Work, occurrenceId: string, because: MailWord): Promise<void> {
  const [facts, staff] = await Promise.all([noticeFacts(work, occurrenceId), peopleWho(work, "subscription.manage")])
  if (!facts) return
  await owe(work, staff.filter(({ email }) => email !== facts.owner.email), `subscriptions.occurrence_parked:${occurrenceId}`, ({ locale }) => ({
    kind: "delivery_parked", path: portalPaths.subscription(facts.subscriptionId), ...linesOf(facts, locale),
    facts: { number: facts.number, account: facts.account, on: dayOf(facts, locale), reason: word(locale, because), why: whyOf(facts, locale) },
  }))
}

/** Nobody has answered yet: its owner is told once more, where it still waits for the same. */
async function tellStillHeld(work: Work, event: DeliveredEvent<{ subscriptionId: string; number: string; accountId: string; occurrenceId: string; on: string; code: string }>): Promise<void> {
  const facts = await noticeFacts(work, event.payload.occurrenceId)
  if (facts?.held?.code === event.payload.code) await tellOwner(work, event, "delivery_still_held", WAITS_FOR[event.payload.code])
}

/** Why exactly, and of which lines; nothing where there is nothing more to say. */
function whyOf({ held }: NoticeFacts, locale: MailLocale): string {
  const said = (code: string): string => (messages[locale] as Readonly<Record<string, string>>)[code] ?? ""
  const lines = (held?.lines ?? []).map(({ sku, problem }) => `${sku}: ${said(`subscriptions.problem.${problem}`)}`)
  return [said(`subscriptions.why.${held?.reason ?? ""}`), lines.join("; ")].filter(Boolean).join(" ")
}

/** About the subscription as a whole, and none of its dates. */
async function tellOfWhole(work: Work, event: DeliveredEvent<{ subscriptionId: string }>, kind: MailKind): Promise<void> {
  const found = await ownerFacts(work, event.payload.subscriptionId)
  if (!found) return
  const { subscriptionId, number, name: title, account, endsOn, owner: { email, name, locale } } = found
  const tenant = await getMailTenant(work)
  const content = {
    kind, locale, link: linkOf(tenant, portalPaths.subscription(subscriptionId)), facts: { name, number, title, on: endsOn === null ? "" : formatDate(Temporal.PlainDate.from(endsOn), locale, "long") },
    table: [[word(locale, "subscription"), `${number} · ${title}`], [word(locale, "account"), account]] as [string, string][],
  }
  await queueMails(work, tenant, [{ businessKey: keyOf(event, email), recipient: email, content }])
}

/** What is charged so far, and what from a day on. */
function feeMail({ subscriptionId, number, name, account, from, before, after }: FeeNotice, say: Say): Draft {
  const amount = (fee: FeeNotice["after"]) => (fee === null ? say.word("nothing") : say.word(fee.everyMonths === 1 ? "a_month" : "every_months", { amount: say.money(BigInt(fee.amount.amount), fee.amount.currency), months: String(fee.everyMonths) }))
  const [on, service] = [say.day(from), (after ?? before)?.name ?? ""]
  const table: [string, string][] = [[say.word("subscription"), `${number} · ${name}`], [say.word("account"), account], [say.word("service"), service], [say.word("so_far"), amount(before)], [say.word("from_then", { on }), amount(after)]]
  return { kind: after ? "fee_changed" : "fee_ended", path: portalPaths.subscription(subscriptionId), facts: { number, title: name, service, on, amount: amount(after) }, table }
}

function droppedMail(plans: readonly DroppedPlan[], decides: boolean, say: Say): Draft {
  return { kind: decides ? "plans_dropped" : "plans_retired", path: portalPaths.plans(), facts: { plans: new Intl.ListFormat(say.locale).format(plans.map(({ name }) => name)) }, table: plans.map(({ name, subscriptions }) => [name, say.word("plan_subscriptions", { count: String(subscriptions) })] as [string, string]) }
}

const dayOf = ({ on }: NoticeFacts, locale: MailLocale) => formatDate(Temporal.PlainDate.from(on), locale, "long")
const cardWarning = (card: MethodNotice, locale: MailLocale) => fill(word(locale, "card_expires_before"), { method: cardName(card), on: formatDate(Temporal.PlainDate.from(card.expiresOn), locale, "long") })
const momentOf = ({ cutOffAt, zone }: NoticeFacts, locale: MailLocale) => (cutOffAt === "" ? "" : formatInstant(Temporal.Instant.from(cutOffAt), locale, zone, "long"))
const amountOf = ({ currency: code }: NoticeFacts, minor: bigint | null, locale: MailLocale) => (minor === null ? "" : formatMoney(money(minor, currency(code)), locale))

function linesOf(facts: NoticeFacts, locale: MailLocale) {
  const table: [string, string][] = [[word(locale, "subscription"), `${facts.number} · ${facts.name}`], [word(locale, "account"), facts.account]]
  if (facts.expectedMinor !== null) table.push([word(locale, "expected"), amountOf(facts, facts.expectedMinor, locale)])
  if (facts.ceilingMinor !== null) table.push([word(locale, "at_most"), amountOf(facts, facts.ceilingMinor, locale)])
  return { table, lines: facts.lines.slice(0, MOST_LINES).map((line) => [quantityText(line, locale), line.name] as const), moreLines: Math.max(0, facts.lines.length - MOST_LINES) }
}
