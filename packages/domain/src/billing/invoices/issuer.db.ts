import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { PartyAddress } from "../contract.ts"
import type { RemitTo } from "../contract.ts"
import { NO_ACCOUNT } from "../payments/remit-to.ts"
import type { Terms } from "./terms.ts"

/** Everything about seller and buyer that a document says, as it is now; the document keeps it. */
export type Issuer = {
  readonly locale: "en" | "de" | "fr"; readonly zone: string; readonly currency: string; readonly brand: Record<string, unknown>
  readonly seller: { readonly name: string; readonly legalName: string; readonly taxId: string | null; readonly email: string; readonly country: string; readonly address: PartyAddress }
  readonly buyer: { readonly accountId: string; readonly number: string; readonly name: string; readonly kind: "house" | "customer"; readonly taxId: string | null; readonly taxExempt: boolean; readonly prepaid: boolean; readonly address: PartyAddress | null }
  readonly terms: Terms & { readonly origin: "account" | "tenant" }
  readonly taxRounding: "per_line" | "per_invoice"; readonly invoicePrefix: string; readonly creditPrefix: string; readonly remitTo: RemitTo; readonly creditThresholdMinor: bigint | null; readonly writeOffThresholdMinor: bigint | null; readonly profileVersion: number
}

type Row = Omit<Issuer, "seller" | "terms" | "remitTo"> & {
  readonly sellerName: string; readonly legalName: string; readonly sellerTaxId: string | null; readonly mailFrom: string; readonly country: string; readonly sellerAddress: Partial<PartyAddress>
  readonly netDays: number; readonly discountPercent: string; readonly discountDays: number; readonly ownTerms: boolean; readonly remitTo: Partial<RemitTo>
}

/** One statement. Undefined when there is no such account inside the work's walls. */
export async function findIssuer(work: Work, accountId: string): Promise<Issuer | undefined> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Row>`
    select t.locale, t.zone, t.currency, t.brand, t.name as "sellerName", t.legal_name as "legalName", t.tax_id as "sellerTaxId", t.mail_from as "mailFrom", t.country, t.address as "sellerAddress",
           json_build_object('accountId', a.account_id, 'number', a.number, 'name', a.name, 'kind', a.kind, 'taxId', a.tax_id, 'taxExempt', a.tax_exempt, 'prepaid', a.prepaid, 'address',
             (select json_build_object('recipient', d.recipient, 'line1', d.line1, 'line2', d.line2, 'postalCode', d.postal_code, 'city', d.city, 'region', d.region, 'country', d.country)
                from tenancy.address d where d.network_id = a.network_id and d.tenant_id = a.tenant_id and d.account_id = a.account_id and d.archived_at is null order by d.is_default desc, d.created_at limit 1)) as buyer,
           coalesce(at.net_days, p.net_days, 30) as "netDays", trim_scale(coalesce(at.discount_percent, p.discount_percent, 0))::text as "discountPercent", coalesce(at.discount_days, p.discount_days, 0) as "discountDays",
           at.account_id is not null as "ownTerms", t.tax_rounding as "taxRounding", coalesce(p.invoice_prefix, 'INV-') as "invoicePrefix", coalesce(p.credit_prefix, 'CN-') as "creditPrefix",
           coalesce(p.remit_to, '{}') as "remitTo", case when p.tenant_id is null then 0 else p.credit_threshold_minor end as "creditThresholdMinor", p.write_off_threshold_minor as "writeOffThresholdMinor", coalesce(p.version, 0) as "profileVersion"
      from tenancy.account a
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (a.network_id, a.tenant_id)
      left join billing.profile p on (p.network_id, p.tenant_id) = (a.network_id, a.tenant_id)
      left join billing.account_terms at on (at.network_id, at.tenant_id, at.account_id) = (a.network_id, a.tenant_id, a.account_id)
     where a.network_id = ${networkId} and a.tenant_id = ${tenantId} and a.account_id = ${accountId}`.execute(work.db)
  return rows[0] && issuerOf(rows[0])
}

function issuerOf({ sellerName, legalName, sellerTaxId, mailFrom, country, sellerAddress, netDays, discountPercent, discountDays, ownTerms, remitTo, ...rest }: Row): Issuer {
  const address: PartyAddress = { recipient: legalName, line1: "", line2: "", postalCode: "", city: "", region: "", ...sellerAddress, country: sellerAddress.country ?? country }
  return {
    ...rest, seller: { name: sellerName, legalName, taxId: sellerTaxId, email: mailFrom, country, address },
    terms: { netDays, discountPercent, discountDays, origin: ownTerms ? "account" : "tenant" }, remitTo: { ...NO_ACCOUNT, holder: legalName, ...remitTo },
  }
}
