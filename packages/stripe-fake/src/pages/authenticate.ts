import type Stripe from "stripe"
import type { Call } from "../call.ts"
import { settlePayment } from "../resources/payment-confirmation.ts"
import { settleSetup } from "../resources/setup-intents.ts"
import { escape, layout, withQuery, type PageAnswer } from "./layout.ts"

/** The bank's page of 3-D Secure: its holder agrees, or does not. */
export function authenticatePage(call: Call, id: string): PageAnswer {
  const intent = intentOf(call, id)
  const back = intent.next_action?.redirect_to_url?.return_url
  if (intent.status !== "requires_action") return { status: 410, html: layout("This was answered already", "") }
  const what = intent.object === "payment_intent" ? `Pay ${amountText(intent)}${intent.description ? ` for ${escape(intent.description)}` : ""}?` : "Allow later payments with this card?"
  return {
    status: 200,
    html: layout("3-D Secure", `<p>${what}</p><form method="post"><button class="main" name="answer" value="agree">Complete authentication</button><button name="answer" value="refuse">Fail authentication</button></form>${back ? "" : "<p>Close this window afterwards.</p>"}`),
  }
}

export function submitAuthentication(call: Call, id: string, given: URLSearchParams): PageAnswer {
  const intent = intentOf(call, id)
  const back = intent.next_action?.redirect_to_url?.return_url
  if (intent.status !== "requires_action") return { status: 410, html: layout("This was answered already", "") }
  const agreed = given.get("answer") === "agree"
  if (intent.object === "payment_intent") settlePayment(call, intent, agreed)
  else settleSetup(call, intent, agreed)
  if (!back) return { status: 200, html: layout("Done", "<p>Close this window.</p>") }
  const { object, client_secret } = intent
  return { status: 303, location: withQuery(back, { [object]: id, [`${object}_client_secret`]: client_secret ?? "", redirect_status: wasAgreed(intent) ? "succeeded" : "failed" }) }
}

function wasAgreed({ status }: Stripe.PaymentIntent | Stripe.SetupIntent): boolean {
  return status === "succeeded"
}

function intentOf({ account }: Call, id: string): Stripe.PaymentIntent | Stripe.SetupIntent {
  return id.startsWith("pi_") ? account.get("payment_intent", id) : account.get("setup_intent", id)
}

function amountText({ amount, currency }: Stripe.PaymentIntent): string {
  return `${amount} ${currency.toUpperCase()} (in its smallest unit)`
}
