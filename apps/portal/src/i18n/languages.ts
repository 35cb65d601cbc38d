import type { Locale } from "@entrepot/domain/tenancy/contract"

/** Each language by its own name: whoever looks for it may not read the present one. */
export const LANGUAGES: Readonly<Record<Locale, string>> = { en: "English", de: "Deutsch", fr: "Français" }
