import type { TaxCategory } from "../documents/index.ts"

type Words = { readonly tax: string; readonly netDays: (days: number) => string; readonly creditTerms: string; readonly cancelled: string; readonly unusedDays: string; readonly creditNotes: string; readonly writeOffs: string; readonly exemption: Partial<Record<TaxCategory, string>> }

/** The few words that are taken down with a document, in the seller's language. */
const WORDS: Readonly<Record<"en" | "de" | "fr", Words>> = {
  en: {
    tax: "Tax", netDays: (days) => (days === 0 ? "Due on receipt." : `Due within ${days} days, net.`), creditTerms: "This amount is to your credit.", cancelled: "Cancelled before delivery.", unusedDays: "Days without the service.", creditNotes: "Credit notes", writeOffs: "Write-offs",
    exemption: { E: "Exempt from tax", K: "Intra-Community supply, exempt from VAT (Article 138 of Directive 2006/112/EC)", G: "Export, exempt from tax" },
  },
  de: {
    tax: "Steuer", netDays: (days) => (days === 0 ? "Sofort fällig, ohne Abzug." : `Zahlbar innerhalb von ${days} Tagen, netto.`), creditTerms: "Dieser Betrag wird Ihnen gutgeschrieben.", cancelled: "Vor der Lieferung storniert.", unusedDays: "Tage ohne die Dienstleistung.", creditNotes: "Gutschriften", writeOffs: "Ausbuchungen",
    exemption: { E: "Steuerbefreit", K: "Steuerfreie innergemeinschaftliche Lieferung (§ 4 Nr. 1b UStG)", G: "Steuerfreie Ausfuhrlieferung (§ 4 Nr. 1a UStG)" },
  },
  fr: {
    tax: "Taxe", netDays: (days) => (days === 0 ? "Payable à réception." : `Payable à ${days} jours nets.`), creditTerms: "Ce montant est porté à votre crédit.", cancelled: "Annulé avant livraison.", unusedDays: "Jours sans le service.", creditNotes: "Avoirs", writeOffs: "Passages en perte",
    exemption: { E: "Exonéré de taxe", K: "Livraison intracommunautaire exonérée (article 262 ter I du CGI)", G: "Exportation exonérée (article 262 I du CGI)" },
  },
}

export function documentWords(locale: "en" | "de" | "fr"): Words {
  return WORDS[locale]
}
