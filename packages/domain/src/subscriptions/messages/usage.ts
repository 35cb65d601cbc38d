/** Of what is measured. */
export const messages = {
  en: {
    "subscriptions.has_no_usage": "No line of this subscription follows its usage.",
    "subscriptions.other_measure": "This line is measured the other way: counts and bin levels cannot be mixed.",
    "subscriptions.measured_in_the_future": "A measurement cannot lie in the future.",
    "subscriptions.usage_conflict": "This report was received before with another content. Send a correction under a new id.",
    "subscriptions.csv_is_malformed": "The file cannot be read. Its first row must name the columns {columns}, and it may have up to {most} rows.",
    "subscriptions.csv_row_is_malformed": "This row cannot be read: check kind, quantity and time.",
  },
  de: {
    "subscriptions.has_no_usage": "Keine Position dieses Abos richtet sich nach dem Verbrauch.",
    "subscriptions.other_measure": "Diese Position wird anders gemessen: Zählungen und Füllstände lassen sich nicht mischen.",
    "subscriptions.measured_in_the_future": "Eine Messung kann nicht in der Zukunft liegen.",
    "subscriptions.usage_conflict": "Diese Meldung ist schon mit anderem Inhalt eingegangen. Senden Sie eine Korrektur unter einer neuen Kennung.",
    "subscriptions.csv_is_malformed": "Die Datei ist nicht lesbar. Die erste Zeile muss die Spalten {columns} nennen, und sie darf bis zu {most} Zeilen haben.",
    "subscriptions.csv_row_is_malformed": "Diese Zeile ist nicht lesbar: prüfen Sie Art, Menge und Zeitpunkt.",
  },
  fr: {
    "subscriptions.has_no_usage": "Aucune ligne de cet abonnement ne suit sa consommation.",
    "subscriptions.other_measure": "Cette ligne est mesurée autrement : comptages et niveaux ne se mélangent pas.",
    "subscriptions.measured_in_the_future": "Une mesure ne peut pas être dans le futur.",
    "subscriptions.usage_conflict": "Ce relevé a déjà été reçu avec un autre contenu. Envoyez une correction sous un nouvel identifiant.",
    "subscriptions.csv_is_malformed": "Le fichier est illisible. Sa première ligne doit nommer les colonnes {columns}, et il peut contenir jusqu’à {most} lignes.",
    "subscriptions.csv_row_is_malformed": "Cette ligne est illisible : vérifiez le type, la quantité et l’heure.",
  },
} as const
