import type Stripe from "stripe"
import { ApiError } from "../api-error.ts"
import type { Call } from "../call.ts"
import { cardOfNumber, CARDS } from "../cards.ts"
import { completeSession, whenExpired } from "../resources/checkout-sessions.ts"
import { makePaymentMethod } from "../resources/payment-methods.ts"
import { confirmSetupIntent } from "../resources/setup-intents.ts"
import { escape, layout, type PageAnswer } from "./layout.ts"

/** The hosted page that saves a card, as Checkout's in setup mode. */
export function checkoutPage(call: Call, id: string): PageAnswer {
  const session = whenExpired(call, call.account.get("checkout_session", id))
  return session.status === "open" ? { status: 200, html: form(session) } : { status: 410, html: over(session) }
}

export function submitCheckout(call: Call, id: string, given: URLSearchParams): PageAnswer {
  const session = whenExpired(call, call.account.get("checkout_session", id))
  if (session.status !== "open") return { status: 410, html: over(session) }
  const problem = problemOf(given, call.now)
  const card = cardOfNumber(given.get("number") ?? "")
  if (problem || !card) return { status: 422, html: form(session, problem ?? "This is none of the test cards.", given) }
  const method = makePaymentMethod(call, card, { billing_details: { name: given.get("name") ?? "" }, expires: { month: Number(given.get("month")), year: yearOf(given.get("year")) } })
  const intent = call.account.get("setup_intent", session.setup_intent as string)
  try {
    const { status, next_action } = confirmSetupIntent(call, intent, { payment_method: method.id, return_url: `${call.origin}/checkout/${call.account.id}/${id}/return` })
    if (status === "requires_action") return { status: 303, location: next_action?.redirect_to_url?.url ?? "" }
    return complete(call, session)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { status: 402, html: form(session, error.body.message, given) }
  }
}

/** Back from the bank's page. */
export function returnToCheckout(call: Call, id: string): PageAnswer {
  const session = whenExpired(call, call.account.get("checkout_session", id))
  if (session.status !== "open") return { status: 410, html: over(session) }
  const intent = call.account.get("setup_intent", session.setup_intent as string)
  return intent.status === "succeeded" ? complete(call, session) : { status: 402, html: form(session, intent.last_setup_error?.message ?? "The card could not be saved.") }
}

function complete(call: Call, session: Stripe.Checkout.Session): PageAnswer {
  completeSession(call, session)
  return { status: 303, location: (session.success_url ?? "").replaceAll("{CHECKOUT_SESSION_ID}", session.id) }
}

function yearOf(text: string | null): number {
  const year = Number(text)
  return year < 100 ? 2_000 + year : year
}

function problemOf(given: URLSearchParams, now: number): string | undefined {
  const month = Number(given.get("month"))
  const year = yearOf(given.get("year"))
  const today = new Date(now * 1_000)
  if (!Number.isInteger(month) || month < 1 || month > 12) return "Your card's expiration month is invalid."
  if (!Number.isInteger(year) || year > 2_099 || year * 12 + month < today.getUTCFullYear() * 12 + today.getUTCMonth() + 1) return "Your card's expiration year is in the past."
  if (!/^\d{3,4}$/.test(given.get("cvc") ?? "")) return "Your card's security code is incomplete."
  return undefined
}

function form(session: Stripe.Checkout.Session, problem?: string, given?: URLSearchParams): string {
  const value = (name: string) => escape(given?.get(name) ?? "")
  const field = (name: string, label: string, autocomplete: string, more = "") => `<div><label for="${name}">${label}</label><input id="${name}" name="${name}" value="${name === "cvc" ? "" : value(name)}" autocomplete="${autocomplete}" required ${more}></div>`
  const rows = CARDS.map((card) => `<tr><td><code>${card.number}</code></td><td>${escape(card.says)}</td></tr>`).join("")
  return layout("Save a card", `${problem ? `<p role="alert" id="problem">${escape(problem)}</p>` : ""}<form method="post">
${field("number", "Card number", "cc-number", `inputmode="numeric"${problem ? ` aria-describedby="problem"` : ""}`)}<div class="row">${field("month", "Month", "cc-exp-month", `inputmode="numeric" maxlength="2"`)}${field("year", "Year", "cc-exp-year", `inputmode="numeric" maxlength="4"`)}${field("cvc", "CVC", "cc-csc", `inputmode="numeric" maxlength="4"`)}</div>
${field("name", "Name on the card", "cc-name")}<button class="main">Save card</button></form>${session.cancel_url ? `<p><a href="${escape(session.cancel_url)}">Back without saving</a></p>` : ""}
<details><summary>Test cards</summary><table><thead><tr><th scope="col">Number</th><th scope="col">What it does</th></tr></thead><tbody>${rows}</tbody></table></details>`)
}

function over(session: Stripe.Checkout.Session): string {
  const back = session.status === "complete" ? session.success_url : session.cancel_url
  return layout(session.status === "complete" ? "This card was saved already" : "This page has expired", back ? `<p><a href="${escape(back.replaceAll("{CHECKOUT_SESSION_ID}", session.id))}">Go back</a></p>` : "")
}
