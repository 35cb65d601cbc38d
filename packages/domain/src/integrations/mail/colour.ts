const HEX = /^#[0-9a-f]{6}$/i
const FALLBACK = "#2b59c3"

/** Only a plain colour ever reaches a mail's markup. */
export function safeColour(text: unknown): string {
  return typeof text === "string" && HEX.test(text) ? text : FALLBACK
}

/** White or black, whichever reads better on the colour (relative luminance of WCAG 2.2). */
export function labelOn(background: string): "#ffffff" | "#000000" {
  const luminance = luminanceOf(background)
  return 1.05 / (luminance + 0.05) >= 4.5 ? "#ffffff" : (luminance + 0.05) / 0.05 >= 4.5 ? "#000000" : "#ffffff"
}

export function luminanceOf(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
