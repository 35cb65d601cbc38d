import { handler, type DeliveredEvent, type EventHandler, type EventType, type Work } from "@entrepot/db"
import { formatInstant, Temporal, type JsonValue } from "@entrepot/kernel"
import { shipmentShipped } from "../../fulfilment/index.ts"
import { approvalRequested, orderCancelled, orderConfirmed, orderHeld, orderRejected, orderSubmitted } from "../../ordering/index.ts"
import { issueInvitationToken, issueResetToken, passwordResetRequested, userInvited, type IssuedToken } from "../../tenancy/index.ts"
import { subscriptionHandlers } from "./subscription-handlers.ts"
import { bounceHandlers } from "./bounce-handlers.ts"
import { moneyHandlers } from "./money-handlers.ts"
import { keyOf, linkOf } from "./owe.ts"
import { portalPaths } from "./links.ts"
import { findApprovers, findOrderFacts, findShipmentFacts, orderContent, type OrderFacts, type Reader } from "./order-facts.db.ts"
import { queueMails, type OwedMail } from "./queue-mail.ts"
import { getMailTenant, type MailTenant } from "./tenant.db.ts"
import { word, type MailKind, type MailLocale } from "./texts.ts"


/** The token is made here and not in the event: the outbox is kept for ever, a token must not be. */
const inviteByMail = handler("mail.user_invited", userInvited, async (work, event) => {
  const tenant = await getMailTenant(work)
  const issued = await issueInvitationToken(work, event.payload.invitationId)
  if (issued) await queueSecret(work, tenant, event, "user_invited", issued, portalPaths.invitation(issued.token))
})

const resetByMail = handler("mail.password_reset", passwordResetRequested, async (work, event) => {
  const issued = await issueResetToken(work, { email: event.payload.email })
  if (!issued) return
  await queueSecret(work, await getMailTenant(work), event, "password_reset", issued, portalPaths.passwordReset(issued.token))
})

async function queueSecret(work: Work, tenant: MailTenant, event: DeliveredEvent, kind: MailKind, issued: IssuedToken, path: string): Promise<void> {
  const expires = formatInstant(Temporal.Instant.from(issued.expiresAt), issued.locale, tenant.zone, "long")
  const content = { kind, locale: issued.locale, facts: { name: issued.name, email: issued.email, expires }, link: linkOf(tenant, path) }
  await queueMails(work, tenant, [{ businessKey: keyOf(event, issued.email), recipient: issued.email, content }])
}

/** What the buyer is told about their own order. `kindOf` may stay silent: then another mail says it better. */
function tellBuyer<Payload extends { readonly orderId: string }>(name: string, on: EventType<Payload & JsonValue>, kindOf: (payload: Payload, order: OrderFacts) => MailKind | undefined): EventHandler {
  return handler(`mail.${name}`, on, async (work, event) => {
    const order = await findOrderFacts(work, event.payload.orderId)
    const kind = order && kindOf(event.payload, order)
    if (!kind) return
    const { buyer } = order
    const facts = { ...orderFacts(order), reason: reasonOf(order, buyer.locale), owner: ownerOf(order, buyer.locale) }
    await queueAboutOrder(work, event, order, [{ reader: buyer, kind, facts }])
  })
}

const askApprovers = handler("mail.approval_requested", approvalRequested, async (work, event) => {
  const order = await findOrderFacts(work, event.payload.orderId)
  if (!order) return
  const approvers = await findApprovers(work, event.payload)
  await queueAboutOrder(work, event, order, approvers.map((approver) => ({ reader: approver, kind: "approval_requested", facts: { ...orderFacts(order), level: approver.level }, path: portalPaths.approval(order.orderId) })))
})

const tellShipped = handler("mail.order_shipped", shipmentShipped, async (work, event) => {
  const shipment = await findShipmentFacts(work, event.payload.shipmentId)
  const order = shipment && (await findOrderFacts(work, shipment.orderId))
  if (!order) return
  const tenant = await getMailTenant(work)
  const { locale, email } = order.buyer
  const shown = orderContent(order, locale, shipment.lines, shipment.lines.length)
  const tracking = ([["carrier", shipment.carrier], ["tracking", shipment.trackingNumber]] as const).filter(([, value]) => value !== "").map(([key, value]) => [word(locale, key), value] as const)
  const content = { kind: "order_shipped", locale, facts: orderFacts(order), link: linkOf(tenant, portalPaths.order(order.orderId)), ...shown, table: [...(shown.table ?? []), ...tracking] } as const
  await queueMails(work, tenant, [{ businessKey: keyOf(event, email), recipient: email, content }])
})

export const handlers: EventHandler[] = [
  inviteByMail, resetByMail, askApprovers, tellShipped, ...subscriptionHandlers, ...moneyHandlers, ...bounceHandlers,
  tellBuyer("order_submitted", orderSubmitted, ({ status }) => (status === "awaiting_approval" ? "order_submitted" : undefined)),
  tellBuyer("order_confirmed", orderConfirmed, () => "order_confirmed"),
  tellBuyer("order_held", orderHeld, () => "order_held"),
  tellBuyer("order_rejected", orderRejected, () => "order_rejected"),
  tellBuyer("order_cancelled", orderCancelled, ({ whole }) => (whole ? "order_cancelled" : "order_reduced")),
]

type Told = { readonly reader: Reader; readonly kind: MailKind; readonly facts: Readonly<Record<string, string>>; readonly path?: string }

async function queueAboutOrder(work: Work, event: DeliveredEvent, order: OrderFacts, told: readonly Told[]): Promise<void> {
  if (told.length === 0) return
  const tenant = await getMailTenant(work)
  const owed: OwedMail[] = told.map(({ reader, kind, facts, path }) => ({
    businessKey: keyOf(event, reader.email), recipient: reader.email,
    content: { kind, locale: reader.locale, facts: { ...facts, name: reader.name }, link: linkOf(tenant, path ?? portalPaths.order(order.orderId)), ...orderContent(order, reader.locale) },
  }))
  await queueMails(work, tenant, owed)
}

function orderFacts(order: OrderFacts): Record<string, string> {
  return { number: order.number, account: order.account, buyer: order.buyer.name }
}

function reasonOf(order: OrderFacts, locale: MailLocale): string {
  return order.holdCode ? word(locale, order.holdCode) : order.reason
}

/** Credit is finance's; anything else somebody of the team takes up. */
function ownerOf({ holdCode }: OrderFacts, locale: MailLocale): string {
  return word(locale, holdCode === "credit_limit_exceeded" ? "finance" : "someone")
}
