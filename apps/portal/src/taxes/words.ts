import { getLocale, getTranslations } from "next-intl/server"
import { countryName } from "@entrepot/ui"
import type { TaxWords } from "@entrepot/domain/pricing/contract"
import { formats as theFormats } from "#server/formats.ts"

/** The words of tax setup, on the server. */
export async function taxWords(): Promise<TaxWords> {
  const [t, locale, { day, number }] = await Promise.all([getTranslations("taxSetup"), getLocale(), theFormats()])
  return { say: t as unknown as TaxWords["say"], day: (text) => day(text), number: (text) => number(text), country: (code) => countryName(code, locale) }
}
