import { messages as dates } from "./messages/dates.ts"
import { messages as plans } from "./messages/plans.ts"
import { messages as subscriptions } from "./messages/subscriptions.ts"
import { messages as usage } from "./messages/usage.ts"

/** Refusals, and the words for states and reasons, noun by noun; facts are ICU arguments. */
export const messages = {
  en: { ...dates.en, ...plans.en, ...subscriptions.en, ...usage.en },
  de: { ...dates.de, ...plans.de, ...subscriptions.de, ...usage.de },
  fr: { ...dates.fr, ...plans.fr, ...subscriptions.fr, ...usage.fr },
} as const
