import { handler, type EventHandler, type Work } from "@entrepot/db"
import {
  attemptNotice, expiringNotice, methodExpiring, methodNeeded, openNotice, paymentFailed, paymentNeedsAction, paymentNotice, paymentReceived, paymentRefunded, refundFailed, refundNotice, type AttemptNotice, type OpenNotice, type PaymentNotice, type RefundNotice,
} from "../../billing/index.ts"
import { peopleWho } from "../../tenancy/index.ts"
import { disputeHandlers } from "./dispute-handlers.ts"
import { portalPaths } from "./links.ts"
import { moneyReaders } from "./money-readers.ts"
import { aboutEvent, owe, type Draft, type MoneyReader, type Say } from "./owe.ts"
import { cardName, methodOf } from "./paid-with.ts"

/** Money that came, did not come, or went back: to the people of the account who may pay and its billing contacts. */
export const paymentHandlers: readonly EventHandler[] = [
  handler("mail.payment_received", paymentReceived, async (work, event) => {
    const payment = await paymentNotice(work, event.payload.paymentId)
    if (payment) await owe(work, await receipted(work, payment.accountId), aboutEvent(event), (say) => receivedMail(payment, say))
  }),
  handler("mail.payment_failed", paymentFailed, async (work, event) => {
    const attempt = await attemptNotice(work, event.payload.attemptId)
    if (!attempt) return
    const open = await openNotice(work, attempt)
    await owe(work, await toldOfFailure(work, attempt), aboutEvent(event), (say) => failedMail({ ...attempt, holds: event.payload.occurrenceIds.length > 0 }, open, say))
  }),
  // Once for the attempt, however often the bank asks; not where it was confirmed meanwhile.
  handler("mail.payment_needs_action", paymentNeedsAction, async (work, event) => {
    const attempt = await attemptNotice(work, event.payload.attemptId)
    if (attempt?.status !== "requires_action") return
    const open = await openNotice(work, attempt)
    await owe(work, await warned(work, attempt.accountId), `${event.name}:${event.payload.attemptId}`, (say) => ({ ...aboutAttempt(attempt, open, say), kind: "payment_needs_action" }))
  }),
  handler("mail.method_needed", methodNeeded, async (work, event) => {
    const open = await openNotice(work, event.payload)
    if (!open) return
    const { accountId } = event.payload
    await owe(work, await whoAddCards(work, accountId), aboutEvent(event), (say) => ({ kind: "method_needed", path: portalPaths.paymentMethods(), facts: { account: open.account }, ...amountsOf(open, say) }))
  }),
  handler("mail.method_expiring", methodExpiring, async (work, event) => {
    const method = await expiringNotice(work, event.payload)
    if (!method) return
    const facts = (say: Say) => ({ account: method.account, method: cardName(method), on: say.day(method.expiresOn) })
    await owe(work, await whoAddCards(work, method.accountId), aboutEvent(event), (say) => ({ kind: "card_expiring", path: portalPaths.paymentMethods(), facts: facts(say) }))
  }),
  handler("mail.payment_refunded", paymentRefunded, async (work, event) => {
    const refund = await refundNotice(work, event.payload.refundId)
    if (!refund) return
    await owe(work, await receipted(work, refund.accountId), aboutEvent(event), (say) => refundMail("refund_made", refund, say))
    if (event.payload.byProvider) await owe(work, await peopleWho(work, "payment.record"), aboutEvent(event), (say) => refundMail("refund_made_staff", refund, say))
  }),
  ...disputeHandlers,
  // The customer is told that the money did not come, the finance staff that somebody has to do something about it.
  handler("mail.refund_failed", refundFailed, async (work, event) => {
    const refund = await refundNotice(work, event.payload.refundId)
    if (!refund) return
    await owe(work, await receipted(work, refund.accountId), aboutEvent(event), (say) => refundMail("refund_failed", refund, say))
    await owe(work, await peopleWho(work, "payment.record"), aboutEvent(event), (say) => refundMail("refund_failed_staff", refund, say))
  }),
]

const receipted = (work: Work, accountId: string): Promise<readonly MoneyReader[]> => moneyReaders(work, "invoice.pay", accountId, "invoices")
const warned = (work: Work, accountId: string): Promise<readonly MoneyReader[]> => moneyReaders(work, "invoice.pay", accountId, "reminders")

/** Who can add a card; where nobody of the account can, whoever pays. */
async function whoAddCards(work: Work, accountId: string): Promise<readonly MoneyReader[]> {
  const people = await moneyReaders(work, "payment_method.manage", accountId, "reminders")
  return people.some((reader) => reader.footer === undefined) ? people : warned(work, accountId)
}

/** Whoever clicked saw it fail and gets it in writing; what nobody clicked is everybody's who may pay. */
async function toldOfFailure(work: Work, { accountId, byPerson }: AttemptNotice): Promise<readonly MoneyReader[]> {
  if (byPerson === null) return warned(work, accountId)
  return (await peopleWho(work, "invoice.pay", accountId)).filter((person) => person.userId === byPerson)
}

function receivedMail(payment: PaymentNotice, say: Say): Draft {
  const money = (minor: bigint) => say.money(minor, payment.currency)
  const [first, second] = payment.invoices
  return {
    kind: "payment_received", path: first && !second ? portalPaths.invoice(first.invoiceId) : portalPaths.statement(),
    facts: { amount: money(payment.amountMinor), account: payment.account, on: say.day(payment.receivedOn), rest: payment.restMinor > 0n ? say.word("rest", { amount: money(payment.restMinor) }) : "" },
    table: [[say.word("account"), payment.account], [say.word("paidBy"), methodOf(payment, say)], ...(payment.reference ? [[say.word("reference"), payment.reference] as const] : []), [say.word("receivedOn"), say.day(payment.receivedOn)], [say.word("total"), money(payment.amountMinor)]],
    amounts: payment.invoices.map(({ number, amountMinor, openMinor }) => [number, openMinor === 0n ? say.word("settled") : say.word("stillOpen", { open: money(openMinor) }), money(amountMinor)] as const),
  }
}

function failedMail(attempt: AttemptNotice & { readonly holds: boolean }, open: OpenNotice | undefined, say: Say): Draft {
  const about = aboutAttempt(attempt, open, say)
  const held = attempt.holds ? say.word("held") : ""
  if (attempt.byPerson !== null) return { ...about, kind: "payment_declined", facts: { ...about.facts, advice: say.word(attempt.decline === "hard" ? "advice_hard" : "advice_soft") } }
  if (attempt.retryOn === null) return { ...about, kind: "payment_failed_final", facts: { ...about.facts, held } }
  return { ...about, kind: "payment_failed_retry", facts: { ...about.facts, held, retry: say.day(attempt.retryOn) } }
}

function aboutAttempt(attempt: AttemptNotice, open: OpenNotice | undefined, say: Say): Omit<Draft, "kind"> {
  const [first, second] = attempt.invoiceIds
  const facts = { amount: say.money(attempt.amountMinor, attempt.currency), account: attempt.account, method: methodOf(attempt, say) }
  return { facts, path: first && !second ? portalPaths.invoice(first) : portalPaths.invoices(), ...(open && amountsOf(open, say)) }
}

function refundMail(kind: "refund_made" | "refund_made_staff" | "refund_failed" | "refund_failed_staff", refund: RefundNotice, say: Say): Draft {
  const amount = say.money(refund.amountMinor, refund.currency)
  const code = kind === "refund_failed_staff" && refund.code ? [[say.word("answer"), refund.code] as const] : []
  return {
    kind, path: kind.endsWith("_staff") ? portalPaths.receivable(refund.accountId) : portalPaths.statement(),
    facts: { amount, account: refund.account, method: methodOf(refund, say), on: say.day(refund.receivedOn), slow: refund.paidBy === "card" ? say.word("slow") : "" },
    table: [[say.word("account"), refund.account], [say.word("reason"), refund.reason], ...code, [say.word("total"), amount]],
  }
}

/** Invoices with what is open of them, the one due first on top. */
export function amountsOf(open: OpenNotice, say: Say): Pick<Draft, "amounts" | "moreLines"> {
  return {
    amounts: open.invoices.map(({ number, dueOn, openMinor }) => [number, say.word("sinceDue", { on: say.day(dueOn) }), say.money(openMinor, open.currency)] as const),
    moreLines: open.invoiceCount - open.invoices.length,
  }
}
