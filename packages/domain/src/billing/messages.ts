import { messages as documents } from "./documents/messages.ts"
import { messages as contacts } from "./messages/contacts.ts"
import { messages as credits } from "./messages/credits.ts"
import { messages as dunning } from "./messages/dunning.ts"
import { messages as invoices } from "./messages/invoices.ts"
import { messages as payments } from "./messages/payments.ts"
import { messages as settings } from "./messages/settings.ts"
import { messages as statements } from "./messages/statements.ts"

/** Refusals, and the words for states, reasons and steps, noun by noun; facts are ICU arguments. */
export const messages = {
  en: { ...contacts.en, ...credits.en, ...documents.en, ...dunning.en, ...invoices.en, ...payments.en, ...settings.en, ...statements.en },
  de: { ...contacts.de, ...credits.de, ...documents.de, ...dunning.de, ...invoices.de, ...payments.de, ...settings.de, ...statements.de },
  fr: { ...contacts.fr, ...credits.fr, ...documents.fr, ...dunning.fr, ...invoices.fr, ...payments.fr, ...settings.fr, ...statements.fr },
} as const
