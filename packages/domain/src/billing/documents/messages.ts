/** Refusals of documents; facts are ICU arguments. */
export const messages = {
  en: {
    "billing.document_not_found": "This document does not exist.",
    "billing.e_invoice_is_incomplete": "An electronic invoice cannot be made yet. It needs {first, select, supplied_lines {something that was supplied} seller_vat_id {the seller’s VAT number} seller_endpoint {the seller’s electronic address} buyer_vat_id {the customer’s VAT number} buyer_endpoint {the customer’s electronic address} buyer_reference {a reference or PO number of the customer} two_decimals {a currency with at most two decimals} supply_date {the date of supply} ship_to {the place of delivery} exemption_reason {the reason why no tax is charged} price_not_negative {prices that are not below zero} line_that_adds_up {lines whose quantity and price make their amount} totals_that_add_up {totals that add up} bank_account {a bank account to pay to} credit_reference {the invoice that it corrects} other {more details}}{more, plural, =0 {} one { and one more detail} other { and # more details}}.",
    "billing.e_invoice_is_malformed": "An electronic invoice cannot be made: the standard does not accept the value of {element}.",
  },
  de: {
    "billing.document_not_found": "Diesen Beleg gibt es nicht.",
    "billing.e_invoice_is_incomplete": "Eine elektronische Rechnung ist noch nicht möglich. Es fehlt {first, select, supplied_lines {eine Leistung} seller_vat_id {die USt-IdNr. des Verkäufers} seller_endpoint {die elektronische Adresse des Verkäufers} buyer_vat_id {die USt-IdNr. des Kunden} buyer_endpoint {die elektronische Adresse des Kunden} buyer_reference {eine Referenz oder Bestellnummer des Kunden} two_decimals {eine Währung mit höchstens zwei Nachkommastellen} supply_date {das Leistungsdatum} ship_to {der Lieferort} exemption_reason {der Grund der Steuerbefreiung} price_not_negative {ein Preis, der nicht unter null liegt} line_that_adds_up {die Übereinstimmung von Menge, Preis und Betrag einer Position} totals_that_add_up {die Übereinstimmung der Summen} bank_account {eine Bankverbindung} credit_reference {die berichtigte Rechnung} other {eine Angabe}}{more, plural, =0 {} one { und eine weitere Angabe} other { und # weitere Angaben}}.",
    "billing.e_invoice_is_malformed": "Eine elektronische Rechnung ist nicht möglich: Die Norm lässt den Wert von {element} nicht zu.",
  },
  fr: {
    "billing.document_not_found": "Ce document n’existe pas.",
    "billing.e_invoice_is_incomplete": "La facture électronique ne peut pas encore être établie. Il manque {first, select, supplied_lines {une opération facturée} seller_vat_id {le n° de TVA du vendeur} seller_endpoint {l’adresse électronique du vendeur} buyer_vat_id {le n° de TVA du client} buyer_endpoint {l’adresse électronique du client} buyer_reference {une référence ou un bon de commande du client} two_decimals {une devise à deux décimales au plus} supply_date {la date de livraison} ship_to {le lieu de livraison} exemption_reason {le motif d’exonération} price_not_negative {un prix qui ne soit pas négatif} line_that_adds_up {une ligne dont quantité et prix font le montant} totals_that_add_up {des totaux qui concordent} bank_account {un compte bancaire} credit_reference {la facture rectifiée} other {une indication}}{more, plural, =0 {} one { et une autre indication} other { et # autres indications}}.",
    "billing.e_invoice_is_malformed": "La facture électronique ne peut pas être établie : la norme n’accepte pas la valeur de {element}.",
  },
} as const
