"use client"
import { themeOf, themeProperties, type BrandLook } from "@entrepot/ui/theme"
import { Search, ShoppingCart } from "lucide-react"
import { useTranslations } from "next-intl"
import { useMemo, type CSSProperties } from "react"
import { formatsFor } from "../../../../../src/format/formats.ts"
import { previewWords, type PreviewLocale } from "./preview-words.ts"

type Props = { look: BrandLook; pictures: { logo: string; mark: string }; mode: "light" | "dark"; name: string; currency: string; locale: string }

/** A page of the portal in the partner's brand, language and currency, made of the same tokens as the real one. */
export function BrandPreview({ look, pictures, mode, name, currency, locale }: Props) {
  const t = useTranslations("stamp.preview")
  const style = useMemo(() => ({ ...themeProperties(themeOf(look)[mode]), colorScheme: mode, fontFamily: "var(--font)" }) as CSSProperties, [look, mode])
  const language = (["en", "de", "fr"].includes(locale) ? locale : "en") as PreviewLocale
  const words = previewWords[language]
  const { unitPrice } = formatsFor(language, "UTC")
  const price = (text: string) => unitPrice(text, /^[A-Z]{3}$/.test(currency) ? currency : "EUR")
  const rows = [{ sku: "DN-1001", name: words.gloves, price: price("9.80"), tone: "success", stock: words.inStock }, { sku: "DN-2040", name: words.bur, price: price("4.35"), tone: "warning", stock: words.later }] as const
  return (
    <div role="img" aria-label={t("describes", { name })} style={style} className="bg-canvas text-sm text-text">
      <div aria-hidden>
        <div className="flex items-center gap-3 border-b bg-surface px-4 py-2.5">
          {pictures.logo ? <img src={pictures.logo} alt="" className="h-7 max-w-40 object-contain object-left" /> : (
            <>
              {pictures.mark ? <img src={pictures.mark} alt="" className="size-7 object-contain" /> : <span className="grid size-7 place-items-center rounded-md bg-accent font-semibold text-accent-contrast">{name.slice(0, 1).toUpperCase()}</span>}
              <span className="font-semibold">{name}</span>
            </>
          )}
          <span className="ms-2 hidden min-w-0 flex-1 items-center gap-2 rounded-md border border-border-strong bg-surface px-2.5 py-1 text-muted sm:flex"><Search className="size-4" /><span className="truncate">{words.search}</span></span>
          <span className="ms-auto flex items-center gap-1 text-accent-text"><ShoppingCart className="size-4" />3</span>
        </div>
        <div className="grid gap-4 p-4 sm:grid-cols-[minmax(0,1fr)_12rem]">
          <div className="rounded-lg border bg-surface shadow-raised">
            {rows.map((row) => (
              <div key={row.sku} className="flex items-center gap-3 border-b px-3 py-2.5 last:border-b-0">
                <span className="min-w-0 flex-1"><span className="block truncate font-medium">{row.name}</span><span className="font-mono text-xs text-muted">{row.sku}</span></span>
                <span className={row.tone === "success" ? "rounded-sm bg-success-soft px-1.5 text-xs text-success" : "rounded-sm bg-warning-soft px-1.5 text-xs text-warning"}>{row.stock}</span>
                <span className="w-20 text-end tabular-nums">{row.price}</span>
              </div>
            ))}
          </div>
          <div className="grid content-start gap-2 rounded-lg border bg-surface p-3 shadow-raised">
            <span className="flex justify-between text-muted"><span>{words.total}</span><span className="font-semibold text-text tabular-nums">{price("155.75")}</span></span>
            <span className="rounded-md bg-accent px-3 py-1.5 text-center font-medium text-accent-contrast">{words.order}</span>
            <span className="rounded-md border border-border-strong px-3 py-1.5 text-center font-medium">{words.keep}</span>
            <span className="text-center text-accent-text underline underline-offset-2">{words.why}</span>
          </div>
        </div>
      </div>
    </div>
  )
}
