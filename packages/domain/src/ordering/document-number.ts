import { sql } from "kysely"
import type { Work } from "@entrepot/db"

/**
 * Takes the next numbers of one of a tenant's series, with its prefix. They come and go with the transaction, so there are no gaps;
 * the series is locked until its end, so take them last. A tenant without the series is a defect of its template.
 */
export async function takeNumbers(work: Work, { kind, count }: { readonly kind: "shipment" | "subscription"; readonly count: number }): Promise<string[]> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<{ prefix: string; first: bigint }>`
    update ordering.document_number set next = next + ${count}::integer where network_id = ${networkId} and tenant_id = ${tenantId} and kind = ${kind} returning prefix, next - ${count}::integer as first`.execute(work.db)
  const series = rows[0]
  if (!series) throw new Error(`Tenant ${tenantId} of network ${networkId} has no numbers for a ${kind}.`)
  return Array.from({ length: count }, (_, i) => `${series.prefix}${series.first + BigInt(i)}`)
}
