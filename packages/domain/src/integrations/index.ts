export { invitationMailed, invitationMailFailed } from "./events.ts"
export { backoffMillis, deliverEvents, deliverOne, listDeliveries, MOST_ATTEMPTS, replayDeliveries, scopeOf, type Delivery, type DeliverOptions, type EventKey, type EventsKey } from "./deliveries/index.ts"
export {
  getMailboxMessage, handlers, keepMailboxMessage, listMailbox, listMails, mailTexts, portalLink, portalPaths, renderMail, resendMail, SECRET_KINDS, sendMail, takeReport,
  type MailboxAttachment, type MailboxMessage, type MailBrand, type MailContent, type MailKey, type MailKind, type MailLocale, type MailReport, type MailRow, type OutgoingMail, type RenderedMail, type SendOptions,
} from "./mail/index.ts"
export {
  cancelImport, getImport, listImports, listProfiles, listRefusals, previewImport, queueImport, reasonIn, receiveUpload, refusalsCsv, runImport, saveMapping, startImport, suggestMapping,
  type ImportPreview, type ImportProfile, type ImportRun, type ImportState, type ImportSummary, type InWork, type MappingSuggestion, type PreviewedRow, type Problem, type ReceivedUpload, type RefusedRow, type RunImport,
} from "./imports/index.ts"
