import { messages as imports } from "./imports/messages.ts"

/** Refusals and states of imports, mail and deliveries. */
export const messages = {
  en: {
    ...imports.en,
    "integrations.network_missing": "Say which network you mean.",
    "integrations.mail_not_found": "This mail does not exist.",
    "integrations.mail_not_failed": "Only a mail that did not arrive, and still has its text, can be sent again; this one is {status}.",
    "integrations.delivery.pending": "Being tried again",
    "integrations.delivery.delivered": "Delivered",
    "integrations.delivery.dead": "Given up",
    "integrations.mail.queued": "Waiting",
    "integrations.mail.sent": "Sent",
    "integrations.mail.failed": "Failed",
  },
  de: {
    ...imports.de,
    "integrations.network_missing": "Geben Sie das Netzwerk an.",
    "integrations.mail_not_found": "Diese Nachricht gibt es nicht.",
    "integrations.mail_not_failed": "Nur Nachrichten, die nicht ankamen und deren Text noch da ist, können erneut gesendet werden; diese ist {status}.",
    "integrations.delivery.pending": "Wird erneut versucht",
    "integrations.delivery.delivered": "Zugestellt",
    "integrations.delivery.dead": "Aufgegeben",
    "integrations.mail.queued": "Wartet",
    "integrations.mail.sent": "Gesendet",
    "integrations.mail.failed": "Fehlgeschlagen",
  },
  fr: {
    ...imports.fr,
    "integrations.network_missing": "Indiquez le réseau concerné.",
    "integrations.mail_not_found": "Ce message n’existe pas.",
    "integrations.mail_not_failed": "Seul un message qui n’est pas arrivé et dont le texte existe encore peut être renvoyé ; celui-ci est {status}.",
    "integrations.delivery.pending": "Nouvel essai en cours",
    "integrations.delivery.delivered": "Remis",
    "integrations.delivery.dead": "Abandonné",
    "integrations.mail.queued": "En attente",
    "integrations.mail.sent": "Envoyé",
    "integrations.mail.failed": "En échec",
  },
} as const
