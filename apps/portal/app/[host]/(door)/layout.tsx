import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { ThemeToggle } from "@entrepot/ui"
import { LanguageChoice } from "#door/language-choice.tsx"
import { theBrand } from "#server/request.ts"

/** The way in: the brand, one question, and nothing else. */
export default async function DoorLayout({ children }: { children: ReactNode }) {
  const [brand, t] = await Promise.all([theBrand(), getTranslations("common")])
  return (
    <div className="flex min-h-dvh flex-col">
      <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center gap-6 px-4 py-10">
        <div className="flex items-center gap-3">
          {brand.logo ? <img src={brand.logo} alt={brand.name} className="h-10 max-w-60 object-contain object-left" /> : <><img src={brand.mark} alt="" className="size-10" /><span className="text-xl font-semibold tracking-tight">{brand.name}</span></>}
        </div>
        <div className="rounded-xl border bg-surface p-6 shadow-raised">{children}</div>
        {(brand.supportEmail || brand.supportPhone) && (
          <p className="text-sm text-muted">
            {t("help")} {brand.supportEmail && <a className="text-accent-text underline" href={`mailto:${brand.supportEmail}`}>{brand.supportEmail}</a>} {brand.supportPhone && <a className="text-accent-text underline" href={`tel:${brand.supportPhone.replaceAll(/[^+\d]/g, "")}`}>{brand.supportPhone}</a>}
          </p>
        )}
      </main>
      <footer className="flex items-center justify-center gap-2 px-4 pb-6">
        <LanguageChoice />
        <ThemeToggle labels={{ theme: t("theme.label"), light: t("theme.light"), dark: t("theme.dark"), system: t("theme.system") }} />
      </footer>
    </div>
  )
}
