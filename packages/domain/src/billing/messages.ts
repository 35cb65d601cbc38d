import { messages as documents } from "./documents/messages.ts"

/** Refusals and states of what customers owe and pay; facts are ICU arguments. */
export const messages = {
  en: { ...documents.en },
  de: { ...documents.de },
  fr: { ...documents.fr },
} as const
