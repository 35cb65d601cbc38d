import { attributes, definitionOf, spoken, typed, type AttributeKey, type AttributeValue } from "./attributes.ts"
import { internalGtin, packGtin } from "./gtin.ts"
import { languages, say, type Language, type Localised } from "./language.ts"
import { makers, type MakerCode } from "./makers.ts"
import { packed, type BaseUnit, type Pack, type PackKind } from "./units.ts"
import { hash, shareOf } from "./random.ts"

export type Currency = "EUR" | "USD"

export type Price = {
  readonly currency: Currency
  readonly unitPrice: string
  /** From this quantity of base units on, this unit price. */
  readonly tiers: readonly { readonly from: string; readonly unitPrice: string }[]
}

export type Product = {
  readonly sku: string
  readonly makerPartNumber: string
  readonly maker: MakerCode
  readonly family: string
  readonly name: Localised
  readonly description: Localised
  readonly category: string
  readonly gtin: string
  readonly attributes: readonly AttributeValue[]
  readonly hsCode: string
  readonly weightGrams: number
  readonly countryOfOrigin: string
  readonly status: "active" | "discontinued"
  readonly successor: string | null
  readonly tracking: "none" | "lot" | "serial"
  readonly shelfLifeDays: number | null
  readonly taxClass: "standard" | "reduced"
  readonly unit: BaseUnit
  readonly packs: readonly Pack[]
  /** In base units. */
  readonly orderRule: { readonly minimum: string; readonly step: string } | null
  readonly prices: readonly Price[]
  readonly costEur: string
  /** 1 to 100: how readily customers buy it, and so how early it is reordered. */
  readonly popularity: number
  readonly alternatives: readonly string[]
}

/** One row of a family: attribute values, and what only this row knows. */
export type Variant = Readonly<Partial<Record<AttributeKey, string | number | boolean>>> & {
  readonly what?: Localised
  readonly eur?: number
  readonly grams?: number
}

type PerVariant<T> = T | ((variant: Variant) => T)

/**
 * A family says once what its variants share. In `sku` and `part`, `{size}` is the raw value in capitals without dots,
 * `{colour:3}` its first three letters and `{#400}` counts up from 400; in texts, `{size}` is the value in that language.
 */
export type Family = {
  readonly code: string
  readonly category: string
  readonly maker: MakerCode
  readonly sku: string
  readonly part: string
  readonly name: Localised
  readonly description: Localised
  readonly variants: readonly Variant[]
  readonly common?: Variant
  readonly hs: string
  readonly origin: string
  readonly grams?: PerVariant<number>
  readonly eur?: PerVariant<number>
  /** Pairs of quantity and percent off. */
  readonly tiers?: readonly (readonly [number, number])[]
  readonly marginPercent?: number
  readonly unit?: BaseUnit
  readonly packs?: readonly (readonly [PackKind, number])[]
  readonly order?: readonly [minimum: number, step: number]
  readonly tracking?: "lot" | "serial"
  readonly shelfLifeDays?: number
  readonly taxClass?: "reduced"
  readonly popularity: PerVariant<number>
  /** Products whose texts come out equal can stand in for one another. */
  readonly standIn?: string
}

export type FamilyMember = Omit<Product, "status" | "successor" | "alternatives"> & { readonly standIn: string | null }

/** Every combination of the given values, the first axis varying slowest. */
export function cross(axes: Readonly<Partial<Record<AttributeKey, readonly (string | number)[]>>>): Variant[] {
  return Object.entries(axes).reduce<Variant[]>(
    (sofar, [key, values]) => sofar.flatMap((variant) => values.map((value) => ({ ...variant, [key]: value }))),
    [{}],
  )
}

export function row(en: string, de: string, fr: string, eur: number, grams: number, more: Variant = {}): Variant {
  return { what: say(en, de, fr), eur, grams, ...more }
}

function isAttribute(key: string): key is AttributeKey {
  return key in attributes
}

function given(variant: Variant): [AttributeKey, string | number | boolean][] {
  return Object.keys(variant).filter(isAttribute).map((key) => [key, variant[key] as string | number | boolean])
}

function coded(template: string, variant: Variant, index: number): string {
  return template.replaceAll(/\{(#?)(\w+)(?::(\d))?\}/g, (_, counter: string, key: string, letters?: string) => {
    if (counter) return String(Number(key) + index)
    const raw = isAttribute(key) ? variant[key] : undefined
    if (raw === undefined) throw new Error(`No ${key} to fill in ${template}.`)
    const code = String(raw).replaceAll(/[.: ]/g, "").toUpperCase()
    return letters ? code.slice(0, Number(letters)) : code
  })
}

function told(template: Localised, variant: Variant, language: Language): string {
  return template[language].replaceAll(/\{(\w+)\}/g, (_, key: string) => {
    if (key === "what" && variant.what) return variant.what[language]
    const raw = isAttribute(key) ? variant[key] : undefined
    if (raw === undefined) throw new Error(`No ${key} to fill in ${template[language]}.`)
    return spoken(key as AttributeKey, raw, language)
  })
}

function facts(variant: Variant, language: Language): string {
  const colon = language === "fr" ? "\u00a0: " : ": "
  return given(variant)
    .map(([key, raw]) => {
      const { name, unit } = definitionOf(key)
      return ` ${name[language]}${colon}${spoken(key, raw, language)}${unit ? ` ${unit.sign}` : ""}.`
    })
    .join("")
}

const inEveryLanguage = (text: (language: Language) => string): Localised =>
  Object.fromEntries(languages.map((language) => [language, text(language)])) as Localised

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Small articles are priced to four places, so that one screw out of a thousand still has a price. */
function priceText(amount: number): string {
  return amount.toFixed(amount < 1 ? 4 : 2)
}

const usDollarsPerEuro = 1.12

function priceIn(currency: Currency, eur: number, tiers: Family["tiers"] = []): Price {
  const amount = currency === "EUR" ? eur : eur * usDollarsPerEuro
  return {
    currency,
    unitPrice: priceText(amount),
    tiers: tiers.map(([from, percentOff]) => ({ from: String(from), unitPrice: priceText((amount * (100 - percentOff)) / 100) })),
  }
}

function valueFor<T extends number>(of: PerVariant<T> | undefined, variant: Variant, what: string): T {
  const value = typeof of === "function" ? of(variant) : of
  if (value === undefined) throw new Error(`A variant has no ${what}.`)
  return value
}

export function membersOf(family: Family): FamilyMember[] {
  const makerNumber = makers.findIndex(({ code }) => code === family.maker)
  return family.variants.map((own, index) => {
    const variant: Variant = { ...own, ...family.common }
    const sku = coded(family.sku, variant, index)
    const gtin = internalGtin(makerNumber, hash(sku))
    const eur = own.eur ?? valueFor(family.eur, variant, "price")
    const unit = family.unit ?? "C62"
    const wanted = valueFor(family.popularity, variant, "popularity")
    return {
      sku,
      makerPartNumber: coded(family.part, variant, index),
      maker: family.maker,
      family: family.code,
      name: inEveryLanguage((language) => capitalised(told(family.name, variant, language))),
      description: inEveryLanguage((language) => capitalised(told(family.description, variant, language)) + facts(variant, language)),
      category: family.category,
      gtin,
      attributes: given(variant).map(([key, raw]) => typed(key, raw)),
      hsCode: family.hs,
      weightGrams: Math.max(1, Math.round(own.grams ?? valueFor(family.grams, variant, "weight"))),
      countryOfOrigin: family.origin,
      tracking: family.tracking ?? "none",
      shelfLifeDays: family.shelfLifeDays ?? null,
      taxClass: family.taxClass ?? "standard",
      unit,
      packs: (family.packs ?? []).map(([kind, factor], i) => ({ ...packed(kind, factor, unit), gtin: packGtin(gtin, i + 1) })),
      orderRule: family.order ? { minimum: String(family.order[0]), step: String(family.order[1]) } : null,
      prices: [priceIn("EUR", eur, family.tiers), priceIn("USD", eur, family.tiers)],
      costEur: priceText((eur * (100 - (family.marginPercent ?? 36))) / 100),
      popularity: Math.max(1, Math.min(100, Math.round(wanted * (0.6 + 0.6 * shareOf(`popularity ${sku}`))))),
      standIn: family.standIn ? coded(family.standIn, variant, index) : null,
    }
  })
}
