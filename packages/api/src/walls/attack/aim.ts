import { newId } from "@entrepot/kernel"
import { plainNumber, plainText, samplesOf, type Leaf, type Pick } from "../sample.ts"
import { isCanary } from "./canary.ts"
import type { Book } from "./ids.ts"

/** Names that an input gives to what a table calls otherwise. */
const ALIASES: Readonly<Record<string, string>> = { shipToId: "addressId", successorId: "productId", alternativeId: "productId", toUserId: "userId", search: "number", q: "number", key: "idempotencyKey", stampKey: "idempotencyKey", hash: "contentHash", part: "sku" }

/** One attempt's input: aimed at the victim, and the same with ids that nobody has. Without ids there is nothing to compare. */
export type Shot = { readonly foreign: unknown; readonly missing: unknown; readonly aimed: boolean }

const MOST_SHOTS = 14

/** Inputs of a procedure in which every id is the victim's; then, where there are several, one id is the victim's and the rest our own. */
export function shotsAt(inputs: readonly unknown[], own: Book, victim: readonly Book[], hint: Readonly<Record<string, unknown>> = {}): Shot[] {
  const shots = new Map<string, Shot>()
  const add = (aim: (leaf: Leaf) => "victim" | "own", book: Book, most: number) => {
    const [foreign, missing] = [false, true].map((nobody) => samplesOf(inputs, pickFrom({ own, victim: book, nobody, aim, hint })).slice(0, most))
    foreign?.forEach((input, at) => {
      const key = JSON.stringify(input) ?? "nothing"
      if (!shots.has(key) && shots.size < MOST_SHOTS) shots.set(key, { foreign: input, missing: missing?.[at], aimed: key !== JSON.stringify(missing?.[at]) })
    })
  }
  for (const [at, book] of victim.entries()) add(() => "victim", book, at === 0 ? 6 : 1)
  const names = idNames(inputs)
  const [first] = victim
  if (names.length > 1 && first) for (const name of names) add((leaf) => (leaf.path.join(".") === name ? "victim" : "own"), first, 1)
  return [...shots.values()]
}

function idNames(inputs: readonly unknown[]): string[] {
  const names = new Set<string>()
  samplesOf(inputs, (leaf) => {
    if (isId(leaf)) names.add(leaf.path.join("."))
    return plainOf(leaf)
  })
  return [...names]
}

type Aim = { readonly own: Book; readonly victim: Book; /** The same shot at ids that nobody has. */ readonly nobody: boolean; readonly aim: (leaf: Leaf) => "victim" | "own"; readonly hint: Readonly<Record<string, unknown>> }

function pickFrom({ own, victim, nobody, aim, hint }: Aim): Pick {
  let turn = 0
  return (leaf) => {
    const hinted = Object.keys(hint).find((name) => `.${leaf.path.join(".")}`.endsWith(`.${name}`))
    if (hinted && !(isId(leaf) && nobody)) return hint[hinted]
    if (isId(leaf)) return aim(leaf) === "own" ? valueOf(own, leaf, turn++) : nobody ? nobodys(leaf, victim, valueOf(victim, leaf, turn++)) : valueOf(victim, leaf, turn++)
    const known = aim(leaf) === "victim" ? named(victim, leaf.name) : undefined
    return typeof known === "string" && fits(leaf, known) && !isCanary(known) ? known : plainOf(leaf)
  }
}

const isNumber = ({ schema }: Leaf): boolean => schema.type === "integer" || schema.type === "number"
const isId = (leaf: Leaf): boolean => leaf.schema.format === "uuid" || ["tenantId", "networkId", "token"].includes(leaf.name)
/** What both may know stays: only what is the victim's alone becomes nobody's. */
function nobodys(leaf: Leaf, victim: Book, value: unknown): unknown {
  if (leaf.name === "token") return newId()
  if (isNumber(leaf)) return value === 1 ? value : 987_654
  return victim.foreign.has(value) ? newId() : value
}
const plainOf = (leaf: Leaf): unknown => (isNumber(leaf) ? plainNumber(leaf) : plainText(leaf))

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/

/** The click of a page: no row's id, and the same in each shot, so that a shot at nobody's ids differs in those alone. */
const CLICK = "01900000-0000-7000-8000-00000000c11c"

/** A key that a table keeps as text, and an input wants as an id, is a click's. */
function valueOf(book: Book, { name, schema }: Leaf, turn: number): unknown {
  if (name === "tenantId") return book.tenantId
  if (name === "networkId") return book.networkId
  const known = named(book, name)
  if (schema.format === "uuid" && typeof known === "string" && !UUID.test(known)) return CLICK
  return known ?? book.all[turn % Math.max(1, book.all.length)] ?? newId()
}

/** orderId, its plural, an alias, or a longer name that ends in one (previewListId). */
function named(book: Book, name: string): unknown {
  const single = name.replace(/s$/, "")
  const direct = book.byName.get(ALIASES[name] ?? name) ?? book.byName.get(ALIASES[single] ?? single)
  if (direct !== undefined || !single.endsWith("Id")) return direct
  const ending = [...book.byName.keys()].find((known) => known.endsWith("Id") && single.toLowerCase().endsWith(known.toLowerCase()))
  return ending && book.byName.get(ending)
}

function fits({ schema }: Leaf, text: string): boolean {
  return schema.format === undefined && text.length <= (schema.maxLength ?? 10_000) && text.length >= (schema.minLength ?? 0) && (!schema.pattern || new RegExp(schema.pattern, "u").test(text))
}
