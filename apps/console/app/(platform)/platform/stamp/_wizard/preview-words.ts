/** What stands in the preview: in the portal's language, whatever the operator reads. */
export const previewWords = {
  en: { search: "Search products", gloves: "Nitrile gloves M, box of 100", bur: "Diamond bur 806", inStock: "In stock", later: "From 2 December", total: "Total", order: "Order", keep: "Keep for later", why: "Why this price?" },
  de: { search: "Artikel suchen", gloves: "Nitrilhandschuhe M, 100 Stück", bur: "Diamantbohrer 806", inStock: "Auf Lager", later: "Ab 2. Dezember", total: "Summe", order: "Bestellen", keep: "Merken", why: "Warum dieser Preis?" },
  fr: { search: "Rechercher un article", gloves: "Gants nitrile M, boîte de 100", bur: "Fraise diamantée 806", inStock: "En stock", later: "À partir du 2 décembre", total: "Total", order: "Commander", keep: "Garder", why: "Pourquoi ce prix ?" },
} as const
export type PreviewLocale = keyof typeof previewWords
