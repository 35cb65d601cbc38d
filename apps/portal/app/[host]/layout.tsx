import "@entrepot/ui/styles.css"
import type { Metadata, Viewport } from "next"
import { cookies } from "next/headers"
import type { ReactNode } from "react"
import { themeCookie, themeFromCookie } from "@entrepot/ui"
import { Surroundings } from "#client/surroundings.tsx"
import { Words } from "#client/words.tsx"
import { Toasts } from "#client/toasts.tsx"
import { runtime } from "#process/runtime.ts"
import { requestFacts, theBrand, theLocale, theTenant } from "#server/request.ts"

export async function generateMetadata(): Promise<Metadata> {
  const { name, mark } = await theBrand()
  return { title: { default: name, template: `%s · ${name}` }, icons: { icon: mark }, robots: { index: false } }
}

export async function generateViewport(): Promise<Viewport> {
  const { tokens } = await theBrand()
  return { width: "device-width", initialScale: 1, viewportFit: "cover", themeColor: tokens.surface }
}

/** The document: language, brand and words. Nothing in it names the platform. */
export default async function HostLayout({ children }: { children: ReactNode }) {
  const [brand, tenant, locale, { host, nonce }, jar] = await Promise.all([theBrand(), theTenant(), theLocale(), requestFacts(), cookies()])
  const words = runtime().messages.scriptOf(locale)
  const theme = themeFromCookie(jar.get(themeCookie)?.value)
  return (
    // Extensions write into <html> before React reads it.
    <html lang={locale} {...(theme && { "data-theme": theme })} suppressHydrationWarning>
      <head>
        <link rel="stylesheet" href={brand.cssHref} precedence="brand" nonce={nonce} />
        <script nonce={nonce} src={words} suppressHydrationWarning />
      </head>
      <body>
        <Words locale={locale} zone={tenant.zone} src={words}>
          <Surroundings host={host}>
            {children}
            <Toasts />
          </Surroundings>
        </Words>
      </body>
    </html>
  )
}
