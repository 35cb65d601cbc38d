/**
 * Symmetric deletes (W. Garbe, SymSpell): two words that differ by one letter, put in, left out, changed or swapped with its
 * neighbour, have a word in common once a letter is left out of each. Finding one is an equality, never a scan.
 */

/** How many letters may be left out of a word: none below four letters, where everything is near everything. */
export function reachOfWord(word: string): 0 | 1 | 2 {
  const length = [...word].length
  if (length < 4 || /^\p{Nd}+$/u.test(word)) return 0
  return length >= 8 && length <= 16 ? 2 : 1
}

/** Numbers lie close together, so that only one letter may be wrong, and there are many, so that the index stays small. */
export function reachOfNumber(number: string): 0 | 1 {
  return [...number].length >= 4 ? 1 : 0
}

/** The words that are left when up to `reach` letters are left out; the word itself comes first. */
export function deletesOf(word: string, reach: number): string[] {
  const found = new Set([word])
  let frontier = [word]
  for (let step = 0; step < reach; step++) {
    frontier = frontier.flatMap((from) => withoutOne(from))
    for (const shorter of frontier) found.add(shorter)
  }
  found.delete("")
  return [...found]
}

function withoutOne(word: string): string[] {
  const letters = [...word]
  return letters.map((_, index) => [...letters.slice(0, index), ...letters.slice(index + 1)].join(""))
}

/** What to look up for a word that somebody typed: one letter less than an indexed word may still be that word. */
export function lookupsOf(word: string): string[] {
  const length = [...word].length
  if (length < 3 || length > 40) return []
  return deletesOf(word, length >= 7 && length <= 17 && /\p{L}/u.test(word) ? 2 : 1)
}
