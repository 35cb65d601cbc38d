import { json, type Work } from "@entrepot/db"
import { InvoiceDocument, type Drawable, type InvoiceDocumentInput } from "../../billing/index.ts"
import type { DisputeRef } from "../contract.ts"
import { disputeNotFound } from "../disputes.ts"
import { authorizeView } from "../partner.ts"
import { composePaper } from "./compose.ts"
import { findCorrection, type FoundCorrection } from "./correction.db.ts"
import type { Fact } from "./lines.ts"
import { drawableOf } from "./paper.ts"
import { paperWords } from "./words.ts"

/**
 * The document of what an accepted dispute took off a statement: a credit note, or an invoice of what was taken off a credit, by the distributor, who supplies in either case. As it was taken down when
 * the dispute was accepted, or, of one from before that, composed from its own facts. Two statements. Refuses `settlement.dispute_not_found`, also where nothing was accepted.
 */
export async function correctionPaper(work: Work, { disputeId }: DisputeRef): Promise<Drawable> {
  authorizeView(work)
  const found = await findCorrection(work, disputeId)
  if (!found || found.number === null || found.issuedOn === null) throw disputeNotFound()
  return drawableOf(work, found.content ?? composeCorrection(found, { number: found.number, issuedOn: found.issuedOn }))
}

/** Takes down what a correction says under its number, in the transaction that accepts the dispute. Two statements. */
export async function keepCorrection(work: Work, { disputeId }: DisputeRef, numbered: Numbered): Promise<void> {
  const found = await findCorrection(work, disputeId)
  if (!found) throw disputeNotFound()
  const content = InvoiceDocument.parse(composeCorrection(found, numbered))
  await work.db.insertInto("settlement.correction").values({ network_id: work.scope.networkId!, tenant_id: found.tenantId, dispute_id: disputeId, number: numbered.number, issued_on: numbered.issuedOn, content: json(content) }).execute()
}

type Numbered = { readonly number: string; readonly issuedOn: string }

/** The disputed line once more, with what was taken off it: its price is that amount, and its tax is the line's own. */
export function composeCorrection({ line, taken, statement, answer, parties, ...head }: Omit<FoundCorrection, "number" | "issuedOn" | "content">, { number, issuedOn }: Numbered): InvoiceDocumentInput {
  const fact: Fact = { ...line, quantity: null, unit: null, unitPrice: null, amount: BigInt(taken.amount), taxMinor: BigInt(taken.tax), accountedMinor: BigInt(taken.accounted) }
  const dueOn = head.dueOn > issuedOn ? head.dueOn : issuedOn
  const paper = composePaper({ ...head, ...parties, number, issuedOn, dueOn, corrects: [] }, [fact])
  return {
    ...paper, paper: "correction", dueOn: paper.kind === "invoice" ? dueOn : null, supply: { from: line.occurredOn, to: line.occurredOn }, corrects: [statement],
    terms: { text: paperWords(head.locale).settledWith(statement.number) }, reason: answer || null,
  }
}
