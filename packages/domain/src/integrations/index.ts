export { invitationMailed, invitationMailFailed } from "./events.ts"
export { backoffMillis, deliverEvents, deliverOne, listDeliveries, MOST_ATTEMPTS, replayDeliveries, scopeOf, type Delivery, type DeliverOptions, type EventKey, type EventsKey } from "./deliveries/index.ts"
export {
  getMailboxMessage, handlers, keepMailboxMessage, listMailbox, listMails, mailTexts, portalLink, portalPaths, renderMail, resendMail, SECRET_KINDS, sendMail,
  type MailboxMessage, type MailBrand, type MailContent, type MailKey, type MailKind, type MailLocale, type MailRow, type OutgoingMail, type RenderedMail, type SendOptions,
} from "./mail/index.ts"
