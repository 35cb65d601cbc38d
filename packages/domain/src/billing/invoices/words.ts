import type { DeliveryTerms } from "../../pricing/contract.ts"
import type { TaxCategory } from "../documents/index.ts"

type Words = { readonly tax: string; readonly netDays: (days: number) => string; readonly creditTerms: string; readonly cancelled: string; readonly unusedDays: string; readonly creditNotes: string; readonly writeOffs: string; readonly exemption: Partial<Record<TaxCategory, string>>; readonly unregistered: (place: string) => string; readonly homeRate: string; readonly oneStopShop: string; readonly terms: Readonly<Record<DeliveryTerms, string>> }

/** The few words that are taken down with a document, in the seller's language. */
const WORDS: Readonly<Record<"en" | "de" | "fr", Words>> = {
  en: {
    tax: "Tax", netDays: (days) => (days === 0 ? "Due on receipt." : `Due within ${days} days, net.`), creditTerms: "This amount is to your credit.", cancelled: "Cancelled before delivery.", unusedDays: "Days without the service.", creditNotes: "Credit notes", writeOffs: "Write-offs",
    exemption: { E: "Exempt from tax", K: "Intra-Community supply, exempt from VAT (Article 138 of Directive 2006/112/EC)", G: "Export, exempt from tax" },
    unregistered: (place) => `No tax is charged: the seller is not registered in ${place}`,
    homeRate: "Sale to a consumer in another member state below the threshold of Article 59c of Directive 2006/112/EC: the tax is that of the seller's member state.", oneStopShop: "The tax of the destination is declared through the Union's one-stop shop.",
    terms: { dap: "Delivered at place (DAP, Incoterms 2020): the buyer imports and pays duties and import tax.", ddp: "Delivered duty paid (DDP, Incoterms 2020): the seller imports, duties are included." },
  },
  de: {
    tax: "Steuer", netDays: (days) => (days === 0 ? "Sofort fällig, ohne Abzug." : `Zahlbar innerhalb von ${days} Tagen, netto.`), creditTerms: "Dieser Betrag wird Ihnen gutgeschrieben.", cancelled: "Vor der Lieferung storniert.", unusedDays: "Tage ohne die Dienstleistung.", creditNotes: "Gutschriften", writeOffs: "Ausbuchungen",
    exemption: { E: "Steuerbefreit", K: "Steuerfreie innergemeinschaftliche Lieferung (§ 4 Nr. 1b UStG)", G: "Steuerfreie Ausfuhrlieferung (§ 4 Nr. 1a UStG)" },
    unregistered: (place) => `Es wird keine Steuer berechnet: Der Verkäufer ist in ${place} nicht registriert`,
    homeRate: "Lieferung an Verbraucher in einem anderen Mitgliedstaat unterhalb der Schwelle des Artikels 59c der Richtlinie 2006/112/EG: Die Steuer ist die des Mitgliedstaats des Verkäufers.", oneStopShop: "Die Steuer des Bestimmungslandes wird über das One-Stop-Shop-Verfahren der Union erklärt.",
    terms: { dap: "Geliefert benannter Ort (DAP, Incoterms 2020): Der Käufer führt ein und trägt Zölle und Einfuhrumsatzsteuer.", ddp: "Geliefert verzollt (DDP, Incoterms 2020): Der Verkäufer führt ein, Zölle sind enthalten." },
  },
  fr: {
    tax: "Taxe", netDays: (days) => (days === 0 ? "Payable à réception." : `Payable à ${days} jours nets.`), creditTerms: "Ce montant est porté à votre crédit.", cancelled: "Annulé avant livraison.", unusedDays: "Jours sans le service.", creditNotes: "Avoirs", writeOffs: "Passages en perte",
    exemption: { E: "Exonéré de taxe", K: "Livraison intracommunautaire exonérée (article 262 ter I du CGI)", G: "Exportation exonérée (article 262 I du CGI)" },
    unregistered: (place) => `Aucune taxe facturée : le vendeur n’est pas enregistré dans ${place}`,
    homeRate: "Vente à un consommateur d’un autre État membre sous le seuil de l’article 59 quater de la directive 2006/112/CE : la taxe est celle de l’État membre du vendeur.", oneStopShop: "La taxe de destination est déclarée par le guichet unique de l’Union.",
    terms: { dap: "Rendu au lieu de destination (DAP, Incoterms 2020) : l’acheteur importe et acquitte droits et taxes d’importation.", ddp: "Rendu droits acquittés (DDP, Incoterms 2020) : le vendeur importe, droits compris." },
  },
}

export function documentWords(locale: "en" | "de" | "fr"): Words {
  return WORDS[locale]
}
