/** Refusals of billing contacts; facts are ICU arguments. */
export const messages = {
  en: {
    "billing.contact_not_found": "This billing contact does not exist any more.",
    "billing.contact_exists": "{email} is a billing contact of this account already.",
    "billing.too_many_contacts": "An account names {most} billing contacts at most.",
  },
  de: {
    "billing.contact_not_found": "Diesen Rechnungskontakt gibt es nicht mehr.",
    "billing.contact_exists": "{email} ist schon ein Rechnungskontakt dieses Kontos.",
    "billing.too_many_contacts": "Ein Konto nennt höchstens {most} Rechnungskontakte.",
  },
  fr: {
    "billing.contact_not_found": "Ce contact de facturation n’existe plus.",
    "billing.contact_exists": "{email} est déjà un contact de facturation de ce compte.",
    "billing.too_many_contacts": "Un compte compte au plus {most} contacts de facturation.",
  },
} as const
