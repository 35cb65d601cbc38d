"use client"
import { NextIntlClientProvider, type AbstractIntlMessages } from "next-intl"
import type { ReactNode } from "react"
import type { Locale } from "@entrepot/domain/tenancy/contract"

type Loaded = { __words?: AbstractIntlMessages }
const serverRuntime = Symbol.for("portal.runtime")

/**
 * The words for islands. They are a script of their own, kept by the browser for ever, so no page carries them: the browser
 * reads what the script in the head has set, the server what the process holds.
 */
export function Words({ locale, zone, children }: { locale: Locale; zone: string; children: ReactNode }) {
  return <NextIntlClientProvider locale={locale} timeZone={zone} messages={wordsOf(locale)}>{children}</NextIntlClientProvider>
}

function wordsOf(locale: Locale): AbstractIntlMessages {
  if (typeof window !== "undefined") return (window as Loaded).__words ?? {}
  const process = (globalThis as unknown as Record<symbol, { messages: { words: (locale: Locale) => AbstractIntlMessages } } | undefined>)[serverRuntime]
  return process?.messages.words(locale) ?? {}
}
