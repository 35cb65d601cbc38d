/** A name in the reader's language, or the nearest there is. */
export function nameOf(names: Readonly<Record<string, string>>, locale: string): string {
  return names[locale] || names["en"] || Object.values(names).find(Boolean) || "–"
}
