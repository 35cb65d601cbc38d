export { backoffMillis, MOST_ATTEMPTS } from "./backoff.ts"
export { deliverEvents, deliverOne, scopeOf, type DeliverOptions, type EventKey, type EventsKey } from "./deliver.ts"
export { listDeliveries, replayDeliveries, type Delivery } from "./dead-letters.ts"
