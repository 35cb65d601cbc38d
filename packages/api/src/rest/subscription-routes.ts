import { createSubscriptions, previewSubscription } from "@entrepot/domain/subscriptions"
import type { z } from "zod"
import * as contract from "./portal-contract.ts"
import type { PortalAnswer, PortalCall, PortalRoute } from "./portal-route.ts"

const linesOf = (lines: z.infer<typeof contract.SubscriptionsAsked>["lines"]) => ({ kind: "lines" as const, lines: lines ?? [] })

async function preview({ body, read }: PortalCall): Promise<PortalAnswer> {
  const { lines, source, ...ask } = contract.SubscriptionsAsked.parse(body)
  const { deliveries, currency } = await read((inside) => previewSubscription(inside, { ...ask, source: source ?? linesOf(lines) }))
  return { status: 200, body: contract.SubscriptionsPreviewed.parse({ currency, deliveries: deliveries.map(({ shipTo, problems, entries }) => ({ shipToId: shipTo?.addressId ?? null, problems, dates: entries.map(({ on, cutOffAt, net, tax, total }) => ({ on, cutOffAt, net, tax, total })) })) }) }
}

async function create({ body, work }: PortalCall): Promise<PortalAnswer> {
  const { lines, source, ...ask } = contract.SubscriptionsOrdered.parse(body)
  return { status: 200, body: contract.SubscriptionsMade.parse(await work((inside) => createSubscriptions(inside, { ...ask, source: source ?? linesOf(lines) }))) }
}

const SPLIT = "Of lines, a person's cart or an order. What names ship-tos of its own makes a subscription for each of them"

/** What is to come again: seen before it is made, and made for the account that the key acts for. */
export const SUBSCRIPTION_ROUTES: readonly PortalRoute[] = [
  { method: "POST", path: "/api/v1/subscriptions/preview", id: "previewSubscriptions", summary: "See what subscriptions would be", description: `${SPLIT}: each is answered with its dates, prices and taxes, and with what keeps it from being made. Nothing is written.`,
    body: contract.SubscriptionsAsked, handle: preview, answers: { 200: { description: "For each ship-to the dates to come", schema: contract.SubscriptionsPreviewed } } },
  { method: "POST", path: "/api/v1/subscriptions", id: "createSubscriptions", summary: "Subscribe to lines, a cart or an order", description: `${SPLIT}: all of them are made, or none. Sent again with the same requestKey it makes nothing more and answers as before.`,
    body: contract.SubscriptionsOrdered, handle: create, answers: { 200: { description: "What was made", schema: contract.SubscriptionsMade } } },
]
