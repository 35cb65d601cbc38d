"use client"
import { NextIntlClientProvider, type AbstractIntlMessages } from "next-intl"
import { use, type ReactNode } from "react"
import type { Locale } from "@entrepot/domain/tenancy/contract"

type Loaded = { __words?: Partial<Record<Locale, AbstractIntlMessages>> }
type Process = { messages: { words: (locale: Locale) => AbstractIntlMessages } }
const serverRuntime = Symbol.for("portal.runtime")
const loading = new Map<string, Promise<AbstractIntlMessages>>()

/**
 * The words for islands. They are a script of their own, kept by the browser for ever, so no page carries them: the browser
 * reads what the script in the head has set, the server what the process holds. Where there was no head to run it (a language
 * chosen a moment ago, a page that was drawn in the browser alone) the script is fetched now.
 */
export function Words({ locale, zone, src, children }: { locale: Locale; zone: string; src: string; children: ReactNode }) {
  const messages = present(locale) ?? use(fetched(locale, src))
  return <NextIntlClientProvider locale={locale} timeZone={zone} messages={messages}>{children}</NextIntlClientProvider>
}

function present(locale: Locale): AbstractIntlMessages | undefined {
  if (typeof window !== "undefined") return (window as Loaded).__words?.[locale]
  return (globalThis as unknown as Record<symbol, Process | undefined>)[serverRuntime]?.messages.words(locale)
}

function fetched(locale: Locale, src: string): Promise<AbstractIntlMessages> {
  const known = loading.get(src)
  if (known) return known
  const promise = new Promise<AbstractIntlMessages>((resolve, reject) => {
    const script = document.createElement("script")
    script.src = src
    script.addEventListener("load", () => resolve((window as Loaded).__words?.[locale] ?? {}))
    script.addEventListener("error", () => reject(new Error("The words of the page could not be loaded.")))
    document.head.append(script)
  })
  loading.set(src, promise)
  return promise
}
