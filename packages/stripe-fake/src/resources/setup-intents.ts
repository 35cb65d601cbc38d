import type Stripe from "stripe"
import { newId } from "../account.ts"
import { ApiError, invalid, refused } from "../api-error.ts"
import { route, type Call, type Route } from "../call.ts"
import { declineOf } from "../cards.ts"
import { boolean, expand, hashOf, listOf, metadata, momentRange, oneOf, paging, parametersOf, required, text, url, type Read } from "../fields.ts"
import { isCreatedWithin, pageOf } from "../lists.ts"
import { attachPaymentMethod, cardOf, findPaymentMethod } from "./payment-methods.ts"

const create = parametersOf<Stripe.SetupIntentCreateParams>()({
  allowed_payment_method_types: listOf(oneOf("card")), automatic_payment_methods: hashOf({ enabled: required(boolean), allow_redirects: oneOf("always", "never") }), confirm: boolean, customer: text(), description: text(), metadata, payment_method: text(),
  return_url: url, usage: oneOf("off_session", "on_session"), ...expand,
}, ["attach_to_self", "confirmation_token", "customer_account", "excluded_payment_method_types", "flow_directions", "mandate_data", "on_behalf_of", "payment_method_configuration", "payment_method_data", "payment_method_options", "single_use", "use_stripe_sdk"])
const confirm = parametersOf<Stripe.SetupIntentConfirmParams>()({ payment_method: text(), return_url: url, ...expand }, ["allowed_payment_method_types", "confirmation_token", "mandate_data", "payment_method_data", "payment_method_options", "use_stripe_sdk"])
const retrieve = parametersOf<Stripe.SetupIntentRetrieveParams>()(expand, ["client_secret"])
const list = parametersOf<Stripe.SetupIntentListParams>()({ ...paging, ...expand, created: momentRange, customer: text(), payment_method: text() }, ["attach_to_self", "customer_account"])
const cancel = parametersOf<Stripe.SetupIntentCancelParams>()({ cancellation_reason: oneOf("abandoned", "duplicate", "requested_by_customer"), ...expand }, [])

export const setupIntents: readonly Route[] = [
  route("POST", "/v1/setup_intents", create, createSetupIntent),
  route("GET", "/v1/setup_intents", list, ({ account }, { created, customer, payment_method, ...page }) =>
    pageOf(account.list("setup_intent").filter((each) => isCreatedWithin(each.created, created) && (customer ?? each.customer) === each.customer && (payment_method ?? each.payment_method) === each.payment_method), page, "/v1/setup_intents")),
  route("GET", "/v1/setup_intents/{id}", retrieve, ({ account }, _given, id) => account.get("setup_intent", id)),
  route("POST", "/v1/setup_intents/{id}/confirm", confirm, (call, given, id) => confirmSetupIntent(call, call.account.get("setup_intent", id), given)),
  route("POST", "/v1/setup_intents/{id}/cancel", cancel, ({ account, emit }, { cancellation_reason }, id) => {
    const intent = account.get("setup_intent", id)
    if (!["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status)) throw unexpectedState(intent, "cancel")
    Object.assign(intent, { status: "canceled", cancellation_reason: cancellation_reason ?? null, next_action: null })
    emit("setup_intent.canceled", intent)
    return intent
  }),
]

type Draft = { readonly customer?: string | undefined; readonly description?: string | undefined; readonly metadata?: Record<string, string> | undefined; readonly usage?: string | undefined; readonly payment_method?: string | undefined; readonly types?: readonly string[] | undefined; readonly automatic?: Stripe.SetupIntent.AutomaticPaymentMethods | undefined }

function createSetupIntent(call: Call, given: Read<typeof create.fields>): Stripe.SetupIntent {
  if (given.return_url !== undefined && !given.confirm) throw invalid("You may only specify `return_url` when also setting `confirm` to `true`.", { param: "return_url" })
  const asked = given.automatic_payment_methods
  const automatic = asked ?? (given.allowed_payment_method_types ? undefined : { enabled: true })
  if (given.confirm && automatic?.enabled && asked?.allow_redirects !== "never" && given.return_url === undefined) throw invalid("This SetupIntent is configured to accept payment methods that might redirect: a `return_url` is needed to confirm it.", { param: "return_url" })
  const intent = makeSetupIntent(call, { ...given, types: given.allowed_payment_method_types, ...(automatic ? { automatic: { enabled: automatic.enabled, allow_redirects: asked?.allow_redirects ?? "always" } } : {}) })
  return given.confirm ? confirmSetupIntent(call, intent, given) : intent
}

export function makeSetupIntent(call: Call, draft: Draft): Stripe.SetupIntent {
  if (draft.customer !== undefined) call.account.get("customer", draft.customer, "customer")
  const method = draft.payment_method === undefined ? null : findPaymentMethod(call, draft.payment_method, "payment_method").id
  const id = newId("seti")
  const intent = {
    id, object: "setup_intent", allowed_payment_method_types: draft.types ? [...draft.types] : null, application: null, automatic_payment_methods: draft.automatic ?? null, cancellation_reason: null, client_secret: `${id}_${newId("secret")}`, created: call.now,
    customer: draft.customer ?? null, customer_account: null, description: draft.description ?? null, excluded_payment_method_types: null, flow_directions: null, last_setup_error: null, latest_attempt: null, livemode: false, mandate: null, metadata: draft.metadata ?? {},
    next_action: null, on_behalf_of: null, payment_method: method, payment_method_configuration_details: null, payment_method_options: { card: { mandate_options: null, network: null, request_three_d_secure: "automatic" } }, payment_method_types: ["card"],
    single_use_mandate: null, status: method === null ? "requires_payment_method" : "requires_confirmation", usage: draft.usage ?? "off_session",
  } satisfies Stripe.SetupIntent
  call.emit("setup_intent.created", call.account.put("setup_intent", intent))
  return intent
}

export function confirmSetupIntent(call: Call, intent: Stripe.SetupIntent, given: { readonly payment_method?: string | undefined; readonly return_url?: string | undefined }): Stripe.SetupIntent {
  if (!["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status)) throw unexpectedState(intent, "confirm")
  const methodId = given.payment_method ?? (intent.payment_method as string | null)
  if (methodId === null) throw refused("You cannot confirm this SetupIntent because it's missing a payment method.", { code: "setup_intent_unexpected_state", setup_intent: intent })
  const method = findPaymentMethod(call, methodId, "payment_method")
  const card = cardOf(call.account, method)
  Object.assign(intent, { payment_method: method.id, last_setup_error: null, next_action: null })
  if (card.setup) return failSetup(call, intent, { type: "card_error", ...declineOf(card.setup) })
  if (!card.authentication) return succeedSetup(call, intent)
  intent.status = "requires_action"
  const at = `${call.origin}/authenticate/${call.account.id}/${intent.id}`
  intent.next_action = given.return_url === undefined ? { type: "use_stripe_sdk", use_stripe_sdk: {} } : { type: "redirect_to_url", redirect_to_url: { return_url: given.return_url, url: at } }
  call.emit("setup_intent.requires_action", intent)
  return intent
}

/** The holder has answered the bank. */
export function settleSetup(call: Call, intent: Stripe.SetupIntent, agreed: boolean): void {
  if (agreed) return void succeedSetup(call, intent)
  try {
    failSetup(call, intent, { type: "invalid_request_error", code: "setup_intent_authentication_failure", message: "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this SetupIntent again." })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
  }
}

function succeedSetup(call: Call, intent: Stripe.SetupIntent): Stripe.SetupIntent {
  const method = call.account.get("payment_method", intent.payment_method as string)
  if (intent.customer !== null) attachPaymentMethod(call, method, intent.customer as string)
  call.account.authenticated.add(method.id)
  Object.assign(intent, { status: "succeeded", next_action: null, last_setup_error: null, latest_attempt: newId("setatt") })
  call.emit("setup_intent.succeeded", intent)
  return intent
}

function failSetup(call: Call, intent: Stripe.SetupIntent, error: { type: "card_error" | "invalid_request_error"; code: string; decline_code?: string; message: string }): never {
  const method = call.account.get("payment_method", intent.payment_method as string)
  Object.assign(intent, { status: "requires_payment_method", next_action: null, payment_method: null, last_setup_error: { ...error, payment_method: structuredClone(method) }, latest_attempt: newId("setatt") })
  call.emit("setup_intent.setup_failed", intent)
  throw new ApiError(402, { ...error, setup_intent: structuredClone(intent), payment_method: structuredClone(method) })
}

function unexpectedState(intent: Stripe.SetupIntent, verb: string): ApiError {
  return refused(`You cannot ${verb} this SetupIntent because it has a status of ${intent.status}.`, { code: "setup_intent_unexpected_state", setup_intent: structuredClone(intent) })
}
