/** Letters that people write around a number: "5x", "× 5". */
const TIMES = /^[x×]\s*|\s*[x×]$/gi
/** Spaces and apostrophes group digits in one country or another. */
const GROUPING = /[\s'’\u00a0\u202f\u2009]/g

/**
 * Reads a quantity as people of that language write it, into plain decimal text: "1.000,5" in German and "1,000.5" in English
 * are both "1000.5". Where only one sign stands in it, it is what the language says, unless that cannot be: "2.5" is two and a
 * half in German too, because nobody groups one digit. Nothing for what is no quantity; a minus is none.
 */
export function parsePadQuantity(text: string, locale: string): string | undefined {
  const bare = text.trim().replace(TIMES, "").replace(GROUPING, "")
  if (!/^\d[\d.,]*$/.test(bare)) return undefined
  const point = decimalSign(bare, locale.startsWith("en") ? "." : ",")
  if (point === "none") return undefined
  const whole = point === "" ? bare.replace(/[.,]/g, "") : bare.slice(0, bare.lastIndexOf(point)).replace(/[.,]/g, "")
  const fraction = point === "" ? "" : bare.slice(bare.lastIndexOf(point) + 1).replace(/0+$/, "")
  const digits = whole.replace(/^0+(?=\d)/, "")
  return digits.length > 12 || fraction.length > 6 ? undefined : fraction === "" ? digits : `${digits}.${fraction}`
}

/** Which sign stands before the fraction: "" when there is none, "none" when the text cannot be read either way. */
function decimalSign(text: string, usual: "." | ","): "." | "," | "" | "none" {
  const other = usual === "." ? "," : "."
  const [points, commas] = [count(text, usual), count(text, other)]
  if (points + commas === 0) return ""
  if (points > 0 && commas > 0) {
    const last = text.lastIndexOf(usual) > text.lastIndexOf(other) ? usual : other
    return count(text, last) === 1 && isGrouped(text.slice(0, text.lastIndexOf(last))) ? last : "none"
  }
  if (points === 1) return endsInDigits(text, usual) ? usual : "none"
  if (isGrouped(text)) return ""
  return commas === 1 && endsInDigits(text, other) ? other : "none"
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1
}

function isGrouped(text: string): boolean {
  return /^\d{1,3}([.,]\d{3})*$/.test(text) && new Set(text.match(/[.,]/g)).size <= 1 || /^\d+$/.test(text)
}

function endsInDigits(text: string, sign: string): boolean {
  return !text.endsWith(sign)
}
