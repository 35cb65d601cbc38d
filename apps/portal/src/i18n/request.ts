import { getRequestConfig } from "next-intl/server"
import { runtime } from "../process/runtime.ts"
import { theLocale, theTenant } from "../server/request.ts"

/** The words of the reader's language, and the tenant's own zone for every date. */
export default getRequestConfig(async () => {
  const [locale, tenant] = await Promise.all([theLocale(), theTenant()])
  return { locale, timeZone: tenant.zone, messages: runtime().messages.words(locale) }
})
