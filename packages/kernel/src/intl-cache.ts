/** Locales come from browsers too, so a cache keyed by them needs an end. */
const MOST_KEPT = 500

/** Building an Intl formatter is a hundred times dearer than using it: a page of prices shares one. */
export function memoized<Key extends readonly (string | number)[], Made>(
  build: (...key: Key) => Made,
): (...key: Key) => Made {
  const kept = new Map<string, Made>()
  return (...key) => {
    const name = key.join("\0")
    const known = kept.get(name)
    if (known !== undefined) return known
    if (kept.size >= MOST_KEPT) kept.clear()
    const made = build(...key)
    kept.set(name, made)
    return made
  }
}
