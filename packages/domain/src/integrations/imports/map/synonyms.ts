import type { ImportKind } from "../contract.ts"

/** What columns are called in English, German and French; lower case, no accents, words apart. The earlier word is the surer one. */
type Words = { readonly en?: readonly string[]; readonly de?: readonly string[]; readonly fr?: readonly string[] }

const SKU: Words = {
  en: ["sku", "item number", "item no", "article number", "article no", "product code", "product number", "stock code", "stockcode", "part number", "item code", "item", "primary di", "code"],
  de: ["artikelnummer", "artikel nr", "artikelnr", "art nr", "artnr", "materialnummer", "bestellnummer", "artikel"],
  fr: ["reference", "ref", "code article", "numero d article", "reference article", "article"],
}
const NAME: Words = {
  en: ["name", "product name", "item name", "title", "short description", "short text", "description"],
  de: ["bezeichnung", "artikelbezeichnung", "produktname", "kurztext", "benennung"],
  fr: ["designation", "libelle", "nom", "intitule"],
}
const PRICE: Words = {
  en: ["price", "unit price", "unitprice", "list price", "net price", "base price", "sales price"],
  de: ["preis", "einzelpreis", "listenpreis", "nettopreis", "stuckpreis", "vk", "vk preis"],
  fr: ["prix", "prix unitaire", "prix net", "tarif", "pu"],
}
const CURRENCY: Words = { en: ["currency", "curr"], de: ["wahrung", "wkz"], fr: ["devise", "monnaie"] }
const UNIT: Words = {
  en: ["unit", "uom", "unit of measure", "sales unit", "pack", "package type", "package", "packaging"],
  de: ["einheit", "mengeneinheit", "me", "verpackungseinheit", "ve", "verpackung", "gebinde"],
  fr: ["unite", "unite de vente", "conditionnement", "emballage"],
}
const QUANTITY: Words = { en: ["quantity", "qty"], de: ["menge", "anzahl"], fr: ["quantite", "qte"] }
const STATUS: Words = { en: ["status", "state", "active", "life cycle"], de: ["status", "aktiv"], fr: ["statut", "etat", "actif"] }
const CATEGORY: Words = {
  en: ["category", "category path", "product group", "group", "product category", "fda product code names", "product code name", "family"],
  de: ["kategorie", "warengruppe", "produktgruppe", "artikelgruppe", "sortiment"], fr: ["categorie", "famille", "groupe de produits", "rayon"],
}
const BRAND: Words = { en: ["brand", "brand name", "manufacturer", "maker"], de: ["marke", "hersteller"], fr: ["marque", "fabricant"] }
const MINIMUM: Words = { en: ["minimum", "minimum quantity", "min order", "moq", "minimum order quantity"], de: ["mindestmenge", "mindestbestellmenge"], fr: ["quantite minimum", "minimum de commande"] }
const FROM_QUANTITY: Words = { en: ["min quantity", "from quantity", "tier", "break", "quantity break", "from qty"], de: ["ab menge", "staffel", "staffelmenge"], fr: ["a partir de", "palier", "seuil"] }
const VALID_FROM: Words = { en: ["valid from", "start date", "from date", "effective from"], de: ["gultig ab", "gultig von", "ab datum"], fr: ["valable du", "date de debut", "valable a partir du"] }
const VALID_TO: Words = { en: ["valid to", "valid until", "end date", "to date"], de: ["gultig bis", "bis datum"], fr: ["valable jusqu au", "date de fin"] }

export const SYNONYMS: Readonly<Record<ImportKind, Readonly<Record<string, Words>>>> = {
  catalogue: {
    sku: SKU, name: NAME, brand: BRAND, category: CATEGORY, status: STATUS, price: PRICE, currency: CURRENCY, valid_from: VALID_FROM, min_quantity: FROM_QUANTITY, minimum: MINIMUM, unit: UNIT,
    mpn: { en: ["mpn", "manufacturer part number", "manufacturer number", "catalog number", "catalogue number", "model number", "version model", "model"], de: ["herstellernummer", "herstellerartikelnummer", "hersteller nr", "typ"], fr: ["reference fabricant", "ref fabricant", "modele"] },
    gtin: { en: ["gtin", "ean", "ean13", "upc", "barcode"], de: ["ean code", "strichcode"], fr: ["gencod", "code barre", "code barres", "code ean"] },
    description: { en: ["long description", "long text", "details", "description"], de: ["langtext", "beschreibung"], fr: ["description longue", "descriptif"] },
    base_unit: { en: ["base unit", "base uom", "stock unit"], de: ["basiseinheit", "lagereinheit", "basismengeneinheit"], fr: ["unite de base", "unite de stock"] },
    unit_factor: { en: ["pack size", "units per pack", "factor", "quantity per pack", "pack quantity", "content"], de: ["inhalt", "packungsgrosse", "umrechnung", "stuck pro ve", "verpackungsinhalt"], fr: ["contenance", "pieces par boite", "quantite par colis", "facteur"] },
    unit_gtin: { en: ["pack gtin", "pack ean", "case gtin"], de: ["ean ve", "ean verpackung"], fr: ["ean colis"] },
    price_unit: { en: ["price unit", "price uom"], de: ["preiseinheit"], fr: ["unite de prix"] },
    step: { en: ["step", "order multiple", "multiple"], de: ["bestellschritt", "vielfaches"], fr: ["multiple de commande", "pas"] },
    tax_category: { en: ["tax category", "tax class", "vat class"], de: ["steuerklasse", "steuerkategorie"], fr: ["categorie de taxe", "classe tva"] },
    hs_code: { en: ["hs code", "customs tariff number", "commodity code", "tariff code"], de: ["zolltarifnummer", "warennummer"], fr: ["code douanier", "nomenclature douaniere", "code sh"] },
    weight_grams: { en: ["weight g", "weight grams", "weight in grams"], de: ["gewicht g", "gewicht in gramm"], fr: ["poids g", "poids en grammes"] },
    origin: { en: ["country of origin", "origin"], de: ["ursprungsland", "herkunftsland", "ursprung"], fr: ["pays d origine", "origine"] },
  },
  packages: {
    primary: { ...SKU, en: ["primary di", "primary id", "product id", ...SKU.en!] },
    package: { en: ["package di", "package id", "package code", "package number", "pack gtin", "case gtin"], de: ["verpackungsnummer", "ve ean", "gebindenummer"], fr: ["code emballage", "ean colis"] },
    contains: { en: ["contains di", "contains", "contains id", "inner package", "child"], de: ["enthalt", "inhalt nummer"], fr: ["contient", "contenu"] },
    quantity: { ...QUANTITY, en: ["quantity", "qty", "units per package"] }, status: STATUS,
    unit: { en: ["package type", "type", "level", "unit", "package"], de: ["verpackungsart", "art", "einheit", "gebinde"], fr: ["type d emballage", "type", "conditionnement"] },
  },
  prices: { sku: SKU, price: PRICE, currency: CURRENCY, unit: UNIT, min_quantity: { en: [...FROM_QUANTITY.en!, ...QUANTITY.en!], de: [...FROM_QUANTITY.de!, ...QUANTITY.de!], fr: [...FROM_QUANTITY.fr!, ...QUANTITY.fr!] }, valid_from: VALID_FROM, valid_to: VALID_TO },
  sales_lines: {
    sku: SKU, name: NAME, quantity: QUANTITY, price: PRICE, currency: CURRENCY, category: CATEGORY, brand: BRAND,
    document: { en: ["invoice", "invoiceno", "invoice no", "invoice number", "document", "order number", "receipt"], de: ["rechnung", "rechnungsnummer", "belegnummer", "beleg"], fr: ["facture", "numero de facture", "piece"] },
    base_unit: UNIT,
  },
}

export type Match = { readonly field: string; readonly language: "en" | "de" | "fr"; readonly sureness: number }

/** How sure each field is of a header: a name in full before a name among other words, the usual word before the odd one. */
export function matchesOf(kind: ImportKind, header: string): Match[] {
  const words = plain(header)
  const whole = matchesWith(kind, words, undefined)
  const [bare, language] = languageOf(words)
  // "à partir de" ends in a word that is a language elsewhere.
  if (!language || whole.some(({ sureness }) => sureness > 60)) return whole
  return matchesWith(kind, bare, language)
}

function matchesWith(kind: ImportKind, words: string, said: Match["language"] | undefined): Match[] {
  const found: Match[] = []
  for (const [field, byLanguage] of Object.entries(SYNONYMS[kind])) {
    for (const [language, synonyms] of Object.entries(byLanguage) as [Match["language"], readonly string[]][]) {
      synonyms.forEach((synonym, rank) => {
        const sureness = words === synonym ? 100 - rank : isTelling(synonym) && ` ${words} `.includes(` ${synonym} `) ? 50 - rank - words.length / 10 : 0
        if (sureness > 0) found.push({ field, language: said ?? language, sureness })
      })
    }
  }
  return found.sort((a, b) => b.sureness - a.sureness)
}

/** Short words mean something else among others: a "company name" is no name of a product. */
function isTelling(synonym: string): boolean {
  return synonym.includes(" ") || synonym.length >= 8
}

/** "UnitPrice", "unit_price" and "Unit Price" are one name; "Währung" is "wahrung". */
export function plain(header: string): string {
  return header.replace(/([a-z])([A-Z])/g, "$1 $2").normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ß", "ss").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim()
}

/** A language at the end of a name: "name de", "description french". */
function languageOf(words: string): [string, Match["language"] | undefined] {
  const match = /^(.+) (en|de|fr|english|deutsch|german|englisch|francais|french|anglais)$/.exec(words)
  if (!match) return [words, undefined]
  const tail = match[2]!
  return [match[1]!, ["de", "deutsch", "german"].includes(tail) ? "de" : ["fr", "francais", "french"].includes(tail) ? "fr" : "en"]
}
