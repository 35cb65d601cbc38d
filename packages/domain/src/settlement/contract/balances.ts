import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"
import type { AgreementView } from "./agreements.ts"
import { Tenant, type PartnerRef } from "./parts.ts"
import type { StatementSums } from "./statements.ts"

/** What the next statement will say: of the portal's own tenant, or of the partner that the distributor names. */
export const PreviewStatement = z.object({ tenantId: Tenant.optional() })
export type PreviewStatement = z.infer<typeof PreviewStatement>
/** Not yet on a statement, per currency: what has happened, and what confirmed orders will add, before tax, when they ship. */
export type NextStatement = { readonly partner: PartnerRef; readonly currencies: readonly { readonly currency: string; readonly sums: StatementSums; readonly ordered: MoneyJson; readonly since: string | null }[] }
/** For the console's front: who owes what. */
export type PartnerBalance = {
  readonly partner: PartnerRef; readonly currency: string
  /** Everything that is not settled: on issued statements, and not yet on one. */
  readonly balance: MoneyJson; readonly onStatements: MoneyJson; readonly next: MoneyJson; readonly openStatements: number; readonly openDisputes: number; readonly agreement: AgreementView | null
}
/** Where the two legs of what was settled do not agree: figures as text. Empty when all is well. */
export type IntercompanyDifference = { readonly partner: PartnerRef; readonly currency: string; readonly entries: string; readonly distributor: string; readonly tenant: string }
/** The same of the distributor's leg alone, which its staff may see. */
export type OwnLegDifference = Omit<IntercompanyDifference, "tenant">
