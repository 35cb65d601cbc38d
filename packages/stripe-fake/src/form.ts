import { invalid } from "./api-error.ts"

/** A decoded form: text, lists and nested hashes, as `a[b][0]=c` says them. */
export type Raw = string | readonly Raw[] | { readonly [key: string]: Raw }
export type RawHash = { readonly [key: string]: Raw }

type Node = Map<string, Node | string>

/** Decodes Stripe's form encoding. Lists are written `a[]=x` or `a[0]=x`; a key that is said twice is a mistake. */
export function decodeForm(text: string): RawHash {
  const root: Node = new Map()
  for (const [key, value] of new URLSearchParams(text)) insert(root, pathOf(key), value, key)
  return toRaw(root) as RawHash
}

function pathOf(key: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(key)
  if (!match) throw invalid(`Invalid parameter name: ${key}`, { param: key })
  return [match[1] ?? "", ...[...(match[2] ?? "").matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? "")]
}

function insert(node: Node, path: readonly string[], value: string, whole: string): void {
  const [first = "", ...rest] = path
  const key = first === "" ? String(node.size) : first
  if (rest.length === 0) {
    if (node.has(key)) throw invalid(`Duplicate parameter: ${whole}`, { param: whole })
    node.set(key, value)
    return
  }
  const child = node.get(key) ?? new Map<string, Node | string>()
  if (typeof child === "string") throw invalid(`Invalid ${first}: it is both a value and a hash.`, { param: first })
  node.set(key, child)
  insert(child, rest, value, whole)
}

function toRaw(node: Node | string): Raw {
  if (typeof node === "string") return node
  const keys = [...node.keys()]
  if (keys.length > 0 && keys.every((key, index) => key === String(index))) return [...node.values()].map(toRaw)
  return Object.fromEntries([...node].map(([key, value]) => [key, toRaw(value)]))
}
