import { eventType } from "@entrepot/db"

/** Events carry ids and no money. Those of the distributor's staff are the network's own, so that both ledgers can hear them. */
type OfStatement = { tenantId: number; statementId: string; number: string }

export const statementIssued = eventType<OfStatement>("settlement.statement_issued")
export const statementSettled = eventType<OfStatement>("settlement.statement_settled")
/** An adjustment or an accepted dispute, that the books have not taken yet. */
export const entryAdjusted = eventType<{ tenantId: number; entryId: string }>("settlement.entry_adjusted")
export const disputeRaised = eventType<OfStatement & { disputeId: string }>("settlement.dispute_raised")
export const disputeResolved = eventType<OfStatement & { disputeId: string; verdict: "accepted" | "rejected" }>("settlement.dispute_resolved")
