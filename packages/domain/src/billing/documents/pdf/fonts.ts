import { createRequire } from "node:module"
import { Font } from "@react-pdf/renderer"
import type { DocumentBrand } from "../parts.ts"

const FONTS = ["inter", "source-sans-3", "manrope"] as const
const SCRIPTS = ["latin", "latin-ext", "cyrillic", "greek"] as const
const WEIGHTS = [400, 600] as const

/** A word longer than this is a part number or an address: it may be broken anywhere rather than run out of its column. */
const LONGEST_WORD = 30

const require = createRequire(import.meta.url)
let registered = false

/** Tells the renderer where the fonts' files lie; they are embedded, as far as their letters are used. Once a process. */
export function registerFonts(): void {
  if (registered) return
  registered = true
  for (const font of FONTS) {
    for (const script of SCRIPTS) {
      Font.register({
        family: `${font} ${script}`,
        fonts: WEIGHTS.map((fontWeight) => ({ src: require.resolve(`@fontsource/${font}/files/${font}-${script}-${fontWeight}-normal.woff`), fontWeight })),
      })
    }
  }
  Font.registerHyphenationCallback(unbroken)
}

/** The brand's font, script by script: the files are split so, and a customer's name may need several. */
export function fontFamily(brand: DocumentBrand): string[] {
  const font = brand.font === "system" ? "inter" : brand.font
  return SCRIPTS.map((script) => `${font} ${script}`)
}

/** The renderer would break words as American English does; names of goods and people stay whole instead. */
function unbroken(word: string): string[] {
  if (word.length <= LONGEST_WORD) return [word]
  return word.match(/.{1,6}/gsu) ?? [word]
}
