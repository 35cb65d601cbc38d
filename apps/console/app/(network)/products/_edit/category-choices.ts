import { getLocale } from "next-intl/server"
import { nameOf } from "../../../../src/products/name-of.ts"
import { api } from "../../../../src/session.ts"

/** The tree as a list of choices, children below their parents. */
export async function categoryChoices(): Promise<{ value: string; label: string }[]> {
  const [ask, locale] = await Promise.all([api(), getLocale()])
  const categories = await ask.catalog.categories()
  return categories.map(({ code, path, names }) => ({ value: code, label: `${"\u00A0\u00A0".repeat(path.split(".").length - 2)}${nameOf(names, locale)}` }))
}
