import { BrandInvalid, type BrandLook } from "./look.ts"
import { themeOf, type ContrastWish, type Mode, type Tokens } from "./tokens.ts"

/** `{ "--accent": "#…" }`, for a preview that wears a brand inside a page of another one. */
export function themeProperties(tokens: Tokens): Record<`--${string}`, string> {
  return Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--${name}`, value]))
}

const SELECTOR = /^(:root|[.#][A-Za-z][\w-]*|\[data-[a-z-]+(="[\w-]+")?\])$/

/** The brand as a style sheet: light, dark by choice or by system, and both again for `prefers-contrast: more`. */
export function themeCss(look: BrandLook, selector = ":root"): string {
  if (!SELECTOR.test(selector)) throw new BrandInvalid("selector")
  const sheet = (wish: ContrastWish) => {
    const { light, dark } = themeOf(look, wish)
    return [
      block(selector, "light", light),
      `@media (prefers-color-scheme: dark){${block(`${selector}:not([data-theme="light"])`, "dark", dark)}}`,
      block(`${selector}[data-theme="dark"]`, "dark", dark),
    ].join("\n")
  }
  return `${sheet("normal")}\n@media (prefers-contrast: more){\n${sheet("more")}\n}\n`
}

function block(selector: string, scheme: Mode, tokens: Tokens): string {
  const lines = Object.entries(tokens).map(([name, value]) => `--${name}:${value}`)
  return `${selector}{color-scheme:${scheme};${lines.join(";")}}`
}
