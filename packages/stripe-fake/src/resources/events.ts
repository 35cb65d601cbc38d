import type Stripe from "stripe"
import { newId } from "../account.ts"
import { invalid } from "../api-error.ts"
import { route, type Route } from "../call.ts"
import { boolean, expand, listOf, metadata, momentRange, oneOf, paging, parametersOf, required, text, url } from "../fields.ts"
import { isCreatedWithin, pageOf } from "../lists.ts"

const list = parametersOf<Stripe.EventListParams>()({ ...paging, ...expand, created: momentRange, type: text(), types: listOf(text()) }, ["delivery_success"])
const retrieve = parametersOf<Stripe.EventRetrieveParams>()(expand, [])
const listEndpoints = parametersOf<Stripe.WebhookEndpointListParams>()({ ...paging, ...expand }, [])
/** What this fake says; `*` hears all of it. */
const EVENT_TYPES = [
  "*", "charge.dispute.closed", "charge.dispute.created", "charge.dispute.funds_reinstated", "charge.dispute.funds_withdrawn", "charge.dispute.updated", "charge.failed", "charge.refunded", "charge.succeeded", "checkout.session.completed", "checkout.session.expired", "customer.created", "customer.deleted", "customer.updated", "payment_intent.canceled", "payment_intent.created",
  "payment_intent.payment_failed", "payment_intent.requires_action", "payment_intent.succeeded", "payment_method.attached", "payment_method.detached", "refund.created", "refund.failed", "refund.updated", "setup_intent.canceled", "setup_intent.created",
  "setup_intent.requires_action", "setup_intent.setup_failed", "setup_intent.succeeded",
] as const
const createEndpoint = parametersOf<Stripe.WebhookEndpointCreateParams>()({ enabled_events: required(listOf(oneOf(...EVENT_TYPES))), url: required(url), connect: boolean, description: text(), metadata, ...expand }, ["api_version"])
const deleteEndpoint = parametersOf<Stripe.WebhookEndpointDeleteParams>()({}, [])

const KEPT_SECONDS = 30 * 86_400

export const events: readonly Route[] = [
  route("GET", "/v1/events", list, ({ account, now }, { created, type, types, ...page }) => {
    if (type !== undefined && types !== undefined) throw invalid("You may only specify one of these parameters: type, types.", { code: "parameters_exclusive" })
    const wanted = types ?? (type === undefined ? undefined : [type])
    const fits = (each: string) => !wanted || wanted.some((name) => name === each || (name.endsWith("*") && each.startsWith(name.slice(0, -1))))
    return pageOf(account.list("event").filter((each) => each.created > now - KEPT_SECONDS && isCreatedWithin(each.created, created) && fits(each.type)), page, "/v1/events")
  }),
  route("GET", "/v1/events/{id}", retrieve, ({ account }, _given, id) => account.get("event", id)),
  route("GET", "/v1/webhook_endpoints", listEndpoints, ({ account }, page) => pageOf(account.list("webhook_endpoint").map(({ secret: _secret, ...endpoint }) => endpoint), page, "/v1/webhook_endpoints")),
  route("POST", "/v1/webhook_endpoints", createEndpoint, ({ account, now }, given) => {
    const endpoint = {
      id: newId("we"), object: "webhook_endpoint", api_version: null, application: null, created: now, description: given.description ?? null, enabled_events: given.enabled_events, livemode: false, metadata: given.metadata ?? {},
      secret: newId("whsec"), status: "enabled", url: given.url,
    } satisfies Stripe.WebhookEndpoint
    if (given.connect) account.connectEndpoints.add(endpoint.id)
    return account.put("webhook_endpoint", endpoint)
  }),
  route("DELETE", "/v1/webhook_endpoints/{id}", deleteEndpoint, ({ account }, _given, id) => {
    account.get("webhook_endpoint", id)
    account.remove("webhook_endpoint", id)
    return { id, object: "webhook_endpoint", deleted: true } satisfies Stripe.DeletedWebhookEndpoint
  }),
]
