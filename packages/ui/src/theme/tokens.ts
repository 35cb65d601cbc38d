import { clamp, contrast, hexOf, oklchOf, reach, type Hex, type Oklch } from "../color.ts"
import { checkLook, type BrandFont, type BrandLook } from "./look.ts"

export const tones = ["danger", "warning", "success", "info"] as const
export type ToneToken = (typeof tones)[number]

export type ColourToken =
  | "canvas" | "surface" | "surface-raised" | "surface-sunken"
  | "text" | "text-muted" | "text-subtle" | "border" | "border-strong"
  | "accent" | "accent-hover" | "accent-contrast" | "accent-soft" | "accent-text" | "focus"
  | ToneToken | `${ToneToken}-hover` | `${ToneToken}-contrast` | `${ToneToken}-soft` | `${ToneToken}-text`
  | "chart-1" | "chart-2" | "chart-3" | "chart-4" | "chart-5" | "chart-6"

export type Colours = Readonly<Record<ColourToken, Hex>>
export type Tokens = Colours & Readonly<Record<"overlay" | "shadow" | "shadow-overlay" | "radius" | "font", string>>

export type Mode = "light" | "dark"
/** What `prefers-contrast: more` asks for. */
export type ContrastWish = "normal" | "more"

export function themeOf(look: BrandLook, wish: ContrastWish = "normal"): { light: Tokens; dark: Tokens } {
  return { light: tokensOf(look, "light", wish), dark: tokensOf(look, "dark", wish) }
}

const fontStacks: Record<BrandFont, string> = {
  inter: `"Inter Variable", ui-sans-serif, system-ui, sans-serif`,
  "source-sans-3": `"Source Sans 3 Variable", ui-sans-serif, system-ui, sans-serif`,
  manrope: `"Manrope Variable", ui-sans-serif, system-ui, sans-serif`,
  system: `ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`,
}

type Needs = { text: number; muted: number; subtle: number; line: number; ui: number; coloured: number }
// A little above AA's 4.5 and 3, so that a rounded or blended pixel still passes.
const needs: Record<ContrastWish, Needs> = {
  normal: { text: 10, muted: 5.6, subtle: 4.6, line: 1.22, ui: 3.05, coloured: 4.6 },
  more: { text: 13, muted: 8, subtle: 7.1, line: 3.05, ui: 4.6, coloured: 7.1 },
}

const toneBase: Record<ToneToken, Oklch> = {
  danger: { l: 0.55, c: 0.2, h: 27 },
  warning: { l: 0.62, c: 0.14, h: 70 },
  success: { l: 0.55, c: 0.14, h: 152 },
  info: { l: 0.55, c: 0.14, h: 240 },
}

function tokensOf(input: BrandLook, mode: Mode, wish: ContrastWish): Tokens {
  const look = checkLook(input)
  const need = needs[wish]
  const towards = mode === "light" ? "black" : "white"
  const accent = oklchOf(look.accent)
  const grounds = groundsOf(look.canvas, mode)
  const plain = Object.values(grounds)
  const softs = softsOf(accent, mode)
  const all = [...plain, ...Object.values(softs)]
  const ink = inkOf(look.ink, mode)

  const tone = (name: ToneToken) => fill(name, toneBase[name], plain, softs[name], need, mode)
  const colours: Colours = {
    ...grounds,
    text: reach(ink, all, need.text, towards),
    "text-muted": reach(faded(ink, mode, 0.5), all, need.muted, towards),
    "text-subtle": reach(faded(ink, mode, 0.6), all, need.subtle, towards),
    border: reach({ ...faded(ink, mode, 0.88), c: Math.min(ink.c, 0.012) }, plain, need.line, towards),
    "border-strong": reach({ ...faded(ink, mode, 0.7), c: Math.min(ink.c, 0.02) }, plain, need.ui, towards),
    ...fill("accent", accent, plain, softs.accent, need, mode),
    focus: reach({ ...accent, c: Math.max(accent.c, 0.08) }, [...plain, softs.accent], need.ui, towards),
    ...tone("danger"), ...tone("warning"), ...tone("success"), ...tone("info"),
    ...chartOf(accent, plain, need, towards),
  }
  return { ...colours, ...shadesOf(mode), radius: `${look.radius}px`, font: fontStacks[look.font] }
}

type Ground = "canvas" | "surface" | "surface-raised" | "surface-sunken"

/** A canvas keeps its hue, but stays pale by day and deep by night: text must have somewhere to stand. */
function groundsOf(canvas: Hex, mode: Mode): Record<Ground, Hex> {
  const { l, c, h } = oklchOf(canvas)
  if (mode === "dark") {
    const at = (lightness: number) => hexOf({ l: lightness, c: Math.min(c, 0.016), h })
    return { canvas: at(0.17), surface: at(0.205), "surface-raised": at(0.245), "surface-sunken": at(0.15) }
  }
  const base = clamp(l, 0.945, 1)
  const tint = Math.min(c, 0.025)
  return {
    canvas: hexOf({ l: base, c: tint, h }),
    surface: hexOf({ l: Math.max(base, 0.995), c: tint * 0.2, h }),
    "surface-raised": "#ffffff",
    "surface-sunken": hexOf({ l: base - 0.022, c: tint, h }),
  }
}

function softsOf(accent: Oklch, mode: Mode): Record<"accent" | ToneToken, Hex> {
  const soft = ({ c, h }: Oklch) =>
    hexOf(mode === "light" ? { l: 0.957, c: Math.min(c, 0.03), h } : { l: 0.28, c: Math.min(c, 0.05), h })
  const { danger, warning, success, info } = toneBase
  return { accent: soft(accent), danger: soft(danger), warning: soft(warning), success: soft(success), info: soft(info) }
}

function inkOf(ink: Hex, mode: Mode): Oklch {
  const { l, c, h } = oklchOf(ink)
  return mode === "light" ? { l: Math.min(l, 0.4), c: Math.min(c, 0.08), h } : { l: 0.93, c: Math.min(c, 0.015), h }
}

/** Ink mixed towards the ground: `share` 0 is ink, 1 is ground. `reach` then brings back what is too faint. */
function faded(ink: Oklch, mode: Mode, share: number): Oklch {
  const ground = mode === "light" ? 1 : 0.15
  return { l: ink.l + (ground - ink.l) * share, c: Math.min(ink.c, 0.03), h: ink.h }
}

type Filled<Name extends string> = Record<Name | `${Name}-hover` | `${Name}-contrast` | `${Name}-soft` | `${Name}-text`, Hex>

function fill<Name extends string>(name: Name, base: Oklch, plain: readonly Hex[], soft: Hex, need: Needs, mode: Mode) {
  const towards = mode === "light" ? "black" : "white"
  const solid = reach(base, plain, need.ui, towards)
  const label = labelOn(solid)
  return {
    [name]: solid,
    [`${name}-hover`]: hoverOf(solid, label, plain, need),
    [`${name}-contrast`]: label,
    [`${name}-soft`]: soft,
    [`${name}-text`]: reach(base, [...plain, soft], need.coloured, towards),
  } as Filled<Name>
}

/** White or black: one of the two always reaches 4.5 on any colour there is. White wins where both do. */
function labelOn(solid: Hex): Hex {
  if (contrast(solid, "#ffffff") >= 4.5) return "#ffffff"
  return contrast(solid, "#111111") >= 4.5 ? "#111111" : "#000000"
}

/** A small step that still carries the label and stands out from the page; no step when there is none. */
function hoverOf(solid: Hex, label: Hex, plain: readonly Hex[], need: Needs): Hex {
  const from = oklchOf(solid)
  const away = label === "#ffffff" ? -1 : 1
  for (const step of [0.05 * away, 0.03 * away, -0.05 * away, -0.03 * away]) {
    const hex = hexOf({ ...from, l: from.l + step })
    if (hex !== solid && contrast(hex, label) >= 4.5 && plain.every((ground) => contrast(hex, ground) >= need.ui)) return hex
  }
  return solid
}

function chartOf(accent: Oklch, plain: readonly Hex[], need: Needs, towards: "black" | "white") {
  const base: Oklch = { l: towards === "black" ? 0.6 : 0.72, c: clamp(accent.c, 0.09, 0.15), h: accent.h }
  const at = (turn: number, shift = 0) => reach({ ...base, l: base.l + shift, h: (base.h + turn) % 360 }, plain, need.ui, towards)
  return {
    "chart-1": at(0), "chart-2": at(150, 0.02), "chart-3": at(60, -0.06),
    "chart-4": at(210, -0.1), "chart-5": at(285, 0.02), "chart-6": at(105, -0.14),
  }
}

function shadesOf(mode: Mode) {
  return mode === "light"
    ? { overlay: "rgb(10 14 20 / 0.42)", shadow: "0 1px 2px rgb(10 14 20 / 0.06)", "shadow-overlay": "0 2px 6px rgb(10 14 20 / 0.08), 0 12px 32px rgb(10 14 20 / 0.16)" }
    : { overlay: "rgb(0 0 0 / 0.6)", shadow: "0 1px 2px rgb(0 0 0 / 0.4)", "shadow-overlay": "0 2px 6px rgb(0 0 0 / 0.4), 0 12px 32px rgb(0 0 0 / 0.5)" }
}
