/** The names of the arguments of an ICU message, those inside of its plural and select branches included. */
export function icuArguments(message: string): Set<string> {
  const names = new Set<string>()
  readMessage(message, 0, names)
  return names
}

/** Reads a message up to the brace that closes it; answers where that brace is. */
function readMessage(text: string, from: number, names: Set<string>): number {
  let at = from
  while (at < text.length && text[at] !== "}") at = text[at] === "{" ? readArgument(text, at + 1, names) : at + 1
  return at
}

/** `{name}`, `{name, number}` or `{name, plural, one {…} other {…}}`; answers what comes after its closing brace. */
function readArgument(text: string, from: number, names: Set<string>): number {
  const head = /^\s*(\w+)\s*(?:,\s*(\w+)\s*)?/.exec(text.slice(from))
  if (!head) return from
  names.add(head[1] ?? "")
  let at = from + head[0].length
  while (at < text.length && text[at] !== "}") at = text[at] === "{" ? readMessage(text, at + 1, names) + 1 : at + 1
  return at + 1
}
