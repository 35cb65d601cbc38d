import { createHash } from "node:crypto"
import type { PortalTenant } from "@entrepot/api/trpc"
import { defaultLook, themeCss, themeOf, type BrandLook, type Tokens } from "@entrepot/ui/theme"

export type PortalBrand = {
  readonly name: string
  /** The style sheet, and the address under which this process serves it; that changes when the brand does. */
  readonly css: string
  readonly cssHref: string
  readonly tokens: Tokens
  readonly initials: string
  /** Addresses of pictures that this process serves. */
  readonly mark: string
  readonly logo: string | undefined
  readonly supportEmail: string | undefined
  readonly supportPhone: string | undefined
}

const made = new Map<string, PortalBrand>()
/** The hash of a picture that the tenant keeps with us; nothing else is shown as one. */
const PICTURE = /^[0-9a-f]{64}$/

/** The brand that a tenant's pages wear. Kept per tenant and version, so that no two tenants can share one. */
export function brandOf(tenant: PortalTenant): PortalBrand {
  const key = `${tenant.networkId}:${tenant.tenantId}:${tenant.version}:${JSON.stringify(tenant.brand)}`
  const known = made.get(key)
  if (known) return known
  if (made.size > 2_000) made.clear()
  const brand = build(tenant)
  made.set(key, brand)
  return brand
}

function build({ name, brand, version }: PortalTenant): PortalBrand {
  const { look, css, tokens } = drawn(lookOf(brand))
  const names = (brand["names"] ?? {}) as Record<string, unknown>
  const display = text(names["display"]) ?? name
  const mark = text(brand["mark"])
  const initials = mark && !PICTURE.test(mark) ? mark.slice(0, 3) : initialsOf(display)
  return {
    name: display, css, cssHref: `/brand/theme.${createHash("sha256").update(css).digest("base64url").slice(0, 16)}.css`, tokens, initials, logo: pictureOf(brand["logo"]),
    mark: pictureOf(mark) ?? `/brand/mark.svg?v=${version}-${look.accent.slice(1)}`,
    supportEmail: text(names["supportEmail"]), supportPhone: text(names["supportPhone"]),
  }
}

/** A look that does not hold is replaced by the plain one: a portal must open. */
function drawn(look: BrandLook) {
  try {
    return { look, css: themeCss(look), tokens: themeOf(look).light }
  } catch {
    return { look: defaultLook, css: themeCss(defaultLook), tokens: themeOf(defaultLook).light }
  }
}

function lookOf(brand: Record<string, unknown>): BrandLook {
  return Object.fromEntries(Object.entries(defaultLook).map(([key, plain]) => [key, brand[key] ?? plain])) as unknown as BrandLook
}

function pictureOf(value: unknown): string | undefined {
  return typeof value === "string" && PICTURE.test(value) ? `/brand/${value}.png` : undefined
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  return words.slice(0, 2).map((word) => [...word][0] ?? "").join("").toUpperCase()
}
