export const languages = ["en", "de", "fr"] as const
export type Language = (typeof languages)[number]
export type Localised = Readonly<Record<Language, string>>

export function say(en: string, de: string, fr: string): Localised {
  return { en, de, fr }
}
