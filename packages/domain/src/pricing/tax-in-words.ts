import type { ExplainedTax } from "./explain-sale-tax.ts"
import type { TaxEffect, TaxPreview } from "./preview-tax-registration.ts"
import type { SaleTax } from "./sale-taxes.ts"
import type { RegistrationKind } from "./tax-terms.ts"

/** Browser-safe: what pages say of a tax, whichever app they are in. */
export type TaxWords = { readonly say: (key: string, values?: Record<string, string | number>) => string; readonly day: (day: string) => string; readonly number: (value: string) => string; readonly country: (code: string) => string }
type Part = { readonly level: string; readonly locality: string; readonly label: string; readonly percent: string }
type Place = { readonly country: string; readonly region: string }

/** "United States, IL" */
export const taxPlaceInWords = ({ country }: Pick<TaxWords, "country">, place: Place): string => (place.region ? `${country(place.country)}, ${place.region}` : country(place.country))

/** What is charged, in a few words. */
export const chargedInWords = (words: TaxWords, tax: Pick<SaleTax, "treatment" | "percent" | "country" | "region">): string =>
  words.say(`charge.${tax.treatment}`, { percent: words.number(tax.percent), where: taxPlaceInWords(words, tax) })

/** What a registration changes, buyer by buyer; of the distributor itself, what it does to its supplies. */
export function effectInWords(words: TaxWords, preview: TaxPreview, { change, country, region }: Place & { readonly change: "add" | "end" }): { readonly from: string; readonly lines: readonly string[] } {
  const line = ({ buyer, to, before, after }: TaxEffect) => {
    const [now, then] = [chargedInWords(words, before), chargedInWords(words, after)]
    return words.say(now === then ? `effect.same.${buyer}` : `effect.${buyer}`, { where: taxPlaceInWords(words, to), before: now, after: then })
  }
  const where = taxPlaceInWords(words, { country, region })
  return { from: words.day(preview.from), lines: preview.effects.length > 0 ? preview.effects.map(line) : [words.say(`effect.supply.${change}`, { where })] }
}

/** What one registration means. */
export const registrationInWords = (words: TaxWords, { kind, country, region }: Place & { readonly kind: RegistrationKind }, distributor: boolean): string =>
  words.say(distributor ? `meaning.supply.${kind}` : `meaning.${kind}`, { where: taxPlaceInWords(words, { country, region }) })

/** A locality by its name; a country or region by what it is. */
const partsOf = (words: TaxWords, parts: readonly Part[], country: string) => parts.map((part) => ({
  key: `${part.level}${part.locality}`, level: words.say(`levels.${part.level}`), locality: part.level === "country" ? words.country(country) : part.locality, label: part.label, percent: words.say("percentOf", { percent: words.number(part.percent) }),
}))

/** The answer of the tester for a sale. */
export function answerInWords(words: TaxWords, { on, seller, charged, by, law }: ExplainedTax) {
  const { say } = words
  const lawPlace = { country: law.country, region: law.region }
  const facts = [
    { term: say("treatment"), value: say(`why.${charged.treatment}`, { where: taxPlaceInWords(words, charged) }) },
    ...(charged.terms ? [{ term: say("terms"), value: say(`termsOf.${charged.terms}`) }] : []),
    { term: say("decidedBy"), value: by ? say("registrationOf", { kind: say(`kinds.${by.kind}`), where: taxPlaceInWords(words, by), number: by.number || "–", from: words.day(by.validFrom) }) : say("decidedByNone") },
    { term: say("rateOfLaw"), value: law.parts.length > 0 ? say("percentIn", { percent: words.number(law.percent), where: taxPlaceInWords(words, lawPlace) }) : say("noRateOfLaw", { where: taxPlaceInWords(words, lawPlace) }) },
    { term: say("sellerIn"), value: words.country(seller.country) }, { term: say("day"), value: words.day(on) },
  ]
  const taxed = charged.parts.length > 0
  return { headline: say("headline", { what: chargedInWords(words, charged) }), charged: Number(charged.percent) > 0, facts, parts: partsOf(words, taxed ? charged.parts : law.parts, taxed ? charged.country : law.country), partsTitle: say(taxed ? "partsCharged" : "partsOfLaw") }
}
