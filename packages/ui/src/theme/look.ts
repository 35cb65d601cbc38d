import { isHex, type Hex } from "../color.ts"

export const brandFonts = ["inter", "source-sans-3", "manrope", "system"] as const
export type BrandFont = (typeof brandFonts)[number]

export type BrandLook = {
  readonly accent: string
  readonly ink: string
  readonly canvas: string
  /** Corner radius in pixels, 0 to 16. */
  readonly radius: number
  readonly font: BrandFont
}

export type Brand = BrandLook & {
  /** Addresses of rasterised images that the platform serves itself; they never enter the CSS. */
  readonly logo?: string | undefined
  readonly mark?: string | undefined
  readonly names: {
    readonly display: string
    readonly legal?: string | undefined
    readonly address?: string | undefined
    readonly supportEmail?: string | undefined
    readonly supportPhone?: string | undefined
  }
}

export const defaultLook: BrandLook = { accent: "#2b59c3", ink: "#14181f", canvas: "#f7f8fa", radius: 6, font: "inter" }

export class BrandInvalid extends Error {
  readonly field: keyof BrandLook | "selector"
  constructor(field: keyof BrandLook | "selector") {
    super(`The brand's ${field} is not valid`)
    this.name = "BrandInvalid"
    this.field = field
  }
}

/** Refuses everything that is not a plain colour, number or known font: nothing a tenant types reaches the CSS. */
export function checkLook(look: BrandLook): BrandLook & { accent: Hex; ink: Hex; canvas: Hex } {
  const { accent, ink, canvas, radius, font } = look
  if (!isHex(accent)) throw new BrandInvalid("accent")
  if (!isHex(ink)) throw new BrandInvalid("ink")
  if (!isHex(canvas)) throw new BrandInvalid("canvas")
  if (typeof radius !== "number" || !(radius >= 0 && radius <= 16)) throw new BrandInvalid("radius")
  if (!brandFonts.includes(font)) throw new BrandInvalid("font")
  return { accent, ink, canvas, radius, font }
}
