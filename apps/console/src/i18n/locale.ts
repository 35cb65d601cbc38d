export const LOCALES = ["en", "de", "fr"] as const
export type Locale = (typeof LOCALES)[number]

/** What the reader chose in the console; their own setting and the browser's come after it. */
export const localeCookie = "locale"

export function asLocale(text: string | undefined): Locale | undefined {
  return LOCALES.find((locale) => locale === text)
}

/** The first language of an Accept-Language header that we speak. */
export function acceptedLocale(header: string | null): Locale | undefined {
  const wanted = (header ?? "").split(",").map((part) => {
    const [tag = "", weight] = part.trim().split(";q=")
    return { language: tag.slice(0, 2).toLowerCase(), weight: weight === undefined ? 1 : Number(weight) }
  })
  return wanted.toSorted((a, b) => b.weight - a.weight).map(({ language }) => asLocale(language)).find(Boolean)
}
