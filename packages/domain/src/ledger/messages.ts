/** Refusals and the words for what stands in the books; facts are ICU arguments. */
export const messages = {
  en: {
    "ledger.rate_is_missing": "There is no exchange rate from {from} to {to} for {on}. Set one, then try again.",
  },
  de: {
    "ledger.rate_is_missing": "Für {on} gibt es keinen Wechselkurs von {from} nach {to}. Legen Sie ihn fest und versuchen Sie es erneut.",
  },
  fr: {
    "ledger.rate_is_missing": "Il n’y a pas de taux de change de {from} vers {to} pour le {on}. Fixez-le, puis réessayez.",
  },
} as const
