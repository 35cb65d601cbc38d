import type Stripe from "stripe"

/** What Stripe puts into `error` of a body that is not an answer. */
export type ErrorBody = {
  readonly type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error"
  readonly message: string
  readonly code?: string
  readonly param?: string
  readonly decline_code?: string
  readonly charge?: string
  readonly payment_intent?: Stripe.PaymentIntent
  readonly setup_intent?: Stripe.SetupIntent
  readonly payment_method?: Stripe.PaymentMethod
  readonly doc_url?: string
}

/** A request that is answered with Stripe's error shape. What it changed before stays: a decline is kept on its intent. */
export class ApiError extends Error {
  readonly status: number
  readonly body: ErrorBody
  /** False where Stripe keeps no answer for the idempotency key: the endpoint never started. */
  readonly kept: boolean

  constructor(status: number, body: ErrorBody, kept = true) {
    super(body.message)
    this.status = status
    this.body = { ...body, ...(body.code ? { doc_url: `https://docs.stripe.com/error-codes/${body.code.replaceAll("_", "-")}` } : {}) }
    this.kept = kept
  }
}

/** A request that is wrong in itself. */
export function invalid(message: string, details: { readonly param?: string; readonly code?: string; readonly status?: number } = {}): ApiError {
  const { status = 400, ...rest } = details
  return new ApiError(status, { type: "invalid_request_error", message, ...rest }, false)
}

/** A request that the state of things does not allow. */
export function refused(message: string, details: { readonly code: string; readonly param?: string; readonly payment_intent?: Stripe.PaymentIntent; readonly setup_intent?: Stripe.SetupIntent }): ApiError {
  return new ApiError(400, { type: "invalid_request_error", message, ...details })
}

export function missing(kind: string, id: string, param = "id"): ApiError {
  return new ApiError(404, { type: "invalid_request_error", code: "resource_missing", param, message: `No such ${kind}: '${id}'` })
}
