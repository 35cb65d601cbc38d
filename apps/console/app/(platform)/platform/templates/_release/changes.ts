export type Change = { path: string; was: string | undefined; is: string | undefined }

const written = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value))

/** What differs between two bodies, leaf by leaf; a rule that moved counts as what it is now. */
export function changesOf(was: unknown, is: unknown, path = ""): Change[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return []
  if (isBranch(was) && isBranch(is)) {
    const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    return keys.flatMap((key) => changesOf((was as Record<string, unknown>)[key], (is as Record<string, unknown>)[key], path ? `${path}.${key}` : key))
  }
  return [{ path, was: was === undefined ? undefined : written(was), is: is === undefined ? undefined : written(is) }]
}

function isBranch(value: unknown): value is object {
  return typeof value === "object" && value !== null
}
