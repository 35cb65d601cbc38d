import type Stripe from "stripe"
import { newId } from "../account.ts"
import { invalid, refused } from "../api-error.ts"
import { route, type Call, type Route } from "../call.ts"
import { email, expand, hashOf, integer, listOf, metadata, momentRange, oneOf, paging, parametersOf, text, url, type Read } from "../fields.ts"
import { isCreatedWithin, pageOf } from "../lists.ts"
import { makeSetupIntent } from "./setup-intents.ts"

const create = parametersOf<Stripe.Checkout.SessionCreateParams>()({
  allowed_payment_method_types: listOf(oneOf("card")), cancel_url: url, client_reference_id: text(200), currency: text(3), customer: text(), customer_email: email, expires_at: integer, locale: text(10), metadata, mode: oneOf("setup"),
  setup_intent_data: hashOf({ description: text(1_000), metadata }), success_url: url, ui_mode: oneOf("hosted_page"), ...expand,
}, [
  "adaptive_pricing", "after_expiration", "allow_promotion_codes", "automatic_tax", "billing_address_collection", "branding_settings", "consent_collection", "custom_fields", "custom_text", "customer_account", "customer_creation", "customer_update",
  "discounts", "excluded_payment_method_types", "integration_identifier", "invoice_creation", "line_items", "managed_payments", "name_collection", "optional_items", "origin_context", "payment_intent_data", "payment_method_collection",
  "payment_method_configuration", "payment_method_data", "payment_method_options", "permissions", "phone_number_collection", "redirect_on_completion", "return_url", "saved_payment_method_options", "shipping_address_collection", "shipping_options",
  "submit_type", "subscription_data", "tax_id_collection", "wallet_options",
])
const retrieve = parametersOf<Stripe.Checkout.SessionRetrieveParams>()(expand, [])
const expire = parametersOf<Stripe.Checkout.SessionExpireParams>()(expand, [])
const list = parametersOf<Stripe.Checkout.SessionListParams>()({ ...paging, ...expand, created: momentRange, customer: text(), status: oneOf("complete", "expired", "open") }, ["customer_account", "customer_details", "payment_intent", "payment_link", "subscription"])

export const checkoutSessions: readonly Route[] = [
  route("POST", "/v1/checkout/sessions", create, createSession),
  route("GET", "/v1/checkout/sessions", list, (call, { created, customer, status, ...page }) => {
    const all = call.account.list("checkout_session").map((session) => whenExpired(call, session))
    return pageOf(all.filter((each) => isCreatedWithin(each.created, created) && (customer ?? each.customer) === each.customer && (status ?? each.status) === each.status), page, "/v1/checkout/sessions")
  }),
  route("GET", "/v1/checkout/sessions/{id}", retrieve, (call, _given, id) => whenExpired(call, call.account.get("checkout_session", id))),
  route("POST", "/v1/checkout/sessions/{id}/expire", expire, (call, _given, id) => {
    const session = whenExpired(call, call.account.get("checkout_session", id))
    if (session.status !== "open") throw refused("Only Checkout Sessions with a status in [\"open\"] can be expired.", { code: "resource_missing" })
    return expireSession(call, session)
  }),
]

function createSession(call: Call, given: Read<typeof create.fields>): Stripe.Checkout.Session {
  if (given.mode === undefined) throw invalid("Missing required param: mode.", { param: "mode", code: "parameter_missing" })
  if (given.success_url === undefined) throw invalid("Missing required param: success_url.", { param: "success_url", code: "parameter_missing" })
  if (given.currency === undefined && given.allowed_payment_method_types === undefined) throw invalid("Missing required param: currency.", { param: "currency", code: "parameter_missing" })
  const expiresAt = given.expires_at ?? call.now + 86_400
  if (expiresAt < call.now + 1_800 || expiresAt > call.now + 86_400) throw invalid("The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.", { param: "expires_at" })
  const intent = makeSetupIntent(call, { ...given.setup_intent_data, customer: given.customer, types: given.allowed_payment_method_types })
  const id = newId("cs_test")
  const session = {
    ...emptySession, id, allowed_payment_method_types: given.allowed_payment_method_types ?? null, cancel_url: given.cancel_url ?? null, client_reference_id: given.client_reference_id ?? null, created: call.now, currency: given.currency ?? null,
    customer: given.customer ?? null, customer_email: given.customer_email ?? null, expires_at: expiresAt, locale: given.locale ?? null, metadata: given.metadata ?? {}, setup_intent: intent.id, success_url: given.success_url,
    url: `${call.origin}/checkout/${call.account.id}/${id}`,
  } satisfies Stripe.Checkout.Session
  return call.account.put("checkout_session", session)
}

const emptySession = {
  object: "checkout.session", adaptive_pricing: null, after_expiration: null, allow_promotion_codes: null, amount_subtotal: null, amount_total: null, automatic_tax: { enabled: false, liability: null, provider: null, status: null }, billing_address_collection: null,
  client_secret: null, collected_information: null, consent: null, consent_collection: null, currency_conversion: null, custom_fields: [], custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
  customer_account: null, customer_creation: null, customer_details: null, discounts: null, integration_identifier: null, invoice: null, invoice_creation: null, livemode: false, managed_payments: null, mode: "setup", origin_context: null,
  payment_intent: null, payment_link: null, payment_method_collection: "always", payment_method_configuration_details: null, payment_method_options: {}, payment_method_types: ["card"], payment_status: "no_payment_required", permissions: null,
  recovered_from: null, saved_payment_method_options: null, shipping_address_collection: null, shipping_cost: null, shipping_options: [], status: "open", submit_type: null, subscription: null, total_details: null, ui_mode: "hosted_page", wallet_options: null,
} satisfies Partial<Stripe.Checkout.Session>

/** A session that nobody used by its time is over; that is found out when somebody looks. */
export function whenExpired(call: Call, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  return session.status === "open" && session.expires_at <= call.now ? expireSession(call, session) : session
}

function expireSession(call: Call, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  Object.assign(session, { status: "expired", url: null })
  call.emit("checkout.session.expired", session)
  return session
}

export function completeSession(call: Call, session: Stripe.Checkout.Session): void {
  Object.assign(session, { status: "complete", url: null })
  call.emit("checkout.session.completed", session)
}
