import { contrast, type Hex } from "../color.ts"
import { checkLook, type BrandLook } from "./look.ts"
import { themeOf, tones, type ColourToken, type ContrastWish, type Mode } from "./tokens.ts"

export type ContrastPair = {
  readonly mode: Mode
  readonly foreground: ColourToken
  readonly background: ColourToken
  readonly foregroundHex: Hex
  readonly backgroundHex: Hex
  readonly ratio: number
  /** What WCAG 2.2 AA asks: 4.5 for text, 3 for the edge of a control. */
  readonly needed: 4.5 | 3
  readonly pass: boolean
}

const plainGrounds = ["canvas", "surface", "surface-raised", "surface-sunken"] as const
const softGrounds = ["accent-soft", "danger-soft", "warning-soft", "success-soft", "info-soft"] as const
const families = ["accent", ...tones] as const

/** Every pair that the components put on screen. The brand editor shows it before saving. */
export const contrastPairs: readonly (readonly [ColourToken, ColourToken, 4.5 | 3])[] = [
  ...(["text", "text-muted", "text-subtle"] as const).flatMap((text) =>
    [...plainGrounds, ...softGrounds].map((ground) => [text, ground, 4.5] as const)),
  ...families.flatMap((family) => [
    [`${family}-contrast`, family, 4.5] as const,
    [`${family}-contrast`, `${family}-hover`, 4.5] as const,
    ...[...plainGrounds, `${family}-soft` as const].map((ground) => [`${family}-text`, ground, 4.5] as const),
    ...plainGrounds.flatMap((ground) => [[family, ground, 3] as const, [`${family}-hover`, ground, 3] as const]),
  ]),
  ...(["border-strong", "focus", "chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6"] as const).flatMap((line) =>
    plainGrounds.map((ground) => [line, ground, 3] as const)),
]

export function contrastReport(look: BrandLook, wish: ContrastWish = "normal"): ContrastPair[] {
  const theme = themeOf(look, wish)
  return (["light", "dark"] as const).flatMap((mode) =>
    contrastPairs.map(([foreground, background, needed]) => {
      const [foregroundHex, backgroundHex] = [theme[mode][foreground], theme[mode][background]]
      const ratio = contrast(foregroundHex, backgroundHex)
      return { mode, foreground, background, foregroundHex, backgroundHex, ratio: Math.floor(ratio * 100) / 100, needed, pass: ratio >= needed }
    }))
}

/** Which of the chosen colours had to be moved to stay legible, so that the editor can say so honestly. */
export function adjustments(look: BrandLook): { mode: Mode; token: "accent" | "canvas"; chosen: Hex; used: Hex }[] {
  const { accent, canvas } = checkLook(look)
  const theme = themeOf(look)
  const chosen = [["light", "accent", accent], ["dark", "accent", accent], ["light", "canvas", canvas]] as const
  return chosen
    .map(([mode, token, hex]) => ({ mode, token, chosen: hex.toLowerCase() as Hex, used: theme[mode][token] }))
    .filter((change) => change.chosen !== change.used)
}
