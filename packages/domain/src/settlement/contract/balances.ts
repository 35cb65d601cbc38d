import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"
import type { AgreementView } from "./agreements.ts"
import { Tenant, type PartnerRef } from "./parts.ts"
import type { StatementSums } from "./statements.ts"

/** What the next statement will say: of the portal's own tenant, or of the partner that the distributor names. */
export const PreviewStatement = z.object({ tenantId: Tenant.optional() })
export type PreviewStatement = z.infer<typeof PreviewStatement>
/**
 * Not yet on a statement, per currency: what has happened, what confirmed orders will add, before tax, when they ship, and, told apart, what subscriptions are expected to
 * add that nobody has ordered yet: in the rest of the running month, and in the month after it.
 */
export type NextStatement = { readonly partner: PartnerRef; readonly currencies: readonly NextInCurrency[] }
export type NextInCurrency = { readonly currency: string; readonly sums: StatementSums; readonly ordered: MoneyJson; readonly expected: readonly ExpectedSupply[]; readonly since: string | null }
/** Deliveries from one day to another, and what they cost at today's transfer prices, before tax. */
export type ExpectedSupply = { readonly from: string; readonly to: string; readonly dates: number; readonly supply: MoneyJson }
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
