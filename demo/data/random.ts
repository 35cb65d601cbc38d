/** FNV-1a over UTF-16 code units. Facts derived from a name keep their value when the lists around them grow. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    value ^= text.charCodeAt(i)
    value = Math.imul(value, 0x01000193)
  }
  value ^= value >>> 16
  value = Math.imul(value, 0x85ebca6b)
  value ^= value >>> 13
  return value >>> 0
}

/** A share between 0 and 1 that is always the same for the same text. */
export function shareOf(text: string): number {
  return hash(text) / 2 ** 32
}

export type Random = {
  /** At least 0, below 1. */
  share(): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  pick<T>(from: readonly T[]): T
  /** Heavier things come up more often; a weight of zero never does. */
  pickWeighted<T>(from: readonly T[], weight: (thing: T) => number): T
}

/** Mulberry32: small, seeded, the same on every machine. Not for secrets. */
export function random(seed: number): Random {
  let state = seed >>> 0
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number) => low + Math.floor(share() * (high - low + 1))
  const pick = <T>(from: readonly T[]): T => {
    if (from.length === 0) throw new Error("There is nothing to pick from.")
    return from[between(0, from.length - 1)] as T
  }
  const pickWeighted = <T>(from: readonly T[], weight: (thing: T) => number): T => {
    const total = from.reduce((sum, thing) => sum + weight(thing), 0)
    if (total <= 0) throw new Error("There is nothing to pick from.")
    let rest = share() * total
    for (const thing of from) {
      rest -= weight(thing)
      if (rest < 0 && weight(thing) > 0) return thing
    }
    return from.findLast((thing) => weight(thing) > 0) as T
  }
  return { share, between, pick, pickWeighted }
}
