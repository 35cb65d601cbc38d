import { NextIntlClientProvider, type AbstractIntlMessages } from "next-intl"
import { getLocale, getMessages } from "next-intl/server"
import type { ReactNode } from "react"
import type { Area } from "./areas.ts"
import type { Locale } from "./locale.ts"
import { refusalsOf, type RefusalModule } from "./refusals.ts"

/** Sends the words of an area to the islands inside it, and no others: what a page does not say, it does not load. */
export async function Words({ areas, refusals = [], children }: { areas: readonly Area[]; refusals?: readonly RefusalModule[]; children: ReactNode }) {
  const [all, locale] = await Promise.all([getMessages(), getLocale()])
  const chosen = Object.fromEntries((["common", "shell", "units", ...areas] as const).map((area) => [area, all[area]]))
  const messages = { ...chosen, refusals: refusalsOf(locale as Locale, ["tenancy", ...refusals]) } as AbstractIntlMessages
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>
}
