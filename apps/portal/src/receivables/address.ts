import { Temporal } from "@entrepot/kernel"

export type Params = Record<string, string | string[] | undefined>

/** A text of the address; nothing where it is missing, empty or given twice. */
export function textOf(params: Params, name: string): string | undefined {
  const value = params[name]
  return typeof value === "string" && value !== "" ? value : undefined
}

/** A day that somebody may have typed into the address. */
export function dayOf(params: Params, name: string): string | undefined {
  const text = textOf(params, name)
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text).toString()
  } catch {
    return undefined
  }
}

export function currencyOf(params: Params): string | undefined {
  const text = textOf(params, "currency")
  return text && /^[A-Z]{3}$/.test(text) ? text : undefined
}

/** A page with its question; what says nothing is left out. */
export function addressOf(path: string, ask: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(Object.entries(ask).filter((entry): entry is [string, string] => Boolean(entry[1])))
  return query.size > 0 ? `${path}?${query.toString()}` : path
}
