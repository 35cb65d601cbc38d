export { backoffMillis, MOST_ATTEMPTS } from "./backoff.ts"
export { deliverEvent, deliverOne, scopeOf, type DeliverOptions, type EventKey } from "./deliver.ts"
export { listDeliveries, replayDeliveries, type Delivery } from "./dead-letters.ts"
