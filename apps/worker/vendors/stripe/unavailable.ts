import { Outage } from "@entrepot/kernel"
import type { PaymentGateway } from "@entrepot/domain/billing"

/** Where no key is given: every payment waits until there is one, and no webhook is anybody's. */
export function unavailableGateway(): PaymentGateway {
  const away = () => Promise.reject(new Outage("stripe", "No key is given: STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET are not set."))
  return {
    ensureCustomer: away, beginSetup: away, readSetup: away, charge: away, readPayment: away, cancelPayment: away, refund: away, readRefund: away, readMethod: away, detachMethod: away, readReversals: away, readObject: away,
    verifyWebhook: () => Promise.resolve(undefined),
  }
}
