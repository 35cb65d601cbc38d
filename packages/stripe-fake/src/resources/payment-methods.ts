import { createHash } from "node:crypto"
import type Stripe from "stripe"
import { newId, type Account } from "../account.ts"
import { ApiError, invalid, missing, refused } from "../api-error.ts"
import { route, type Call, type Route } from "../call.ts"
import { CARDS, cardOfToken, declineOf, type Card } from "../cards.ts"
import { email, expand, hashOf, integer, metadata, oneOf, paging, parametersOf, required, text, type Read } from "../fields.ts"
import { pageOf } from "../lists.ts"

const others = [
  "acss_debit", "affirm", "afterpay_clearpay", "alipay", "allow_redisplay", "alma", "amazon_pay", "au_becs_debit", "bacs_debit", "bancontact", "billie", "bizum", "blik", "boleto", "cashapp", "crypto", "custom", "customer",
  "customer_balance", "eps", "fpx", "giropay", "grabpay", "ideal", "interac_present", "kakao_pay", "klarna", "konbini", "kr_card", "link", "mb_way", "mobilepay", "multibanco", "naver_pay", "nz_bank_account", "oxxo", "p24",
  "pay_by_bank", "payco", "payment_method", "paynow", "paypal", "paypay", "payto", "pix", "promptpay", "radar_options", "revolut_pay", "samsung_pay", "satispay", "scalapay", "sepa_debit", "sequra", "sofort", "sunbit", "swish",
  "twint", "upi", "us_bank_account", "wechat_pay", "zip",
] as const
const create = parametersOf<Stripe.PaymentMethodCreateParams>()({ type: oneOf("card"), card: hashOf({ token: required(text()) }), billing_details: hashOf({ email, name: text() }), metadata, ...expand }, others)
const retrieve = parametersOf<Stripe.PaymentMethodRetrieveParams>()(expand, [])
const update = parametersOf<Stripe.PaymentMethodUpdateParams>()({ metadata, card: hashOf({ exp_month: integer, exp_year: integer }), ...expand }, ["allow_redisplay", "billing_details", "us_bank_account"])
const list = parametersOf<Stripe.PaymentMethodListParams>()({ ...paging, ...expand, customer: text(), type: oneOf("card") }, ["allow_redisplay", "customer_account"])
const attach = parametersOf<Stripe.PaymentMethodAttachParams>()({ customer: text(), ...expand }, ["customer_account"])
const detach = parametersOf<Stripe.PaymentMethodDetachParams>()(expand, [])

export const paymentMethods: readonly Route[] = [
  route("POST", "/v1/payment_methods", create, (call, given) => {
    const card = given.card && cardOfToken(given.card.token)
    if (given.type === undefined) throw invalid("Missing required param: type.", { param: "type", code: "parameter_missing" })
    if (!card) throw missing("token", given.card?.token ?? "", "card[token]")
    return makePaymentMethod(call, card, given)
  }),
  route("GET", "/v1/payment_methods", list, ({ account }, { customer, type: _card, ...page }) =>
    pageOf(account.list("payment_method").filter((each) => each.customer !== null && (customer === undefined || each.customer === customer)), page, "/v1/payment_methods")),
  route("GET", "/v1/payment_methods/{id}", retrieve, ({ account }, _given, id) => account.get("payment_method", id)),
  route("POST", "/v1/payment_methods/{id}", update, (call, given, id) => changePaymentMethod(call, call.account.get("payment_method", id), given, "payment_method.updated")),
  route("POST", "/v1/payment_methods/{id}/attach", attach, attachTo),
  route("POST", "/v1/payment_methods/{id}/detach", detach, ({ account, emit }, _given, id) => {
    const method = account.get("payment_method", id)
    if (method.customer === null) throw refused("The payment method you provided is not attached to a customer so detachment is impossible.", { code: "payment_method_unexpected_state" })
    const customer = account.find("customer", method.customer as string)
    if (customer?.invoice_settings.default_payment_method === id) customer.invoice_settings.default_payment_method = null
    method.customer = null
    emit("payment_method.detached", method)
    return method
  }),
]

function attachTo(call: Call, { customer }: Read<typeof attach.fields>, id: string): Stripe.PaymentMethod {
  if (customer === undefined) throw invalid("Missing required param: customer.", { param: "customer", code: "parameter_missing" })
  call.account.get("customer", customer, "customer")
  const method = findPaymentMethod(call, id, "payment_method")
  const declined = cardOf(call.account, method).setup
  if (declined) throw new ApiError(402, { type: "card_error", ...declineOf(declined) })
  attachPaymentMethod(call, method, customer)
  return method
}

export function attachPaymentMethod({ account, emit }: Call, method: Stripe.PaymentMethod, customer: string): void {
  if (method.customer === customer) return
  if (method.customer !== null) throw refused("The payment method you provided has already been attached to a customer.", { code: "payment_method_unexpected_state" })
  method.customer = account.get("customer", customer, "customer").id
  emit("payment_method.attached", method)
}

type Change = { readonly metadata?: Record<string, string> | undefined; readonly card?: { readonly exp_month?: number | undefined; readonly exp_year?: number | undefined } | undefined }

/** Somebody changed it by the API, or its bank did by itself: then the event says so. Metadata is merged; an empty value takes its key out. */
export function changePaymentMethod({ emit }: Call, method: Stripe.PaymentMethod, { metadata: given, card }: Change, said: "payment_method.updated" | "payment_method.automatically_updated"): Stripe.PaymentMethod {
  if (method.customer === null) throw refused("You must save this PaymentMethod to a customer before you can update it.", { code: "payment_method_unexpected_state" })
  if (given) method.metadata = Object.fromEntries(Object.entries({ ...method.metadata, ...given }).filter(([, value]) => value !== ""))
  if (card && method.card) Object.assign(method.card, card)
  emit(said, method)
  return method
}

/** Finds a saved method, or makes one of a test token such as `pm_card_visa`. */
export function findPaymentMethod(call: Call, id: string, param: string): Stripe.PaymentMethod {
  const found = call.account.find("payment_method", id)
  if (found) return found
  const card = cardOfToken(id)
  if (!card) throw missing("PaymentMethod", id, param)
  return makePaymentMethod(call, card, {})
}

type Given = { readonly metadata?: Record<string, string> | undefined; readonly billing_details?: { readonly email?: string | undefined; readonly name?: string | undefined } | undefined; readonly expires?: { readonly month: number; readonly year: number } }

export function makePaymentMethod({ account, now }: Call, card: Card, given: Given): Stripe.PaymentMethod {
  const method = {
    id: newId("pm"), object: "payment_method", allow_redisplay: "unspecified", billing_details: { address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null }, email: given.billing_details?.email ?? null, name: given.billing_details?.name ?? null, phone: null, tax_id: null },
    card: {
      brand: card.brand, checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" }, country: "US", display_brand: card.brand === "amex" ? "american_express" : card.brand,
      exp_month: given.expires?.month ?? 12, exp_year: given.expires?.year ?? new Date(now * 1_000).getUTCFullYear() + 3, fingerprint: createHash("sha256").update(`${account.id}:${card.number}`).digest("base64url").slice(0, 16), funding: "credit", generated_from: null,
      last4: card.number.slice(-4), networks: { available: [card.brand], preferred: null }, regulated_status: "unregulated", three_d_secure_usage: { supported: true }, wallet: null,
    },
    created: now, customer: null, customer_account: null, livemode: false, metadata: given.metadata ?? {}, type: "card",
  } satisfies Stripe.PaymentMethod
  account.cards.set(method.id, card.number)
  return account.put("payment_method", method)
}

export function cardOf(account: Account, method: Stripe.PaymentMethod): Card {
  const number = account.cards.get(method.id)
  const card = number === undefined ? undefined : CARD_BY_NUMBER.get(number)
  if (!card) throw new Error(`There is no card behind ${method.id}.`)
  return card
}

const CARD_BY_NUMBER = new Map(CARDS.map((card) => [card.number, card]))
