/**
 * A brand is eight inputs; every colour on a page is derived from them here, in OKLCH, so that WCAG 2.2 AA
 * holds whatever a partner chooses. Free of React: mail, PDF and the server's layouts import it alone.
 */
export { contrast, isHex, type Hex } from "./color.ts"
export { brandFonts, defaultLook, BrandInvalid, checkLook, type BrandFont, type BrandLook, type Brand } from "./theme/look.ts"
export { themeOf, type ToneToken, type ColourToken, type Colours, type Tokens, type Mode, type ContrastWish } from "./theme/tokens.ts"
export { themeProperties, themeCss } from "./theme/css.ts"
export { contrastPairs, contrastReport, adjustments, type ContrastPair } from "./theme/contrast-report.ts"
