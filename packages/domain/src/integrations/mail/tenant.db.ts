import type { Work } from "@entrepot/db"
import { sql } from "kysely"
import type { MailBrand } from "./render.ts"
import type { MailLocale } from "./texts.ts"

/** What a mail needs to know of its tenant. `host` is the verified primary one, or undefined: then no mail has a link to give. */
export type MailTenant = {
  readonly name: string
  readonly locale: MailLocale
  readonly zone: string
  readonly host: string | null
  readonly from: string
  readonly brand: MailBrand
}

type Row = { name: string; legal_name: string; locale: MailLocale; zone: string; mail_from: string; brand: Record<string, unknown>; host: string | null }

/** One statement. Every address in a mail comes from here, never from a request's headers. */
export async function getMailTenant(work: Work): Promise<MailTenant> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Row>`
    select t.name, t.legal_name, t.locale, t.zone, t.mail_from, t.brand,
           (select h.host from tenancy.host h where h.network_id = t.network_id and h.tenant_id = t.tenant_id and h.verified_at is not null
             order by h.is_primary desc, h.created_at limit 1) as host
      from tenancy.tenant t where t.network_id = ${networkId} and t.tenant_id = ${tenantId}`.execute(work.db)
  const row = rows[0]
  if (!row) throw new Error(`There is no tenant ${tenantId} in network ${networkId}.`)
  return { name: row.name, locale: row.locale, zone: row.zone, host: row.host, from: row.mail_from, brand: brandOf(row) }
}

/** The distributor as a sender, for mails to its own staff: they lead to the console, and come from its host. One statement. */
export async function getMailNetwork(work: Work, origin: string): Promise<MailTenant> {
  const { rows } = await sql<{ name: string; locale: MailLocale; zone: string }>`select name, locale, zone from tenancy.network where network_id = ${work.scope.networkId}`.execute(work.db)
  const row = rows[0]
  if (!row) throw new Error(`There is no network ${work.scope.networkId}.`)
  const host = new URL(origin).hostname
  return { ...row, host, from: `console@${host}`, brand: { name: row.name, legalName: row.name, address: "", supportEmail: "", supportPhone: "", accent: "", radius: 6 } }
}

function brandOf({ name, legal_name, brand }: Row): MailBrand {
  const names = (brand["names"] ?? {}) as Record<string, unknown>
  const text = (value: unknown, otherwise = "") => (typeof value === "string" && value !== "" ? value : otherwise)
  return {
    name: text(names["display"], name), legalName: text(names["legal"], legal_name), address: text(names["address"]),
    supportEmail: text(names["supportEmail"]), supportPhone: text(names["supportPhone"]),
    accent: text(brand["accent"]), radius: typeof brand["radius"] === "number" ? brand["radius"] : 6,
  }
}
