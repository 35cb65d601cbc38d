/**
 * Colour arithmetic in OKLCH, the space in which equal steps look equal. Conversions follow Björn Ottosson's
 * reference (https://bottosson.github.io/posts/oklab/); contrast follows WCAG 2.2, "relative luminance".
 */

export type Hex = `#${string}`

/** l in 0..1, c from 0 (grey) to about 0.37, h in degrees. */
export type Oklch = { readonly l: number; readonly c: number; readonly h: number }

type Triple = readonly [number, number, number]

const HEX = /^#[0-9a-f]{6}$/i

export function isHex(value: unknown): value is Hex {
  return typeof value === "string" && HEX.test(value)
}

export function oklchOf(hex: Hex): Oklch {
  const [r, g, b] = linearOf(hex)
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const L = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
  const A = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const B = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  const hue = (Math.atan2(B, A) * 180) / Math.PI
  return { l: L, c: Math.hypot(A, B), h: hue < 0 ? hue + 360 : hue }
}

/** The nearest colour that a screen can show: lightness and hue stay, chroma gives way. */
export function hexOf(colour: Oklch): Hex {
  const l = clamp(colour.l, 0, 1)
  const wanted = linearFrom({ ...colour, l })
  if (inGamut(wanted)) return encode(wanted)
  let low = 0
  let high = colour.c
  for (let step = 0; step < 14; step++) {
    const middle = (low + high) / 2
    if (inGamut(linearFrom({ l, c: middle, h: colour.h }))) low = middle
    else high = middle
  }
  return encode(linearFrom({ l, c: low, h: colour.h }))
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(a: Hex, b: Hex): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

export function luminance(hex: Hex): number {
  const [r, g, b] = linearOf(hex)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/**
 * The colour nearest to `from` that keeps `ratio` against every backdrop, found by moving its lightness
 * towards black or white. Where even that is not enough, black or white themselves.
 */
export function reach(from: Oklch, backdrops: readonly Hex[], ratio: number, towards: "black" | "white"): Hex {
  const passes = (hex: Hex) => backdrops.every((backdrop) => contrast(hex, backdrop) >= ratio)
  const start = hexOf(from)
  if (passes(start)) return start
  const end = towards === "black" ? 0 : 1
  const at = (share: number) => hexOf({ ...from, l: from.l + (end - from.l) * share })
  let low = 0
  let high = 1
  for (let step = 0; step < 10; step++) {
    const middle = (low + high) / 2
    if (passes(at(middle))) high = middle
    else low = middle
  }
  // Rounding to eight bits may undo the last step, so the answer is checked and nudged on.
  for (let share = high; share < 1; share += 0.01) {
    const hex = at(share)
    if (passes(hex)) return hex
  }
  return towards === "black" ? "#000000" : "#ffffff"
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

function linearOf(hex: Hex): Triple {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

function linearFrom({ l, c, h }: Oklch): Triple {
  const angle = (h * Math.PI) / 180
  const [a, b] = [c * Math.cos(angle), c * Math.sin(angle)]
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ]
}

function inGamut(rgb: Triple): boolean {
  return rgb.every((value) => value >= -0.0005 && value <= 1.0005)
}

function encode(rgb: Triple): Hex {
  const text = rgb.map((value) => {
    const v = clamp(value, 0, 1)
    const gamma = v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055
    return Math.round(gamma * 255).toString(16).padStart(2, "0")
  })
  return `#${text.join("")}`
}
