import type Stripe from "stripe"
import { newId } from "../account.ts"
import { invalid, refused } from "../api-error.ts"
import { checkAmount, checkCurrency } from "../amounts.ts"
import { route, type Call, type Route } from "../call.ts"
import { boolean, email, expand, hashOf, integer, listOf, metadata, momentRange, oneOf, paging, parametersOf, required, searching, text, url, type Read } from "../fields.ts"
import { isCreatedWithin, pageOf, searchPageOf } from "../lists.ts"
import { merged } from "./customers.ts"
import { confirmPaymentIntent, unexpectedState } from "./payment-confirmation.ts"
import { findPaymentMethod } from "./payment-methods.ts"

const create = parametersOf<Stripe.PaymentIntentCreateParams>()({
  amount: required(integer), currency: required(text(3)), allowed_payment_method_types: listOf(oneOf("card")), automatic_payment_methods: hashOf({ enabled: required(boolean), allow_redirects: oneOf("always", "never") }), capture_method: oneOf("automatic", "automatic_async"), confirm: boolean,
  confirmation_method: oneOf("automatic"), customer: text(), description: text(1_000), error_on_requires_action: boolean, metadata, off_session: boolean, payment_method: text(), receipt_email: email, return_url: url,
  setup_future_usage: oneOf("off_session", "on_session"), statement_descriptor: text(22), statement_descriptor_suffix: text(22), ...expand,
}, [
  "amount_details", "application_fee_amount", "confirmation_token", "customer_account", "excluded_payment_method_types", "hooks", "mandate", "mandate_data", "on_behalf_of", "payment_details", "payment_method_configuration", "payment_method_data",
  "payment_method_options", "radar_options", "shipping", "transfer_data", "transfer_group", "use_stripe_sdk",
])
const update = parametersOf<Stripe.PaymentIntentUpdateParams>()({ description: text(1_000), metadata, ...expand }, [
  "allowed_payment_method_types", "amount", "amount_details", "application_fee_amount", "capture_method", "currency", "customer", "customer_account", "excluded_payment_method_types", "hooks", "payment_details", "payment_method", "payment_method_configuration",
  "payment_method_data", "payment_method_options", "receipt_email", "setup_future_usage", "shipping", "statement_descriptor", "statement_descriptor_suffix", "transfer_data", "transfer_group",
])
const confirm = parametersOf<Stripe.PaymentIntentConfirmParams>()({ error_on_requires_action: boolean, off_session: boolean, payment_method: text(), return_url: url, ...expand }, [
  "allowed_payment_method_types", "amount_details", "amount_to_confirm", "capture_method", "confirmation_token", "excluded_payment_method_types", "hooks", "mandate", "mandate_data", "payment_details", "payment_method_data", "payment_method_options",
  "radar_options", "receipt_email", "setup_future_usage", "shipping", "use_stripe_sdk",
])
const retrieve = parametersOf<Stripe.PaymentIntentRetrieveParams>()(expand, ["client_secret"])
const list = parametersOf<Stripe.PaymentIntentListParams>()({ ...paging, ...expand, created: momentRange, customer: text() }, ["customer_account"])
const search = parametersOf<Stripe.PaymentIntentSearchParams>()(searching, [])
const cancel = parametersOf<Stripe.PaymentIntentCancelParams>()({ cancellation_reason: oneOf("abandoned", "duplicate", "fraudulent", "requested_by_customer"), ...expand }, [])

export const paymentIntents: readonly Route[] = [
  route("POST", "/v1/payment_intents", create, createPaymentIntent),
  route("GET", "/v1/payment_intents", list, ({ account }, { created, customer, ...page }) =>
    pageOf(account.list("payment_intent").filter((each) => isCreatedWithin(each.created, created) && (customer ?? each.customer) === each.customer), page, "/v1/payment_intents")),
  route("GET", "/v1/payment_intents/search", search, ({ account }, given) => searchPageOf(account.list("payment_intent"), given, "/v1/payment_intents/search")),
  route("GET", "/v1/payment_intents/{id}", retrieve, ({ account }, _given, id) => account.get("payment_intent", id)),
  route("POST", "/v1/payment_intents/{id}", update, ({ account }, given, id) => {
    const intent = account.get("payment_intent", id)
    return Object.assign(intent, { metadata: merged(intent.metadata, given.metadata), description: given.description ?? intent.description })
  }),
  route("POST", "/v1/payment_intents/{id}/confirm", confirm, (call, given, id) => confirmPaymentIntent(call, call.account.get("payment_intent", id), given)),
  route("POST", "/v1/payment_intents/{id}/cancel", cancel, cancelPaymentIntent),
]

function createPaymentIntent(call: Call, given: Read<typeof create.fields>): Stripe.PaymentIntent {
  checkDraft(given)
  if (given.customer !== undefined) call.account.get("customer", given.customer, "customer")
  const method = given.payment_method === undefined ? undefined : findPaymentMethod(call, given.payment_method, "payment_method")
  if (method && method.customer !== null && method.customer !== given.customer) throw refused(`The provided PaymentMethod (${method.id}) belongs to a Customer: it can only be used with that Customer.`, { code: "payment_method_invalid_parameter", param: "payment_method" })
  const intent = makePaymentIntent(call, given, method)
  return given.confirm ? confirmPaymentIntent(call, intent, given) : intent
}

function checkDraft(given: Read<typeof create.fields>): void {
  checkCurrency(given.currency)
  checkAmount(given.amount, given.currency)
  for (const name of ["off_session", "return_url", "error_on_requires_action"] as const) {
    if (given[name] !== undefined && !given.confirm) throw invalid(`You may only specify \`${name}\` when also setting \`confirm\` to \`true\`.`, { param: name })
  }
  if (given.allowed_payment_method_types && given.automatic_payment_methods) throw invalid("You may only specify one of these parameters: automatic_payment_methods, allowed_payment_method_types.", { code: "parameters_exclusive" })
}

function makePaymentIntent(call: Call, given: Read<typeof create.fields>, method: Stripe.PaymentMethod | undefined): Stripe.PaymentIntent {
  const id = newId("pi")
  const { enabled, allow_redirects } = given.automatic_payment_methods ?? { enabled: given.allowed_payment_method_types === undefined }
  const intent = {
    id, object: "payment_intent", allowed_payment_method_types: given.allowed_payment_method_types ?? null, amount: given.amount, amount_capturable: 0, amount_received: 0, application: null, application_fee_amount: null,
    automatic_payment_methods: enabled ? { enabled, allow_redirects: allow_redirects ?? "always" } : null, canceled_at: null, cancellation_reason: null, capture_method: given.capture_method ?? "automatic_async", client_secret: `${id}_${newId("secret")}`,
    confirmation_method: "automatic", created: call.now, currency: given.currency, customer: given.customer ?? null, customer_account: null, description: given.description ?? null, excluded_payment_method_types: null, last_payment_error: null, latest_charge: null,
    livemode: false, managed_payments: null, metadata: given.metadata ?? {}, next_action: null, on_behalf_of: null, payment_method: method?.id ?? null, payment_method_configuration_details: null,
    payment_method_options: { card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" } }, payment_method_types: ["card"], payment_record: null, processing: null, receipt_email: given.receipt_email ?? null,
    review: null, setup_future_usage: given.setup_future_usage ?? null, shipping: null, source: null, statement_descriptor: given.statement_descriptor ?? null, statement_descriptor_suffix: given.statement_descriptor_suffix ?? null,
    status: method ? "requires_confirmation" : "requires_payment_method", transfer_data: null, transfer_group: null,
  } satisfies Stripe.PaymentIntent
  call.emit("payment_intent.created", call.account.put("payment_intent", intent))
  return intent
}

function cancelPaymentIntent({ account, now, emit }: Call, { cancellation_reason }: Read<typeof cancel.fields>, id: string): Stripe.PaymentIntent {
  const intent = account.get("payment_intent", id)
  if (!["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status)) throw unexpectedState(intent, "cancel", "requires_payment_method, requires_capture, requires_confirmation, requires_action, processing")
  Object.assign(intent, { status: "canceled", canceled_at: now, cancellation_reason: cancellation_reason ?? null, next_action: null })
  emit("payment_intent.canceled", intent)
  return intent
}
