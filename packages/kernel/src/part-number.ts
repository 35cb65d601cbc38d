/**
 * Brings a part number to the form in which two people mean the same part: "ab-12/é", "AB 12 E" and "ＡＢ１２Ｅ" are
 * all "AB12E". For matching only; what the manufacturer wrote is what people see.
 */
export function normalizePartNumber(text: string): string {
  return text.normalize("NFKD").replace(/[^\p{L}\p{Nd}]/gu, "").toUpperCase()
}
