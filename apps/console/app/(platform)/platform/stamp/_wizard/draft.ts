import { StampParams, type ReleaseBody } from "@entrepot/domain/provisioning/contract"

export type Invitation = { email: string; name: string; role: string; locale: string }

/** What has been typed, as it was typed: nothing is lost between the steps. */
export type Draft = {
  networkId: number
  templateCode: string
  name: string
  legalName: string
  code: string
  host: string
  taxId: string
  mailFrom: string
  prefix: string
  accent: string
  ink: string
  canvas: string
  radius: number
  font: string
  /** As data addresses, so that the preview shows them at once. */
  pictures: { logo: string; mark: string }
  names: { address: string; supportEmail: string; supportPhone: string }
  locale: string
  currency: string
  zone: string
  country: string
  account: { number: string; name: string; creditLimit: string }
  address: { line1: string; line2: string; city: string; region: string; postalCode: string }
  invitations: Invitation[]
}

export const STEPS = ["template", "identity", "brand", "region", "people", "review"] as const
export type StepId = (typeof STEPS)[number]

export const noInvitation: Invitation = { email: "", name: "", role: "", locale: "" }

export function emptyDraft(networkId: number, templateCode: string): Draft {
  return {
    networkId, templateCode, name: "", legalName: "", code: "", host: "", taxId: "", mailFrom: "", prefix: "",
    accent: "", ink: "", canvas: "", radius: 6, font: "", pictures: { logo: "", mark: "" }, names: { address: "", supportEmail: "", supportPhone: "" },
    locale: "", currency: "", zone: "", country: "",
    account: { number: "H-1", name: "", creditLimit: "" }, address: { line1: "", line2: "", city: "", region: "", postalCode: "" }, invitations: [noInvitation],
  }
}

/** A template's proposals take the place of what another template proposed. */
export function withRelease(draft: Draft, release: ReleaseBody): Draft {
  const { brand } = release
  return {
    ...draft, accent: brand.accent.value, ink: brand.ink.value, canvas: brand.canvas.value, radius: brand.radius.value, font: brand.font.value,
    locale: release.locale.value, currency: release.currency.value, zone: release.zone.value, country: release.country.value,
    invitations: draft.invitations.map((invitation) => ({ ...invitation, role: "" })),
  }
}

/** "Zahnwerk Süd GmbH" becomes zahnwerk-sued: what stands in addresses and numbers. */
export function codeOf(name: string): string {
  const plain = name.toLowerCase().replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue").replaceAll("ß", "ss").normalize("NFKD").replaceAll(/[\u0300-\u036F]/g, "")
  return plain.replaceAll(/\b(gmbh|inc|llc|ltd|sa|sas|sarl|ag|kg)\b/g, "").replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "").slice(0, 40)
}

const given = (text: string): string | undefined => text.trim() || undefined
const without = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T

/** The draft as the request says it: what was left open is left out, so that the template decides. */
export function paramsOf(draft: Draft): unknown {
  const { account, address, names } = draft
  const named = without({ address: given(names.address), supportEmail: given(names.supportEmail), supportPhone: given(names.supportPhone) })
  const addressGiven = Object.values(address).some((part) => part.trim())
  return without({
    code: draft.code.trim(), name: draft.name, legalName: draft.legalName, host: draft.host,
    locale: given(draft.locale), currency: given(draft.currency), zone: given(draft.zone), country: given(draft.country),
    taxId: given(draft.taxId), mailFrom: given(draft.mailFrom), prefix: given(draft.prefix),
    brand: without({
      accent: given(draft.accent), ink: given(draft.ink), canvas: given(draft.canvas), radius: draft.radius, font: given(draft.font),
      names: Object.keys(named).length > 0 ? named : undefined,
    }),
    pictures: pictured(draft),
    account: without({
      number: account.number, name: given(account.name), creditLimit: given(account.creditLimit) ?? null,
      address: addressGiven ? without({ ...address, line2: given(address.line2), region: given(address.region) }) : undefined,
    }),
    invitations: draft.invitations.map(({ email, name, role, locale }) => without({ email, name, role: given(role), locale: given(locale) })),
  })
}

/** What stands behind "base64," is the picture itself. */
function pictured({ pictures }: Draft): { logo?: string; mark?: string } | undefined {
  const bare = (address: string) => address.slice(address.indexOf(",") + 1) || undefined
  const given = without({ logo: bare(pictures.logo), mark: bare(pictures.mark) })
  return Object.keys(given).length > 0 ? (given as { logo?: string; mark?: string }) : undefined
}

export type Checked = { params: StampParams | undefined; fields: string[] }

/** Which fields do not say what they should, by their names in the request. */
export function check(draft: Draft): Checked {
  const read = StampParams.safeParse(paramsOf(draft))
  return read.success ? { params: read.data, fields: [] } : { params: undefined, fields: [...new Set(read.error.issues.map(({ path }) => path.join(".")))] }
}

const OWNERS: readonly (readonly [RegExp, StepId])[] = [
  [/^(code|name|legalName|host|taxId|mailFrom|prefix)$/, "identity"], [/^(brand|pictures)/, "brand"], [/^(locale|currency|zone|country)$/, "region"], [/^(account|invitations)/, "people"],
]

export function stepOf(field: string): StepId {
  return OWNERS.find(([pattern]) => pattern.test(field))?.[1] ?? "review"
}
