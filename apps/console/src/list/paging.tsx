import { Pagination } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"

export type Asked = Readonly<Record<string, string | string[] | undefined>>

/** One value of the address, or nothing. */
export function one(asked: Asked, name: string): string | undefined {
  const value = asked[name]
  return (Array.isArray(value) ? value[0] : value) || undefined
}

/** The address of the same list from another place on. */
export function hrefWith(path: string, asked: Asked, changes: Readonly<Record<string, string | undefined>>): string {
  const next = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...asked, ...changes })) if (typeof value === "string" && value) next.set(name, value)
  return next.size > 0 ? `${path}?${next}` : path
}

/** Pages by key: there is a next one, and the way back to the start. */
export async function Paging({ label, path, asked, next, summary }: { label: string; path: string; asked: Asked; next: string | undefined; summary?: string }) {
  const t = await getTranslations("common.paging")
  const after = one(asked, "after")
  if (!after && !next) return summary ? <p className="text-sm text-muted tabular-nums">{summary}</p> : null
  return (
    <Pagination label={label} summary={summary}
      previousHref={after ? hrefWith(path, asked, { after: undefined }) : undefined} nextHref={next ? hrefWith(path, asked, { after: next }) : undefined}
      labels={{ previous: t("first"), next: t("next"), atStart: t("atStart"), atEnd: t("atEnd") }} />
  )
}
