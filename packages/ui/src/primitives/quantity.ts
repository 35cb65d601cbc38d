/** What was typed as a plain decimal, or undefined. Spaces are let pass; grouping signs are not guessed at. */
export function readQuantity(typed: string, decimalSign: "." | "," = "."): string | undefined {
  const text = typed.replaceAll(/[\s\u00a0\u202f]/g, "").replace(decimalSign, ".")
  if (!/^\d*\.?\d*$/.test(text) || !/\d/.test(text)) return undefined
  const [whole = "", part = ""] = text.split(".")
  const digits = whole.replace(/^0+(?=\d)/, "") || "0"
  const rest = part.replace(/0+$/, "")
  return rest ? `${digits}.${rest}` : digits
}

/** One step up or down, exact, held between `min` and `max`. */
export function stepQuantity(value: string, step: string, direction: 1 | -1, min = "0", max?: string): string {
  const places = Math.max(...[value, step, min, max ?? "0"].map((text) => text.split(".")[1]?.length ?? 0))
  const scaled = (text: string) => {
    const [whole = "0", part = ""] = text.split(".")
    return BigInt(whole + part.padEnd(places, "0"))
  }
  let next = scaled(value) + BigInt(direction) * scaled(step)
  if (next < scaled(min)) next = scaled(min)
  if (max !== undefined && next > scaled(max)) next = scaled(max)
  const digits = next.toString().padStart(places + 1, "0")
  const text = places > 0 ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits
  return readQuantity(text) ?? "0"
}
