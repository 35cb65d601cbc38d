import { getLocale } from "next-intl/server"
import { api } from "../session.ts"
import { nameOf } from "./name-of.ts"

/** The tree as choices by path: what rules and segments name. */
export async function categoryPaths(): Promise<{ value: string; label: string }[]> {
  const [ask, locale] = await Promise.all([api(), getLocale()])
  const categories = await ask.catalog.categories()
  return categories.map(({ path, names }) => ({ value: path, label: `${"\u00A0\u00A0".repeat(path.split(".").length - 2)}${nameOf(names, locale)}` }))
}
