/** Where in the catalogue somebody is; an address says all of it, so that it can be kept and sent. */
export type Where = { readonly q?: string; readonly category?: string; readonly brand?: string; readonly cursor?: string; readonly page?: string }

const KEYS = ["q", "category", "brand", "cursor", "page"] as const

export function whereOf(params: Record<string, string | string[] | undefined>): Where {
  return Object.fromEntries(KEYS.flatMap((key) => {
    const value = params[key]
    return typeof value === "string" && value.trim() !== "" ? [[key, value.trim()]] : []
  }))
}

/** The address of the same place with something changed; a change of filter starts at the first page. */
export function hrefOf(where: Where, change: { readonly [Key in keyof Where]?: string | undefined } = {}): string {
  const { cursor: _cursor, page: _page, ...kept } = where
  const query = new URLSearchParams(Object.entries({ ...kept, ...change }).filter((entry): entry is [string, string] => entry[1] !== undefined))
  return query.size === 0 ? "/catalogue" : `/catalogue?${query.toString()}`
}
