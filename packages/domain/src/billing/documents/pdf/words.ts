import type { DocumentLocale } from "../parts.ts"

const en = {
  settlement_invoice: "Settlement and invoice", settlement_credit_note: "Settlement and credit note", settlement_nothing: "Settlement", correction_invoice: "Additional invoice to a settlement", correction_credit_note: "Credit note to a settlement", correction_nothing: "Correction of a settlement", advances: "Taken in and paid back for you", weOwe: "We pay you",
  invoice: "Invoice", credit_note: "Credit note", statement: "Statement of account", customer: "Customer", billTo: "Bill to", shipTo: "Ship to", number: "Number", issuedOn: "Date of issue", dueOn: "Due date",
  deliveredOn: "Date of supply", period: "Period", customerNumber: "Customer number", buyerVatId: "Your VAT number", buyerReference: "Your reference", poNumber: "Your PO number", orders: "Order",
  shipments: "Shipment", corrects: "Corrects invoice", of: "of", position: "Item", description: "Description", quantity: "Quantity", unitPrice: "Unit price", tax: "Tax", net: "Amount", gtin: "GTIN",
  buyerSku: "Your part number", order: "Order", shipment: "Shipment", linesTotal: "Total of items", netTotal: "Total without tax", taxTotal: "Tax", grossTotal: "Total with tax", prepaid: "Already paid",
  payable: "Amount due", credited: "Amount credited", taxable: "Taxable amount", taxRate: "Rate", taxAmount: "Tax", taxKind: "Tax", earlyPayment: "If you pay by {date}, you may deduct {percent} ({discount}) and pay {rest}.",
  terms: "Terms of payment", remitTo: "Remit to", accountHolder: "Account holder", bank: "Bank", accountNumber: "Account number", routingNumber: "Routing number", reference: "Payment reference",
  reason: "Reason", page: "Page {page} of {pages}", vatId: "VAT number", taxId: "Tax number", registration: "Registration number", accountingTax: "Tax in {currency} at a rate of {rate} of {date}: {tax}",
  issuedAt: "Drawn up on", opening: "Balance brought forward", closing: "Balance", date: "Date", document: "Document", debit: "Charged", credit: "Paid or credited",
  balance: "Balance", currency: "Currency", openTotal: "Open in total", overdue: "Overdue", oldestDueOn: "Oldest due date", stage: "Dunning", ageing: "What is open, by age", notDue: "Not yet due", days: "{from} to {to} days overdue", daysMore: "More than {from} days overdue", nothing: "Nothing was charged or paid in this period.", unapplied: "Credit not yet used", dueShort: "Due {date}",
  occurredOn: "Of {date}, entered later", entry_invoice: "Invoice", entry_credit_note: "Credit note", entry_payment: "Payment", entry_refund: "Refund", entry_dispute: "Disputed payment", entry_discount: "Discount for early payment", entry_write_off: "Written off", entry_void: "Cancelled invoice", paidByCard: "Paid by card.", directDebit: "We will debit your account.",
} as const

export type DocumentWord = keyof typeof en

const de: Record<DocumentWord, string> = {
  settlement_invoice: "Abrechnung und Rechnung", settlement_credit_note: "Abrechnung und Rechnungskorrektur", settlement_nothing: "Abrechnung", correction_invoice: "Nachberechnung zu einer Abrechnung", correction_credit_note: "Rechnungskorrektur zu einer Abrechnung", correction_nothing: "Korrektur einer Abrechnung", advances: "Für Sie eingezogen und erstattet", weOwe: "Wir zahlen Ihnen",
  invoice: "Rechnung", credit_note: "Gutschrift (Rechnungskorrektur)", statement: "Kontoauszug", customer: "Kunde", billTo: "Rechnung an", shipTo: "Lieferung an", number: "Nummer", issuedOn: "Datum", dueOn: "Fällig am",
  deliveredOn: "Leistungsdatum", period: "Zeitraum", customerNumber: "Kundennummer", buyerVatId: "Ihre USt-IdNr.", buyerReference: "Ihre Referenz", poNumber: "Ihre Bestellnummer", orders: "Auftrag",
  shipments: "Lieferung", corrects: "Berichtigt Rechnung", of: "vom", position: "Pos.", description: "Bezeichnung", quantity: "Menge", unitPrice: "Einzelpreis", tax: "Steuer", net: "Betrag", gtin: "GTIN",
  buyerSku: "Ihre Artikelnummer", order: "Auftrag", shipment: "Lieferung", linesTotal: "Summe der Positionen", netTotal: "Gesamtbetrag ohne Steuer", taxTotal: "Steuer", grossTotal: "Gesamtbetrag", prepaid: "Bereits bezahlt",
  payable: "Zahlbetrag", credited: "Gutschriftsbetrag", taxable: "Nettobetrag", taxRate: "Satz", taxAmount: "Steuer", taxKind: "Steuer", earlyPayment: "Bei Zahlung bis zum {date} dürfen Sie {percent} Skonto ({discount}) abziehen und zahlen {rest}.",
  terms: "Zahlungsbedingungen", remitTo: "Bankverbindung", accountHolder: "Kontoinhaber", bank: "Bank", accountNumber: "Kontonummer", routingNumber: "Bankleitzahl", reference: "Verwendungszweck",
  reason: "Grund", page: "Seite {page} von {pages}", vatId: "USt-IdNr.", taxId: "Steuernummer", registration: "Registernummer", accountingTax: "Steuer in {currency} zum Kurs {rate} vom {date}: {tax}",
  issuedAt: "Erstellt am", opening: "Saldovortrag", closing: "Saldo", date: "Datum", document: "Beleg", debit: "Berechnet", credit: "Bezahlt oder gutgeschrieben",
  balance: "Saldo", currency: "Währung", openTotal: "Offen gesamt", overdue: "Überfällig", oldestDueOn: "Älteste Fälligkeit", stage: "Mahnstand", ageing: "Offene Posten nach Alter", notDue: "Noch nicht fällig", days: "{from} bis {to} Tage überfällig", daysMore: "Mehr als {from} Tage überfällig", nothing: "In diesem Zeitraum wurde nichts berechnet und nichts bezahlt.", unapplied: "Noch nicht verrechnetes Guthaben", dueShort: "fällig {date}",
  occurredOn: "Vom {date}, später gebucht", entry_invoice: "Rechnung", entry_credit_note: "Gutschrift", entry_payment: "Zahlung", entry_refund: "Erstattung", entry_dispute: "Beanstandete Zahlung", entry_discount: "Skonto", entry_write_off: "Ausgebucht", entry_void: "Stornierte Rechnung", paidByCard: "Mit Karte bezahlt.", directDebit: "Wir buchen den Betrag von Ihrem Konto ab.",
}

const fr: Record<DocumentWord, string> = {
  settlement_invoice: "Décompte et facture", settlement_credit_note: "Décompte et avoir", settlement_nothing: "Décompte", correction_invoice: "Facture complémentaire à un décompte", correction_credit_note: "Avoir sur un décompte", correction_nothing: "Rectification d’un décompte", advances: "Encaissé et remboursé pour vous", weOwe: "Nous vous devons",
  invoice: "Facture", credit_note: "Avoir", statement: "Relevé de compte", customer: "Client", billTo: "Facturé à", shipTo: "Livré à", number: "Numéro", issuedOn: "Date d’émission", dueOn: "Échéance",
  deliveredOn: "Date de livraison", period: "Période", customerNumber: "Numéro de client", buyerVatId: "Votre n° de TVA", buyerReference: "Votre référence", poNumber: "Votre bon de commande", orders: "Commande",
  shipments: "Livraison", corrects: "Rectifie la facture", of: "du", position: "Pos.", description: "Désignation", quantity: "Quantité", unitPrice: "Prix unitaire", tax: "Taxe", net: "Montant", gtin: "GTIN",
  buyerSku: "Votre référence", order: "Commande", shipment: "Livraison", linesTotal: "Total des articles", netTotal: "Total hors taxes", taxTotal: "Taxes", grossTotal: "Total TTC", prepaid: "Déjà réglé",
  payable: "Net à payer", credited: "Montant crédité", taxable: "Base hors taxes", taxRate: "Taux", taxAmount: "Taxe", taxKind: "Taxe", earlyPayment: "Pour un règlement avant le {date} inclus, vous pouvez déduire un escompte de {percent} ({discount}) et payer {rest}.",
  terms: "Conditions de paiement", remitTo: "Coordonnées bancaires", accountHolder: "Titulaire du compte", bank: "Banque", accountNumber: "Numéro de compte", routingNumber: "Code banque", reference: "Référence du paiement",
  reason: "Motif", page: "Page {page} sur {pages}", vatId: "N° de TVA", taxId: "N° fiscal", registration: "N° d’immatriculation", accountingTax: "Taxe en {currency} au taux de {rate} du {date} : {tax}",
  issuedAt: "Établi le", opening: "Solde reporté", closing: "Solde", date: "Date", document: "Pièce", debit: "Facturé", credit: "Réglé ou crédité",
  balance: "Solde", currency: "Devise", openTotal: "Total ouvert", overdue: "En retard", oldestDueOn: "Échéance la plus ancienne", stage: "Relance", ageing: "Encours par ancienneté", notDue: "Non échu", days: "{from} à {to} jours de retard", daysMore: "Plus de {from} jours de retard", nothing: "Rien n’a été facturé ni réglé durant cette période.", unapplied: "Avoir non utilisé", dueShort: "échéance {date}",
  occurredOn: "Du {date}, saisi plus tard", entry_invoice: "Facture", entry_credit_note: "Avoir", entry_payment: "Paiement", entry_refund: "Remboursement", entry_dispute: "Paiement contesté", entry_discount: "Escompte", entry_write_off: "Passé en perte", entry_void: "Facture annulée", paidByCard: "Réglé par carte.", directDebit: "Le montant sera prélevé sur votre compte.",
}

const words: Readonly<Record<DocumentLocale, Record<DocumentWord, string>>> = { en, de, fr }

export type Say = (word: DocumentWord, facts?: Readonly<Record<string, string>>) => string

export function sayIn(locale: DocumentLocale): Say {
  return (word, facts = {}) => words[locale][word].replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? "")
}
