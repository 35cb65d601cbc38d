import type { DocumentLocale, TaxCategory } from "../../billing/index.ts"
import type { TaxTreatment } from "../contract.ts"

type Words = {
  readonly tax: string; readonly netDays: (days: number) => string; readonly weOwe: (day: string) => string; readonly nothing: string; readonly corrected: string
  readonly settledWith: (number: string) => string; readonly gathered: string; readonly more: (count: number) => string; readonly of: (quantity: string, unit: string, price: string) => string
  readonly accounted: (rate: { readonly country: string; readonly percent: string; readonly net: string; readonly tax: string }) => string; readonly untold: string; readonly also: (numbers: string) => string
  readonly reason: Partial<Record<TaxTreatment, string>>
}

/** The words that are taken down with a statement's document, in the partner's language. */
const WORDS: Readonly<Record<DocumentLocale, Words>> = {
  en: {
    tax: "Tax", netDays: (days) => (days === 0 ? "Due on receipt." : `Due within ${days} days, net.`), weOwe: (day) => `We pay this amount to you by ${day}.`, nothing: "Nothing is to be paid.", corrected: "Goods returned, commission given back and adjustments.", settledWith: (number) => `This amount is settled together with ${number}.`,
    gathered: "Lines of the same product, price and tax are put together. Each of them, with its day and its document, stands in the list of lines that belongs to this document.", more: (count) => `${count} entries`, of: (quantity, unit, price) => `${quantity} ${unit} at ${price}`,
    accounted: ({ country, percent, net, tax }) => `You account for the tax on ${net} yourself: ${country}, ${percent} %, ${tax}.`, untold: "Supplied before tax was stated", also: (numbers) => `Also registered as ${numbers}`,
    reason: {
      intra_community: "Intra-Community supply, exempt from VAT (Article 138 of Directive 2006/112/EC)", reverse_charge: "Reverse charge: the recipient owes the tax (Articles 194 and 196 of Directive 2006/112/EC)", export: "Export, exempt from tax",
      resale: "Sale for resale, exempt from sales tax", outside_scope: "Service outside of the scope of the supplier’s tax", unregistered: "No tax is charged: the supplier is not registered there",
    },
  },
  de: {
    tax: "Steuer", netDays: (days) => (days === 0 ? "Sofort fällig, ohne Abzug." : `Zahlbar innerhalb von ${days} Tagen, netto.`), weOwe: (day) => `Diesen Betrag zahlen wir Ihnen bis zum ${day}.`, nothing: "Es ist nichts zu zahlen.", corrected: "Zurückgegebene Ware, zurückgegebene Provision und Anpassungen.", settledWith: (number) => `Dieser Betrag wird zusammen mit ${number} beglichen.`,
    gathered: "Positionen mit gleichem Artikel, Preis und gleicher Steuer sind zusammengefasst. Jede einzelne steht mit Tag und Beleg in der Liste der Positionen, die zu diesem Beleg gehört.", more: (count) => `${count} Buchungen`, of: (quantity, unit, price) => `${quantity} ${unit} zu ${price}`,
    accounted: ({ country, percent, net, tax }) => `Die Steuer auf ${net} schulden Sie selbst: ${country}, ${percent} %, ${tax}.`, untold: "Geliefert, bevor Steuer ausgewiesen wurde", also: (numbers) => `Auch registriert als ${numbers}`,
    reason: {
      intra_community: "Steuerfreie innergemeinschaftliche Lieferung (§ 4 Nr. 1b UStG)", reverse_charge: "Steuerschuldnerschaft des Leistungsempfängers", export: "Steuerfreie Ausfuhrlieferung (§ 4 Nr. 1a UStG)",
      resale: "Verkauf an Wiederverkäufer, ohne Sales Tax", outside_scope: "Am Sitz des Lieferanten nicht steuerbare Leistung", unregistered: "Ohne Steuer: Der Lieferant ist dort nicht registriert",
    },
  },
  fr: {
    tax: "Taxe", netDays: (days) => (days === 0 ? "Payable à réception." : `Payable à ${days} jours nets.`), weOwe: (day) => `Nous vous réglons ce montant au plus tard le ${day}.`, nothing: "Rien n’est à payer.", corrected: "Marchandises retournées, commission restituée et ajustements.", settledWith: (number) => `Ce montant est réglé avec ${number}.`,
    gathered: "Les lignes de même article, prix et taxe sont regroupées. Chacune figure avec son jour et sa pièce dans la liste des lignes jointe à ce document.", more: (count) => `${count} écritures`, of: (quantity, unit, price) => `${quantity} ${unit} à ${price}`,
    accounted: ({ country, percent, net, tax }) => `Vous autoliquidez la taxe sur ${net} : ${country}, ${percent} %, ${tax}.`, untold: "Livré avant que la taxe ne soit indiquée", also: (numbers) => `Également immatriculé : ${numbers}`,
    reason: {
      intra_community: "Livraison intracommunautaire exonérée (article 262 ter I du CGI)", reverse_charge: "Autoliquidation", export: "Exportation exonérée (article 262 I du CGI)",
      resale: "Vente pour revente, sans taxe de vente", outside_scope: "Prestation hors du champ de la taxe du fournisseur", unregistered: "Sans taxe : le fournisseur n’y est pas immatriculé",
    },
  },
}

export function paperWords(locale: DocumentLocale): Words {
  return WORDS[locale]
}

/** The category of EN 16931 that a treatment is written as. Without a rate of its own, what is taxed at nothing is zero rated. */
export function categoryOf(treatment: TaxTreatment | null, percent: string | null): TaxCategory {
  switch (treatment) {
    case "taxed": return Number(percent) > 0 ? "S" : "Z"
    case "intra_community": return "K"
    case "reverse_charge": return "AE"
    case "export": return "G"
    case "resale": return "E"
    case "outside_scope": case "unregistered": case null: return "O"
  }
}

/** From the VATEX list, which speaks of the Union's law. */
export const EXEMPTION_CODES: Partial<Record<TaxCategory, string>> = { AE: "VATEX-EU-AE", K: "VATEX-EU-IC", G: "VATEX-EU-G", O: "VATEX-EU-O" }
