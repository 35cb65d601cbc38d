import { handler, type EventHandler, type EventType, type Work } from "@entrepot/db"
import type { JsonValue } from "@entrepot/kernel"
import { accountCleared, accountReminded, accountRestricted, accountSuspended, standingNotice, type OpenNotice, type StandingNotice } from "../../billing/index.ts"
import { getAccount } from "../../tenancy/index.ts"
import { portalPaths } from "./links.ts"
import { moneyReaders } from "./money-readers.ts"
import { aboutEvent, owe, type Draft, type Say } from "./owe.ts"
import { amountsOf } from "./payment-handlers.ts"

type OfAccount = { readonly accountId: string; readonly currency: string }
type Late = StandingNotice & { readonly overdue: OpenNotice }

/** Who pays late: reminded, stopped, let go on. What was paid between the step and its mail needs no mail. */
export const dunningHandlers: readonly EventHandler[] = [
  tellLate("mail.account_reminded", accountReminded, ({ notice }, late, say) => ({ ...lateMail(late, say, { notice: String(notice) }), kind: notice >= late.reminders && notice > 1 ? "reminder_last" : notice === 1 ? "reminder_first" : "reminder_next" })),
  tellLate("mail.account_restricted", accountRestricted, (_payload, late, say) => ({ ...lateMail(late, say), kind: "account_restricted" })),
  tellLate("mail.account_suspended", accountSuspended, (_payload, late, say) => ({ ...lateMail(late, say), kind: "account_suspended" })),
  handler("mail.account_cleared", accountCleared, async (work, event) => {
    const [{ stage }, account, people] = await Promise.all([standingNotice(work, { ...event.payload, at: event.occurredAt }), getAccount(work, event.payload.accountId), payers(work, event.payload.accountId)])
    await owe(work, people, aboutEvent(event), (say) => ({
      kind: "account_cleared", path: portalPaths.statement(), facts: { account: account.name, state: say.word(stage === "restricted" ? "state_restricted" : "state_open") },
    }))
  }),
]

function tellLate<Payload extends OfAccount>(name: string, on: EventType<Payload & JsonValue>, draft: (payload: Payload, late: Late, say: Say) => Draft): EventHandler {
  return handler(name, on, async (work, event) => {
    const { accountId, currency } = event.payload
    const standing = await standingNotice(work, { accountId, currency, at: event.occurredAt })
    const { overdue } = standing
    if (overdue) await owe(work, await payers(work, accountId), aboutEvent(event), (say) => draft(event.payload, { ...standing, overdue }, say))
  })
}

const payers = (work: Work, accountId: string) => moneyReaders(work, "invoice.pay", accountId, "reminders")

/** What is overdue, invoice by invoice, and what is stopped next. */
function lateMail({ overdue, stop }: Late, say: Say, more: Readonly<Record<string, string>> = {}): Omit<Draft, "kind"> {
  const [first, second] = overdue.invoices
  const next = stop ? say.word(`next_${stop.stage}`, { on: say.day(stop.on) }) : ""
  return { path: first && !second ? portalPaths.invoice(first.invoiceId) : portalPaths.invoices(), facts: { total: say.money(overdue.openMinor, overdue.currency), account: overdue.account, next, ...more }, ...amountsOf(overdue, say) }
}
