import type { MoneyJson } from "@entrepot/kernel"

/**
 * What collects money for a tenant, seen from here: types only. The worker alone implements and calls it. Amounts are money in
 * minor units of ISO 4217; the granularity of a provider is the provider's own business. An outcome that nobody knows is a
 * value (`unknown`), never an exception: whoever asked has to find out before anything is tried again. An exception says that
 * nothing was sent.
 */
export type PaymentGateway = {
  /** The provider's customer of an account; the same account always gives the same one. */
  readonly ensureCustomer: (ask: EnsureCustomer) => Promise<{ readonly customerRef: string }>
  /** A hosted page on which somebody adds a method; nothing is charged. The idempotency key is the setup's id. */
  readonly beginSetup: (ask: BeginSetup) => Promise<SetupOutcome>
  readonly readSetup: (ask: { readonly merchant: Merchant; readonly setupRef: string }) => Promise<SetupOutcome>
  /** Charges a saved method. The idempotency key is the attempt's id: the same key never charges twice. */
  readonly charge: (ask: Charge) => Promise<PaymentOutcome>
  /** The payment as the provider knows it, by its reference, or by the attempt's id where the answer to `charge` was lost. */
  readonly readPayment: (ask: ReadPayment) => Promise<PaymentOutcome>
  /** Gives up a payment that its holder never finished with their bank. What did arrive meanwhile is told instead. */
  readonly cancelPayment: (ask: { readonly merchant: Merchant; readonly paymentRef: string }) => Promise<PaymentOutcome>
  /** Gives money of a payment back. The idempotency key is the refund's id. */
  readonly refund: (ask: RefundPayment) => Promise<RefundOutcome>
  readonly readRefund: (ask: { readonly merchant: Merchant; readonly refundRef: string | null; readonly refundId: string }) => Promise<RefundOutcome>
  /** With its owner, the account, the method is marked as theirs where it is not yet: what the provider says of it later finds its tenant. */
  readonly readMethod: (ask: { readonly merchant: Merchant; readonly methodRef: string; readonly ownerId?: string }) => Promise<MethodOutcome>
  readonly detachMethod: (ask: { readonly merchant: Merchant; readonly methodRef: string }) => Promise<void>
  /** The event in a webhook's body, or nothing when its signature is not the provider's. */
  readonly verifyWebhook: (ask: { readonly body: string; readonly signature: string }) => Promise<VerifiedWebhook | undefined>
  /** Everything that was disputed or paid back since a day, whoever made it; more than one tenant's where they share an account of the provider. */
  readonly readReversals: (ask: { readonly merchant: Merchant; readonly since: string }) => Promise<{ readonly disputes: readonly DisputeOutcome[]; readonly refunds: readonly ProviderRefund[] }>
  /** What a webhook was about, fetched anew: what the event itself says may be old. */
  readonly readObject: (ask: { readonly merchant: Merchant; readonly kind: WebhookObject; readonly objectRef: string }) => Promise<ObjectOutcome>
}

/** Whose money it is. `accountRef` is the tenant's own account with the provider; null where the platform's keys are the tenant's. */
export type Merchant = { readonly networkId: number; readonly tenantId: number; readonly accountRef: string | null }

export type EnsureCustomer = { readonly merchant: Merchant; readonly accountId: string; readonly name: string; readonly email: string | null; readonly locale: string }
export type BeginSetup = { readonly merchant: Merchant; readonly setupId: string; readonly accountId: string; readonly customerRef: string; readonly successUrl: string; readonly cancelUrl: string; readonly locale: string }
export type Charge = {
  readonly merchant: Merchant
  /** Also the idempotency key. */
  readonly attemptId: string
  readonly accountId: string
  readonly customerRef: string
  readonly methodRef: string
  readonly amount: MoneyJson
  /** What the customer reads on the statement of the card: the invoices' numbers. */
  readonly description: string
  /** Somebody is in front of the screen and can be sent to their bank. */
  readonly onSession: boolean
  readonly returnUrl: string
}
export type ReadPayment = { readonly merchant: Merchant; readonly attemptId: string; readonly paymentRef: string | null }
export type RefundPayment = { readonly merchant: Merchant; readonly refundId: string; readonly paymentRef: string; readonly amount: MoneyJson; readonly reason: string }

export type DeclineKind = "soft" | "hard"

/**
 * What became of a charge. `version` grows with the provider's own clock, so that an older answer that comes later changes
 * nothing. soft: worth another try with the same method; hard: only another method will do.
 */
export type PaymentOutcome =
  | { readonly status: "succeeded"; readonly version: number; readonly paymentRef: string; readonly amount: MoneyJson; readonly feeMinor?: string }
  | { readonly status: "requires_action"; readonly version: number; readonly paymentRef: string; readonly redirectUrl: string }
  | { readonly status: "processing"; readonly version: number; readonly paymentRef: string }
  | { readonly status: "failed"; readonly version: number; readonly paymentRef: string | null; readonly decline: DeclineKind; readonly code: string; readonly message: string }
  /** Nobody knows yet: a timeout, a dropped answer. */
  | { readonly status: "unknown"; readonly version: number; readonly message: string }
  /** The provider never heard of this attempt: it is safe to say that nothing was charged. */
  | { readonly status: "not_found"; readonly version: number }

export type SavedMethod = { readonly methodRef: string; readonly kind: "card" | "sepa_debit" | "other"; readonly brand: string; readonly last4: string; readonly expMonth: number | null; readonly expYear: number | null }

/** A saved method as the provider has it now: a bank renews cards, and somebody may have taken one away there. `version` as in `PaymentOutcome`. */
export type MethodOutcome = { readonly status: "attached"; readonly version: number; readonly method: SavedMethod } | { readonly status: "detached"; readonly version: number }

export type SetupOutcome =
  | { readonly status: "redirect"; readonly version: number; readonly setupRef: string; readonly redirectUrl: string }
  | { readonly status: "succeeded"; readonly version: number; readonly setupRef: string; readonly method: SavedMethod }
  | { readonly status: "failed" | "expired"; readonly version: number; readonly setupRef: string | null; readonly code: string }
  | { readonly status: "unknown"; readonly version: number; readonly message: string }

export type RefundOutcome =
  | { readonly status: "succeeded" | "processing"; readonly version: number; readonly refundRef: string; readonly amount: MoneyJson }
  | { readonly status: "failed"; readonly version: number; readonly refundRef: string | null; readonly code: string }
  | { readonly status: "unknown"; readonly version: number; readonly message: string }
  | { readonly status: "not_found"; readonly version: number }

/**
 * A dispute as the provider has it now. `withdrawn` is what of the payment is away at this moment, whatever went and came before; `fee` what the
 * provider keeps for it by now. inquiry: the bank only asks, and takes nothing yet.
 */
export type DisputeOutcome = {
  readonly disputeRef: string; readonly paymentRef: string | null; readonly version: number; readonly status: "inquiry" | "needs_response" | "under_review" | "won" | "lost" | "closed"; readonly reason: string
  readonly amount: MoneyJson; readonly withdrawn: MoneyJson; readonly fee: MoneyJson; readonly evidenceDueAt: string | null; readonly openedAt: string
}

/** A refund as the provider has it, with our id where we made it. */
export type ProviderRefund = { readonly refundId: string | null; readonly paymentRef: string | null; readonly reason: string; readonly outcome: RefundOutcome }

/** refunds: all of one payment. */
export type WebhookObject = "payment" | "setup" | "refund" | "refunds" | "dispute" | "method" | "other"

/** `networkId`, `tenantId`: whose it is, as we wrote it on the object when we made it; without them it is not ours. */
export type VerifiedWebhook = {
  readonly provider: string
  readonly eventRef: string
  readonly type: string
  readonly kind: WebhookObject
  readonly objectRef: string
  readonly accountRef: string | null
  readonly networkId: number | null
  readonly tenantId: number | null
  /** The payment that it is about, where it says so: what the provider made itself bears no mark of ours. */
  readonly paymentRef: string | null
  readonly createdAt: string
  /** The event as it came, without anything of a card. */
  readonly payload: string
}

/** The object of a webhook, with our own id of it as we wrote it there. */
export type ObjectOutcome =
  | { readonly kind: "payment"; readonly attemptId: string | null; readonly outcome: PaymentOutcome }
  | { readonly kind: "setup"; readonly setupId: string | null; readonly outcome: SetupOutcome }
  | { readonly kind: "refunds"; readonly refunds: readonly ProviderRefund[] }
  | { readonly kind: "dispute"; readonly outcome: DisputeOutcome }
  | { readonly kind: "method"; readonly methodRef: string; readonly outcome: MethodOutcome }
  | { readonly kind: "other" }
