import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { currency, money, toDecimalString, type Money } from "@entrepot/kernel"
import type { LevelNeeded, SubjectFacts } from "../../approvals/index.ts"
import type { Issuer } from "../invoices/issuer.db.ts"
import { documentWords } from "../invoices/words.ts"

/** What deciding on a credit note, or on what is written off, takes. */
export const DECIDES = "credit_note.approve"
type What = "creditNotes" | "writeOffs"

export const thresholdOf = (issuer: Issuer, what: What) => (what === "creditNotes" ? issuer.creditThresholdMinor : issuer.writeOffThresholdMinor)

/** Whoever may approve credit notes is asked; null threshold is never, 0 is always. An amount in another currency is not compared: it is always asked for. */
export async function levelFor(work: Work, issuer: Issuer, what: What, total: Money): Promise<LevelNeeded | undefined> {
  const threshold = thresholdOf(issuer, what)
  if (threshold === null || (total.currency === issuer.currency && total.amount <= BigInt(threshold))) return undefined
  const { rows } = await sql<{ code: string }>`
    select code from tenancy.role where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and reach = 'tenant' and ${DECIDES} = any (permissions) order by code limit 10`.execute(work.db)
  const name = documentWords(issuer.locale)[what]
  return { name, mode: "any", roles: rows.map((row) => row.code), because: [{ policyId: "00000000-0000-7000-8000-000000000001", version: issuer.profileVersion, name }] }
}

/** What the request is about, for whoever decides. */
export function factsOf({ number, currency: code }: { readonly number: string; readonly currency: string }, totalMinor: bigint, lines: SubjectFacts["lines"] = []): SubjectFacts {
  const total = Number(toDecimalString(money(totalMinor, currency(code))))
  return { total, currency: code, margin: 0, ship_to: { country: "" }, new_address: false, below_floor: false, account_group: "", po: number, lines }
}
