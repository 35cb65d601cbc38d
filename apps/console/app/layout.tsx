import type { Metadata, Viewport } from "next"
import { cookies, headers } from "next/headers"
import { getLocale, getTimeZone, getTranslations } from "next-intl/server"
import { NextIntlClientProvider } from "next-intl"
import type { ReactNode } from "react"
import { themeCookie, themeFromCookie } from "@entrepot/ui"
import { defaultLook, themeCss } from "@entrepot/ui/theme"
import { AskProvider } from "../src/ask/provider.tsx"
import { Words } from "../src/i18n/words.tsx"
import { Surroundings } from "../src/shell/surroundings.tsx"
import "./globals.css"

export const viewport: Viewport = { width: "device-width", initialScale: 1, viewportFit: "cover" }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell")
  return { title: { default: t("product"), template: `%s · ${t("product")}` }, robots: { index: false, follow: false } }
}

const look = themeCss(defaultLook)

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, head, locale, zone] = await Promise.all([cookies(), headers(), getLocale(), getTimeZone()])
  const nonce = head.get("x-nonce") ?? undefined
  return (
    <html lang={locale} data-theme={themeFromCookie(jar.get(themeCookie)?.value)} suppressHydrationWarning>
      <head><style nonce={nonce} dangerouslySetInnerHTML={{ __html: look }} /></head>
      <body>
        <NextIntlClientProvider locale={locale} timeZone={zone} messages={null}>
          <Words areas={[]}>
            <AskProvider><Surroundings>{children}</Surroundings></AskProvider>
          </Words>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
