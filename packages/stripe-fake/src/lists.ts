import type Stripe from "stripe"
import { invalid, missing } from "./api-error.ts"

type Page = { readonly limit?: number | undefined; readonly starting_after?: string | undefined; readonly ending_before?: string | undefined }
type Created = number | { gt?: number; gte?: number; lt?: number; lte?: number } | undefined

/** One page of a list that is newest first. */
export function pageOf<T extends { id: string }>(all: readonly T[], { limit = 10, starting_after, ending_before }: Page, url: string): Stripe.ApiList<T> {
  if (limit < 1 || limit > 100) throw invalid("Invalid limit: must be between 1 and 100", { param: "limit" })
  if (starting_after !== undefined && ending_before !== undefined) throw invalid("You may only specify one of these parameters: starting_after, ending_before.", { code: "parameters_exclusive" })
  if (ending_before !== undefined) {
    const rest = all.slice(0, indexOf(all, ending_before, "ending_before"))
    return { object: "list", data: rest.slice(-limit), has_more: rest.length > limit, url }
  }
  const rest = starting_after === undefined ? all : all.slice(indexOf(all, starting_after, "starting_after") + 1)
  return { object: "list", data: rest.slice(0, limit), has_more: rest.length > limit, url }
}

function indexOf(all: readonly { id: string }[], id: string, param: string): number {
  const index = all.findIndex((each) => each.id === id)
  if (index < 0) throw missing("object", id, param)
  return index
}

export function isCreatedWithin(created: number, range: Created): boolean {
  if (range === undefined) return true
  if (typeof range === "number") return created === range
  return created > (range.gt ?? -1) && created >= (range.gte ?? 0) && created < (range.lt ?? Infinity) && created <= (range.lte ?? Infinity)
}

const CLAUSE = /^\s*(?:metadata\["([^"]+)"\]|metadata\['([^']+)'\]|(customer|status|currency|created|amount))\s*(:|=|>=|<=|>|<)\s*(?:"([^"]*)"|'([^']*)'|(\d+))\s*/
type Searched = { readonly id: string; readonly metadata: Stripe.Metadata | null; readonly customer?: unknown; readonly status?: unknown; readonly currency?: unknown; readonly created: number; readonly amount?: number }

/** One page of what a query finds. */
export function searchPageOf<T extends Searched>(all: readonly T[], { query, limit = 10, page = "0" }: { readonly query: string; readonly limit?: number; readonly page?: string }, url: string): Stripe.ApiSearchResult<T> {
  const found = all.filter(matches(query))
  const from = Number(page)
  if (!Number.isInteger(from)) throw invalid("Invalid page", { param: "page" })
  const more = found.length > from + limit
  return { object: "search_result", data: found.slice(from, from + limit), has_more: more, next_page: more ? String(from + limit) : null, url }
}

/** The part of Stripe's search language that joins clauses with AND. */
function matches(query: string): (object: Searched) => boolean {
  const clauses: ((object: Searched) => boolean)[] = []
  let rest = query
  for (;;) {
    const found = CLAUSE.exec(rest)
    if (!found) throw invalid(`We were unable to parse your search query: ${query}`, { param: "query" })
    clauses.push(clauseOf(found))
    rest = rest.slice(found[0].length)
    if (rest === "") return (object) => clauses.every((clause) => clause(object))
    const and = /^AND\s+/i.exec(rest)
    if (!and) throw invalid(`We were unable to parse your search query: ${query}`, { param: "query" })
    rest = rest.slice(and[0].length)
  }
}

function clauseOf([, quoted, single, field = "", operator = ":", ...values]: RegExpExecArray): (object: Searched) => boolean {
  const key = quoted ?? single
  const value = values.find((each) => each !== undefined) ?? ""
  if (key !== undefined) return (object) => object.metadata?.[key] === value
  const compare = { ":": (a: number) => a === Number(value), "=": (a: number) => a === Number(value), ">": (a: number) => a > Number(value), "<": (a: number) => a < Number(value), ">=": (a: number) => a >= Number(value), "<=": (a: number) => a <= Number(value) }[operator]
  if (field === "created" || field === "amount") return (object) => compare?.(object[field] ?? Number.NaN) ?? false
  return (object) => object[field as "customer" | "status" | "currency"] === value
}
