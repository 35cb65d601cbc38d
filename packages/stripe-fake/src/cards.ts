/** How a card behaves. `setup` and `payment` are decline codes; `authentication` says when its holder is asked. */
export type Card = {
  readonly number: string
  readonly brand: "visa" | "mastercard" | "amex"
  readonly token: string
  readonly says: string
  readonly setup?: string
  readonly payment?: string
  readonly authentication?: "always" | "setup"
}

/** Stripe's published test cards. The declining ones cannot be saved, except those that are meant to be. */
export const CARDS: readonly Card[] = [
  { number: "4242424242424242", brand: "visa", token: "pm_card_visa", says: "succeeds" },
  { number: "5555555555554444", brand: "mastercard", token: "pm_card_mastercard", says: "succeeds" },
  { number: "378282246310005", brand: "amex", token: "pm_card_amex", says: "succeeds" },
  { number: "4000002500003155", brand: "visa", token: "pm_card_authenticationRequiredOnSetup", says: "asks its holder when it is saved", authentication: "setup" },
  { number: "4000002760003184", brand: "visa", token: "pm_card_authenticationRequired", says: "asks its holder every time", authentication: "always" },
  { number: "4000000000003220", brand: "visa", token: "pm_card_threeDSecure2Required", says: "asks its holder every time", authentication: "always" },
  { number: "4000000000000341", brand: "visa", token: "pm_card_chargeCustomerFail", says: "can be saved, then declines", payment: "generic_decline" },
  { number: "4000008260003178", brand: "visa", token: "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds", says: "asks when it is saved, then has no funds", payment: "insufficient_funds", authentication: "setup" },
  { number: "4000000000000002", brand: "visa", token: "pm_card_visa_chargeDeclined", says: "declines", setup: "generic_decline", payment: "generic_decline" },
  { number: "4000000000009995", brand: "visa", token: "pm_card_visa_chargeDeclinedInsufficientFunds", says: "has no funds", setup: "insufficient_funds", payment: "insufficient_funds" },
  { number: "4000000000009987", brand: "visa", token: "pm_card_visa_chargeDeclinedLostCard", says: "is lost", setup: "lost_card", payment: "lost_card" },
  { number: "4000000000009979", brand: "visa", token: "pm_card_visa_chargeDeclinedStolenCard", says: "is stolen", setup: "stolen_card", payment: "stolen_card" },
  { number: "4000000000000069", brand: "visa", token: "pm_card_chargeDeclinedExpiredCard", says: "has expired", setup: "expired_card", payment: "expired_card" },
  { number: "4000000000000127", brand: "visa", token: "pm_card_chargeDeclinedIncorrectCvc", says: "has another security code", setup: "incorrect_cvc", payment: "incorrect_cvc" },
  { number: "4000000000000119", brand: "visa", token: "pm_card_chargeDeclinedProcessingError", says: "fails at the bank", setup: "processing_error", payment: "processing_error" },
]

export function cardOfNumber(number: string): Card | undefined {
  return CARDS.find((card) => card.number === number.replaceAll(/[\s-]/g, ""))
}

export function cardOfToken(token: string): Card | undefined {
  return CARDS.find((card) => card.token === token || card.token.replace("pm_card_", "tok_") === token)
}

const MESSAGES: Readonly<Record<string, string>> = {
  insufficient_funds: "Your card has insufficient funds.",
  expired_card: "Your card has expired.",
  incorrect_cvc: "Your card's security code is incorrect.",
  processing_error: "An error occurred while processing your card. Try again in a little bit.",
  authentication_required: "Your card was declined. This transaction requires authentication.",
}

/** Some declines are error codes of their own; the others are `card_declined` with a decline code. */
const OWN_CODES = new Set(["expired_card", "incorrect_cvc", "processing_error", "authentication_required"])

export function declineOf(reason: string): { readonly code: string; readonly decline_code?: string; readonly message: string } {
  const message = MESSAGES[reason] ?? "Your card was declined."
  if (reason === "authentication_required") return { code: reason, decline_code: reason, message }
  return OWN_CODES.has(reason) ? { code: reason, message } : { code: "card_declined", decline_code: reason, message }
}
