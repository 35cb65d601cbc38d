import { cookies, headers } from "next/headers"
import { getRequestConfig } from "next-intl/server"
import { session } from "../session.ts"
import { AREAS } from "./areas.ts"
import { acceptedLocale, asLocale, localeCookie, type Locale } from "./locale.ts"
import { refusalsOf } from "./refusals.ts"

type Catalogue = { default: Record<string, unknown> }

/** The reader's language: what they chose here, else what their profile says, else what their browser accepts. */
async function localeOfReader(): Promise<Locale> {
  const [jar, head, reader] = await Promise.all([cookies(), headers(), session()])
  return asLocale(jar.get(localeCookie)?.value) ?? reader?.locale ?? acceptedLocale(head.get("accept-language")) ?? "en"
}

export default getRequestConfig(async () => {
  const [locale, reader] = await Promise.all([localeOfReader(), session()])
  const areas = await Promise.all(AREAS.map(async (area) => {
    const { default: words } = (await import(`../../messages/${locale}/${area}.json`)) as Catalogue
    return [area, words] as const
  }))
  return { locale, timeZone: reader?.zone ?? "UTC", messages: { ...Object.fromEntries(areas), refusals: refusalsOf(locale) } }
})
