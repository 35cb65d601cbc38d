import { planInWords, type PlanOffer } from "../subscriptions/contract.ts"
import type { BrandOverrides, ReleaseBody, StampParams } from "./schemas.ts"

/** Something in the request that the template does not allow; `field` names the input on the screen. */
export type PlanProblem = { readonly code: "provisioning.field_is_locked" | "provisioning.field_is_out_of_bounds" | "provisioning.role_is_unknown" | "provisioning.group_is_unknown" | "provisioning.invitation_is_twice" | "provisioning.administrator_missing"; readonly field: string; readonly allowed?: readonly string[] }

/** Everything that a tenant will be, field by field and row by row. What is planned is what is written. */
export type TenantPlan = {
  readonly code: string
  readonly name: string
  readonly legalName: string
  readonly kind: ReleaseBody["kind"]
  readonly host: string
  readonly locale: "en" | "de" | "fr"
  readonly currency: string
  readonly zone: string
  readonly country: string
  readonly taxId: string | null
  readonly mailFrom: string
  readonly brand: Required<BrandOverrides>
  /** What comes along to be drawn anew and kept; the brand points to it by its hash once that is done. */
  readonly pictures: readonly ("logo" | "mark")[]
  readonly settings: ReleaseBody["settings"]["value"]
  readonly roles: ReleaseBody["roles"]["value"]
  readonly accountGroups: ReleaseBody["accountGroups"]["value"]
  readonly account: { readonly number: string; readonly name: string; readonly group: string; readonly taxId: string | null; readonly creditLimit: string | null }
  readonly address: (NonNullable<StampParams["account"]["address"]> & { readonly country: string }) | null
  readonly documentNumbers: readonly { readonly kind: "order" | "shipment" | "subscription"; readonly prefix: string }[]
  readonly segments: ReleaseBody["segments"]["value"]
  readonly priceRules: ReleaseBody["priceRules"]["value"]
  readonly taxRates: ReleaseBody["taxRates"]["value"]
  readonly approvalPolicies: ReleaseBody["approvalPolicies"]["value"]
  readonly plans: readonly PlanOffer[]
  readonly invitations: readonly { readonly email: string; readonly name: string; readonly role: string; readonly locale: "en" | "de" | "fr" }[]
}

export type StampPlan = { readonly tenant: TenantPlan; readonly problems: readonly PlanProblem[] }

/**
 * Lays a request over a release. Pure, so that the wizard shows exactly what the worker will write; `problems` is empty when it
 * may be stamped.
 */
export function planStamp(release: ReleaseBody, params: StampParams): StampPlan {
  const problems: PlanProblem[] = []
  const choose = chooser(problems)
  const locale = choose("locale", release.locale, params.locale)
  const country = choose("country", release.country, params.country)
  const names = { ...choose("brand.names", release.brand.names, params.brand.names), display: params.brand.names?.display || params.name, legal: params.brand.names?.legal || params.legalName }
  const brand = {
    accent: choose("brand.accent", release.brand.accent, params.brand.accent), ink: choose("brand.ink", release.brand.ink, params.brand.ink),
    canvas: choose("brand.canvas", release.brand.canvas, params.brand.canvas), radius: choose("brand.radius", release.brand.radius, params.brand.radius),
    font: choose("brand.font", release.brand.font, params.brand.font), logo: choose("brand.logo", release.brand.logo, params.brand.logo),
    mark: choose("brand.mark", release.brand.mark, params.brand.mark), names,
  }
  const { address, ...account } = params.account
  const tenant: TenantPlan = {
    code: params.code, name: params.name, legalName: params.legalName, kind: release.kind, host: params.host, locale, country, brand,
    currency: choose("currency", release.currency, params.currency), zone: choose("zone", release.zone, params.zone),
    taxId: params.taxId ?? null, mailFrom: params.mailFrom ?? `orders@${mailDomain(params.host)}`,
    pictures: picturesOf(release, params, problems), settings: release.settings.value, roles: release.roles.value, accountGroups: release.accountGroups.value,
    account: { number: account.number, name: account.name ?? params.name, group: release.accountGroups.value[0]?.code ?? "standard", taxId: account.taxId ?? params.taxId ?? null, creditLimit: account.creditLimit },
    address: address ? { ...address, country: address.country ?? country } : null,
    documentNumbers: documentNumbers(release, params), segments: release.segments.value, priceRules: release.priceRules.value,
    taxRates: release.taxRates.value.filter((rate) => rate.country === country), approvalPolicies: release.approvalPolicies.value,
    plans: release.plans.value.map((plan) => planInWords(plan, locale)),
    invitations: params.invitations.map((invitation) => ({ ...invitation, role: invitation.role ?? release.administratorRole, locale: invitation.locale ?? locale })),
  }
  return { tenant, problems: [...problems, ...problemsOf(tenant, release)] }
}

type Field<T> = { mode: "locked"; value: T } | { mode: "bounded"; value: T; allowed: T[] } | { mode: "free"; value: T }

function chooser(problems: PlanProblem[]) {
  return <T>(name: string, field: Field<T>, wanted: T | undefined): T => {
    if (wanted === undefined || same(wanted, field.value)) return field.value
    if (field.mode === "free") return wanted
    if (field.mode === "bounded" && field.allowed.some((allowed) => same(allowed, wanted))) return wanted
    problems.push(field.mode === "locked" ? { code: "provisioning.field_is_locked", field: name } : { code: "provisioning.field_is_out_of_bounds", field: name, allowed: field.allowed.map(String) })
    return field.value
  }
}

/** A template that holds its logo fast takes no other. */
function picturesOf(release: ReleaseBody, { pictures = {} }: StampParams, problems: PlanProblem[]): ("logo" | "mark")[] {
  const given = (["logo", "mark"] as const).filter((kind) => pictures[kind] !== undefined)
  for (const kind of given) if (release.brand[kind].mode !== "free") problems.push({ code: "provisioning.field_is_locked", field: `brand.${kind}` })
  return given
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

function problemsOf(tenant: TenantPlan, release: ReleaseBody): PlanProblem[] {
  const roles = new Set(tenant.roles.map((role) => role.code))
  const groups = new Set(["", ...tenant.accountGroups.map((group) => group.code)])
  const problems: PlanProblem[] = []
  tenant.invitations.forEach(({ role, email }, at) => {
    if (!roles.has(role)) problems.push({ code: "provisioning.role_is_unknown", field: `invitations.${at}.role`, allowed: [...roles] })
    if (tenant.invitations.findIndex((other) => other.email === email) !== at) problems.push({ code: "provisioning.invitation_is_twice", field: `invitations.${at}.email` })
  })
  if (!tenant.invitations.some(({ role }) => role === release.administratorRole)) problems.push({ code: "provisioning.administrator_missing", field: "invitations" })
  for (const [set, rules] of [["segments", tenant.segments], ["priceRules", tenant.priceRules]] as const) {
    rules.forEach((rule, at) => {
      if (!groups.has(rule.accountGroup)) problems.push({ code: "provisioning.group_is_unknown", field: `${set}.${at}.accountGroup`, allowed: [...groups] })
    })
  }
  return problems
}

/** A host on one machine has no mail domain of its own; nobody can answer to it anyway. */
function mailDomain(host: string): string {
  const name = host.replace(/:\d+$/, "")
  return name.includes(".") ? name : `${name}.localhost`
}

function documentNumbers(release: ReleaseBody, params: StampParams): TenantPlan["documentNumbers"] {
  const prefix = params.prefix ?? prefixOf(params.code)
  return (["order", "shipment", "subscription"] as const).map((kind) => ({ kind, prefix: release.documentPrefixes.value[kind].replace("{prefix}", prefix) }))
}

/** blue-peak-supply is BPS, zahnwerk is ZAH. */
function prefixOf(code: string): string {
  const parts = code.split("-").filter(Boolean)
  return (parts.length > 1 ? parts.map((part) => part[0]).join("") : code.slice(0, 3)).slice(0, 5).toUpperCase()
}

export type PlanItem = { readonly kind: "tenant" | "host" | "brand_asset" | "role" | "account_group" | "account" | "address" | "credit_line" | "document_number" | "segment_rule" | "price_rule" | "tax_rate" | "approval_policy" | "plan" | "invitation"; readonly name: string; readonly detail: string }

/** The exact list of what will be created, one item a row of the database; an invitation is a mail as well. */
export function itemsOf(tenant: TenantPlan): PlanItem[] {
  const target = (rule: { target: string; categoryPath?: string | undefined; brand?: string | undefined }) => rule.categoryPath ?? rule.brand ?? rule.target
  return [
    { kind: "tenant", name: tenant.name, detail: `${tenant.kind} · ${tenant.locale} · ${tenant.currency} · ${tenant.zone}` },
    { kind: "host", name: tenant.host, detail: "" },
    ...tenant.pictures.map((kind) => ({ kind: "brand_asset" as const, name: kind, detail: "" })),
    ...tenant.roles.map((role) => ({ kind: "role" as const, name: role.names[tenant.locale], detail: role.code })),
    ...tenant.accountGroups.map((group) => ({ kind: "account_group" as const, name: group.name, detail: group.code })),
    { kind: "account", name: tenant.account.name, detail: tenant.account.number },
    ...(tenant.address ? [{ kind: "address" as const, name: tenant.address.line1, detail: `${tenant.address.postalCode} ${tenant.address.city}` }] : []),
    { kind: "credit_line", name: tenant.account.name, detail: tenant.account.creditLimit === null ? "" : `${tenant.account.creditLimit} ${tenant.currency}` },
    ...tenant.documentNumbers.map(({ kind, prefix }) => ({ kind: "document_number" as const, name: kind, detail: prefix })),
    ...tenant.segments.map((rule) => ({ kind: "segment_rule" as const, name: rule.effect, detail: target(rule) })),
    ...tenant.priceRules.map((rule) => ({ kind: "price_rule" as const, name: rule.name, detail: `${rule.side} · ${rule.percent} % · ${target(rule)}` })),
    ...tenant.taxRates.map((rate) => ({ kind: "tax_rate" as const, name: rate.label, detail: `${[rate.country, rate.region].filter(Boolean).join("-")} · ${rate.taxCategory} · ${rate.percent} %` })),
    ...tenant.approvalPolicies.map((policy) => ({ kind: "approval_policy" as const, name: policy.name, detail: policy.condition })),
    ...tenant.plans.map(({ code, draft }) => ({ kind: "plan" as const, name: draft.name, detail: code })),
    ...tenant.invitations.map((invitation) => ({ kind: "invitation" as const, name: invitation.name, detail: `${invitation.email} · ${invitation.role}` })),
  ]
}
